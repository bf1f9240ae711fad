"""kill -9 of the server, or of one of its workers, at random moments while people send their quizzes: every answer that
was acknowledged with a result is in the database, whole and once. QUIZ_CHAOS_ROUNDS says how many kills (10; `make chaos`
has 100)."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from portal.learning.quizzing import Shown
from tests.learning.acting import answer, hidden
from tests.learning.alone import APP, portal_with_a_quiz
from tests.tracking.alone import Server, says
from tests.tracking.chaos import Crowd

pytestmark = [pytest.mark.chaos, pytest.mark.both_databases, pytest.mark.django_db]

ROUNDS = int(os.environ.get("QUIZ_CHAOS_ROUNDS", "10"))
LEARNERS = 4
KEPT = "เก่งมาก"
"""Stands on the page that says the quiz was passed."""

STORED = """
import json
from django.db.models import Count
from portal.learning.models import Completion, Learner, QuizAttempt
rows = QuizAttempt.objects.annotate(n=Count("answers")).values_list("submission", "right", "total", "n", "learner_id")
print(json.dumps([[str(s), r, t, n, l] for s, r, t, n, l in rows]))
print(json.dumps(sorted(Completion.objects.filter(subject_kind="lesson").values_list("learner_id", flat=True))))
"""


class Learners(Crowd):
    """Threads that open the quiz, answer and send it until a result comes back, like a person who presses again."""

    def __init__(self, port: int, url: str) -> None:
        self._port, self._url = port, url
        self.repeated = 0
        super().__init__(LEARNERS)

    def _act(self, number: int) -> None:
        while not self._stop.is_set():
            page = self._ask("GET")
            if not page:
                continue
            form = hidden(page)
            fields = {"shown": form["shown"], "submission": form["submission"]}
            for question in Shown.from_token(form["shown"]).questions:
                fields |= answer(question, right=True)
            self.sent.add(form["submission"])
            for attempt in range(50):
                self.repeated += attempt > 0
                if KEPT in self._ask("POST", urlencode(fields, doseq=True)):
                    self.acknowledged.add(form["submission"])
                    break
                if self._stop.is_set():
                    break

    def _ask(self, method: str, body: str = "") -> str:
        """The page, or "" where the connection broke."""
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        try:
            connection.request(method, self._url, body, headers)
            answered = connection.getresponse()
            text = answered.read().decode()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            return ""
        finally:
            connection.close()
        return text if answered.status == 200 else ""


def test_kills_lose_no_acknowledged_answer_and_double_none(tmp_path: Path, settings) -> None:
    # The forms are the other processes': they are opened with those processes' key.
    settings.SECRET_KEY = "a-quiz-alone"
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"chaos seed {seed}, {ROUNDS} rounds")
    with portal_with_a_quiz(tmp_path) as (env, url):
        server = Server(env, APP)
        learners = Learners(server.port, url)
        try:
            for number in range(ROUNDS):
                before = len(learners.acknowledged)
                _until(lambda before=before: len(learners.acknowledged) > before)
                time.sleep(chance.uniform(0, 0.4))
                workers = server.workers()
                if number % 2 and workers:
                    os.kill(chance.choice(workers), signal.SIGKILL)
                else:
                    server.kill()
                    server.start()
            last = len(learners.acknowledged)
            _until(lambda: len(learners.acknowledged) > last)
        finally:
            learners.stop()
            server.kill()
        check(learners, says(env, STORED))


def _until(condition, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "no answer was taken any more"
        time.sleep(0.02)


def check(learners: Learners, stored: str) -> None:
    attempts, completions = (json.loads(line) for line in stored.splitlines()[-2:])
    kept = [submission for submission, *_ in attempts]
    assert len(learners.acknowledged) >= ROUNDS
    assert learners.acknowledged - set(kept) == set(), "acknowledged and lost"
    assert len(kept) == len(set(kept)), "kept twice"
    assert set(kept) <= learners.sent
    assert all(right == total == answers == 5 for _, right, total, answers, _ in attempts), "kept in part"
    assert len(completions) == len(set(completions)), "completed twice"
    print(
        f"{len(learners.sent)} sent, {learners.repeated} sent again, {len(learners.acknowledged)} acknowledged, {len(kept)} kept"
    )

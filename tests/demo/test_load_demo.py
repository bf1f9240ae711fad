"""`load_demo` and `remove_demo`: everything once, and nothing left behind."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from articles.models import LawArticlePage
from courses.models import CoursePage, KitPage, KitRelease, LessonPage, Question
from media.models import AlbumPage, InfographicPage, VideoPage
from portal.accounts.models import User
from portal.demo.loading.certificates import REVOKED, demo_code
from portal.demo.loading.facts import first_day
from portal.demo.models import DemoItem, DemoLoad
from portal.home.models import HomePage, SituationPage
from portal.learning.models import Certificate, Completion, CourseSnapshot, Learner, QuizAttempt, Satisfaction
from portal.learning.quizzing import gains_by_course
from portal.ops.serve import DEMO_CERTIFICATE
from portal.tracking.models import ObjectDay
from portal.training.models import Attendance, TrainingSession

pytestmark = pytest.mark.long


def rows() -> dict[str, int]:
    """How many rows each table of ours holds."""
    labels = {
        "accounts",
        "articles",
        "core",
        "courses",
        "demo",
        "home",
        "kpi",
        "learning",
        "media",
        "tracking",
        "training",
    }
    models = [model for model in apps.get_models() if model._meta.app_label in labels]
    return {model._meta.label: model._default_manager.count() for model in [*models, Page]}


def test_the_content_is_whole(loaded: Path) -> None:
    assert CoursePage.objects.live().count() == 5
    for course in CoursePage.objects.live():
        assert len(course.ordered_lessons()) == 4
    assert LessonPage.objects.filter(quiz=None).count() == 0
    assert LawArticlePage.objects.live().count() == 6
    assert InfographicPage.objects.live().count() == 4
    assert VideoPage.objects.live().count() == 2
    assert AlbumPage.objects.live().count() == 2
    assert SituationPage.objects.live().count() == 6
    assert KitPage.objects.live().count() == 1


def test_every_page_could_be_published_again(loaded: Path) -> None:
    problems = {
        page.title: page.specific.publish_problems()
        for page in Page.objects.live().filter(depth__gt=1)
        if hasattr(page.specific, "publish_problems") and page.specific.publish_problems()
    }
    assert problems == {}


def test_every_question_has_a_right_answer_and_feedback(loaded: Path) -> None:
    for question in Question.objects.prefetch_related("choices"):
        question.clean()
        assert question.choice_problems() == {}
        assert all(choice.feedback for choice in question.choices.all()), question.text


def test_two_courses_have_tests_that_draw_from_a_bank_and_show_a_gain(loaded: Path) -> None:
    courses = CoursePage.objects.live().exclude(pre_test=None)
    assert courses.count() == 2
    for course in courses:
        assert course.pre_test == course.post_test
        assert 0 < course.pre_test.draw < course.pre_test.questions.count()
    gains = gains_by_course()
    assert {row.course_key for row in gains} == set(courses.values_list("translation_key", flat=True))
    assert all(row.n > 10 and row.gain > 5 for row in gains)
    assert set(Question.objects.values_list("kind", flat=True)) == set(Question.Kind.values)


def test_the_law_waits_for_a_reviewer(loaded: Path) -> None:
    for article in LawArticlePage.objects.live():
        assert article.review is None
        assert article.sources.exists()
        assert article.checked_on <= timezone.localdate()


def test_a_second_load_also_on_another_day_changes_nothing(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows()
    logins = (loaded / "demo-logins.json").read_text()
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    call_command("load_demo", stdout=io.StringIO())
    assert rows() == before
    assert (loaded / "demo-logins.json").read_text() == logins


def test_facts_reach_from_last_year_to_the_day_of_loading_and_say_they_are_demo(loaded: Path) -> None:
    last = DemoLoad.objects.get(part="facts").loaded_on
    days = ObjectDay.objects.values_list("day", flat=True)
    assert (min(days), max(days)) == (first_day(last), last)
    assert set(ObjectDay.objects.values_list("origin", flat=True)) == {"demo"}
    assert set(Completion.objects.values_list("origin", flat=True)) == {"demo"}
    assert set(TrainingSession.objects.values_list("origin", flat=True)) == {"demo", "history"}


def test_certificates_of_every_state_can_be_looked_at(loaded: Path) -> None:
    states = set(Certificate.objects.values_list("state", flat=True))
    assert states >= {"issued", "revoked", "reserved"}
    assert set(Certificate.objects.values_list("origin", flat=True)) == {"demo"}
    page = Client().get(DEMO_CERTIFICATE)
    assert page.status_code == 200 and "วุฒิบัตรจริง ใช้ได้" in page.content.decode()
    revoked = Client().get(f"/v/{demo_code(REVOKED)}").content.decode()
    assert "ใบนี้ถูกเพิกถอน" in revoked


def test_the_sessions_of_2562_are_history_without_invented_people(loaded: Path) -> None:
    history = TrainingSession.objects.filter(origin="history")
    assert {session.get_province_display() for session in history} >= {
        "สงขลา",
        "ร้อยเอ็ด",
        "หนองบัวลำภู",
        "เชียงใหม่",
        "สมุทรสงคราม",
    }
    assert Attendance.objects.filter(session__in=history).count() == 0
    assert history.get(kind="train-the-trainer").headcount == 33


def test_passwords_differ_and_only_the_owner_reads_them(loaded: Path) -> None:
    file = loaded / "demo-logins.json"
    logins = json.loads(file.read_text())
    assert file.stat().st_mode & 0o077 == 0
    assert len({entry["password"] for entry in logins.values()}) == len(logins) == 5
    for email, entry in logins.items():
        assert User.objects.get(email=email).check_password(entry["password"])


def test_production_refuses_the_demo(settings: Any, loaded: Path) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo", stdout=io.StringIO())


def test_remove_demo_leaves_nothing_of_it(loaded: Path) -> None:
    call_command("remove_demo", stdout=io.StringIO())
    assert not Page.objects.type(HomePage).exists()
    for model in (
        Learner,
        Completion,
        Certificate,
        CourseSnapshot,
        QuizAttempt,
        Satisfaction,
        Attendance,
        KitRelease,
        DemoItem,
        DemoLoad,
    ):
        assert not model._default_manager.exists(), model
    assert not TrainingSession.objects.filter(origin="demo").exists()
    assert not ObjectDay.objects.filter(origin="demo").exists()
    assert not (loaded / "demo-logins.json").exists()
    assert not User.objects.filter(email__endswith="@example.com").exists()
    assert Site.objects.filter(is_default_site=True).exists()


def test_remove_demo_keeps_what_people_made(loaded: Path) -> None:
    learner = Learner.objects.create()
    kept = Completion.objects.exclude(learner=None).first()
    assert kept is not None
    Completion.objects.create(
        learner=learner,
        subject_kind="lesson",
        subject_key=kept.subject_key,
        language="th",
        title="บทเรียน",
        rule="quiz-passed",
        at=timezone.now(),
    )
    call_command("remove_demo", stdout=io.StringIO())
    assert list(Completion.objects.values_list("learner", flat=True)) == [learner.pk]

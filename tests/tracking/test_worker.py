"""The worker: what is due, tasks whose worker died, and ending on request."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from portal.core import due
from portal.tracking import worker as worker_module
from portal.tracking.models import DueRun, RawEvent, WorkerBeat
from portal.tracking.spool import format_line, node_name
from portal.tracking.worker import WorkerId, is_alive, run_due, take_back_tasks
from tests.tracking.alone import DJANGO, environment, migrated, says, wait_until
from tests.tracking.conftest import CountingSite

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(due, "_jobs", {})
    ran: list[str] = []
    due.register("often", timedelta(minutes=1), lambda: ran.append("often"))
    due.register("daily", timedelta(days=1), lambda: ran.append("daily"))
    return ran


def test_due_jobs_run_when_due_and_only_then(jobs: list[str]) -> None:
    start = timezone.now()
    assert run_due(start) == ["often", "daily"]
    assert run_due(start + timedelta(seconds=59)) == []
    assert run_due(start + timedelta(seconds=60)) == ["often"]
    assert run_due(start + timedelta(days=1)) == ["often", "daily"]
    assert jobs == ["often", "daily", "often", "often", "daily"]
    row = DueRun.objects.get(name="often")
    assert (row.runs, row.error) == (3, "")
    assert row.finished_at is not None


def test_after_a_clock_that_ran_an_hour_ahead_jobs_run_as_before(jobs: list[str]) -> None:
    start = timezone.now()
    assert run_due(start + timedelta(hours=1)) == ["often", "daily"]
    assert run_due(start) == ["often", "daily"]
    assert run_due(start + timedelta(seconds=59)) == []
    assert run_due(start + timedelta(seconds=60)) == ["often"]
    # Clocks of two machines a moment apart are no reason to run a job twice.
    assert run_due(start + timedelta(seconds=50)) == []


def test_a_failing_job_keeps_its_error_and_ends_no_other(jobs: list[str]) -> None:
    due.register("often", timedelta(minutes=1), lambda: 1 // 0)
    start = timezone.now()
    assert run_due(start) == ["often", "daily"]
    assert jobs == ["daily"]
    assert DueRun.objects.get(name="often").error == "ZeroDivisionError: integer division or modulo by zero"
    due.register("often", timedelta(minutes=1), lambda: None)
    run_due(start + timedelta(minutes=1))
    assert DueRun.objects.get(name="often").error == ""


def test_of_two_workers_one_runs_a_job(jobs: list[str]) -> None:
    now = timezone.now()
    job = due.jobs()[0]
    assert [worker_module._claim(job, now), worker_module._claim(job, now)] == [True, False]


@pytest.mark.parametrize(
    ("name", "every"), [("", timedelta(hours=1)), ("x" * 61, timedelta(hours=1)), ("x", timedelta(0))]
)
def test_a_job_needs_a_name_and_an_interval(name: str, every: timedelta) -> None:
    with pytest.raises(ValueError):
        due.register(name, every, lambda: None)


def test_old_events_go_and_rollups_stay(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.tracking import jobs
    from tests.tracking.conftest import make_ref

    site.beacon(make_ref(1))
    site.later(2 * 86_400)
    site.beacon(make_ref(1))
    site.store()
    from portal.tracking.clock import to_datetime

    monkeypatch.setattr(timezone, "now", lambda: to_datetime(site.now_us) + timedelta(days=89))
    jobs.delete_old_events()
    assert RawEvent.objects.count() == 1
    from portal.tracking.models import ObjectDay

    assert ObjectDay.objects.count() == 2


class TestLife:
    def test_a_worker_lives_while_it_holds_its_lock(self, tmp_path: Path) -> None:
        worker = WorkerId(tmp_path)
        assert is_alive(worker.name, tmp_path)
        worker.release()
        assert not is_alive(worker.name, tmp_path)

    def test_a_killed_worker_is_known_as_gone(self, tmp_path: Path) -> None:
        program = (
            "import django; django.setup(); import sys, time; from pathlib import Path; from portal.tracking.worker import WorkerId;"
            f"print(WorkerId(Path({str(tmp_path)!r})).name, flush=True); time.sleep(60)"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment(tmp_path)
        )
        assert process.stdout
        name = process.stdout.readline().strip()
        assert is_alive(name, tmp_path)
        process.kill()
        process.wait()
        assert (tmp_path / f"{name}.lock").exists()
        assert not is_alive(name, tmp_path)

    def test_another_machines_worker_lives_by_its_beat(self, tmp_path: Path) -> None:
        name = "other-" + node_name() + ".1.ab"
        assert not is_alive(name, tmp_path)
        WorkerBeat.objects.create(worker=name, seen_at=timezone.now() - timedelta(seconds=60))
        assert is_alive(name, tmp_path)
        WorkerBeat.objects.update(seen_at=timezone.now() - timedelta(seconds=180))
        assert not is_alive(name, tmp_path)


class TestTakingBack:
    def task(self, *workers: str, status: str = "RUNNING", backend: str = "background") -> Any:
        from django_tasks_db.models import DBTaskResult, get_date_max

        return DBTaskResult.objects.create(
            status=status, started_at=timezone.now(), args_kwargs={"args": [], "kwargs": {}}, task_path="tests.nothing",
            backend_name=backend, run_after=get_date_max(), worker_ids=list(workers), exception_class_path="", traceback="",
        )  # fmt: skip

    def test_a_task_whose_worker_is_gone_is_ready_again(self, tmp_path: Path) -> None:
        task = self.task(f"{node_name()}.1.gone")
        assert take_back_tasks(tmp_path) == 1
        task.refresh_from_db()
        assert (task.status, task.started_at) == ("READY", None)
        assert type(task).objects.ready().filter(pk=task.pk).exists()

    def test_a_task_at_work_is_left_alone(self, tmp_path: Path) -> None:
        worker = WorkerId(tmp_path)
        task = self.task(f"{node_name()}.1.gone", worker.name)
        assert take_back_tasks(tmp_path) == 0
        task.refresh_from_db()
        assert task.status == "RUNNING"
        worker.release()

    @pytest.mark.parametrize(
        ("status", "backend"), [("READY", "background"), ("SUCCESSFUL", "background"), ("RUNNING", "other")]
    )
    def test_other_tasks_are_left_alone(self, tmp_path: Path, status: str, backend: str) -> None:
        task = self.task("gone", status=status, backend=backend)
        assert take_back_tasks(tmp_path) == 0
        task.refresh_from_db()
        assert task.status == status

    def test_a_task_that_kills_its_workers_fails_in_the_end(self, tmp_path: Path) -> None:
        task = self.task(*[f"{node_name()}.{number}.gone" for number in range(3)])
        assert take_back_tasks(tmp_path) == 0
        task.refresh_from_db()
        assert task.status == "FAILED"
        assert task.exception_class_path.endswith("WorkerLost")


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that count alone, their stores migrated."""
    with migrated(tmp_path) as made:
        yield made


def spooled_line(folder: Path, number: int) -> None:
    """A finished spool file with one malformed beacon."""
    (folder / "spool").mkdir(exist_ok=True)
    lines = format_line("H", "1", "1", "lists") + format_line("M", "1793854800000000", "beacon", "size")
    (folder / "spool" / f"{number}-n-1-a.spool").write_bytes(lines)


MALFORMED = "from portal.tracking.models import DayIdentity as d; print(d.objects.get(outcome='malformed').count)"


@pytest.mark.parametrize("command", ["drain", "run_worker"])
def test_a_worker_ends_on_sigterm_having_stored_everything(tmp_path: Path, alone: dict[str, str], command: str) -> None:
    spooled_line(tmp_path, 1)
    process = subprocess.Popen([*DJANGO, command], env=alone, stdout=subprocess.DEVNULL)
    wait_until(lambda: not list((tmp_path / "spool").glob("*.spool")))
    spooled_line(tmp_path, 2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert not list((tmp_path / "spool").glob("*.spool"))
    assert not list((tmp_path / "spool" / "workers").glob("*"))
    assert says(alone, MALFORMED) == "2"


def test_a_task_whose_worker_was_killed_is_taken_up_again(tmp_path: Path, alone: dict[str, str]) -> None:
    note = tmp_path / "note"
    enqueue = f"from tests.tracking.alone_tasks import write_down; print(write_down.enqueue({str(note)!r}, SECONDS).id)"
    task = says(alone, enqueue.replace("SECONDS", "1"))
    first = subprocess.Popen([*DJANGO, "run_worker"], env=alone, stdout=subprocess.DEVNULL)
    wait_until(note.exists)
    first.kill()
    first.wait()
    second = subprocess.Popen([*DJANGO, "run_worker"], env=alone, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: "ended" in note.read_text())
        # Draining goes on while a task is at work, and a stop lets the task finish.
        says(alone, enqueue.replace("SECONDS", "1"))
        wait_until(lambda: note.read_text().count("began") == 3)
        spooled_line(tmp_path, 1)
        wait_until(lambda: not list((tmp_path / "spool").glob("*.spool")))
    finally:
        second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=30) == 0
    assert note.read_text().split() == ["began", "began", "ended", "began", "ended"]
    result = says(
        alone,
        f"from django_tasks_db.models import DBTaskResult as t; r = t.objects.get(pk='{task}'); print(r.status, r.return_value)",
    )
    assert result == f"SUCCESSFUL {second.pid}"

"""The spool and the drain: every acknowledged line once, whoever dies when."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from portal.tracking import spool, store
from portal.tracking.clock import SECOND
from portal.tracking.drain import Drain
from portal.tracking.judge import MEMORY
from portal.tracking.models import DayVersion, LastSeen, RawEvent, SpoolCursor
from portal.tracking.objects import ObjectRef
from portal.tracking.spool import SpoolWriter, drain_lock, format_line, parse_line, spool_files
from tests.tracking.conftest import CountingSite, make_intake, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]


def visits(site: CountingSite, count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        assert site.beacon(make_ref(1), REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}").status == 204


def counted() -> int:
    return RawEvent.objects.filter(outcome="counted").count()


def test_a_line_cut_anywhere_is_known_as_torn() -> None:
    line = format_line("E", "1793854800000000", "beacon", "x" * 32)
    assert parse_line(line[:-1]) == ["E", "1793854800000000", "beacon", "x" * 32]
    assert [parse_line(line[:cut]) for cut in range(len(line) - 1)] == [None] * (len(line) - 1)


def test_what_is_spooled_is_stored_once(site: CountingSite) -> None:
    visits(site, 30)
    assert site.store() == 31
    assert site.store() == 0
    visits(site, 5, start=30)
    assert Drain(site.folder / "spool").run() == 5
    assert counted() == 35


def test_batches_smaller_than_the_spool_give_the_same_counts(site: CountingSite) -> None:
    visits(site, 95)
    assert Drain(site.folder / "spool", lines=10).run() == 96
    assert counted() == 95
    assert site.views() == 95


def test_a_line_still_being_written_is_left_for_later(site: CountingSite) -> None:
    visits(site, 3)
    path = spool_files(site.folder / "spool")[0].path
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    site.store()
    assert counted() == 2
    path.write_bytes(whole)
    site.store()
    assert counted() == 3


@pytest.mark.parametrize("step", ["LAST_SEEN", "OBJECT_DAY", "CURSOR"])
def test_a_drain_that_dies_in_the_middle_leaves_nothing_half_done(
    site: CountingSite, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    visits(site, 20)

    class Dies:
        def run(self, cursor: Any, rows: Any) -> None:
            original.run(cursor, rows)
            raise KeyboardInterrupt

    original = getattr(store, step)
    monkeypatch.setattr(store, step, Dies())
    with pytest.raises(KeyboardInterrupt):
        site.store()
    assert counted() == 0
    monkeypatch.undo()
    monkeypatch.setattr("portal.tracking.intake.now_us", lambda: site.now_us)
    site.store()
    assert counted() == 20
    assert site.views() == 20


def test_files_of_dead_processes_are_stored_and_removed(site: CountingSite) -> None:
    visits(site, 4)
    site.restart()
    visits(site, 4, start=4)
    folder = site.folder / "spool"
    assert len(spool_files(folder)) == 2
    site.store()
    site.store()
    assert len(spool_files(folder)) == 1
    assert counted() == 8


def test_a_file_is_not_removed_before_it_is_stored(site: CountingSite) -> None:
    visits(site, 4)
    site.intake.writer.close()
    file = spool_files(site.folder / "spool")[0]
    assert not file.remove_if_finished(cursor=0)
    assert file.path.exists()


def test_a_dead_process_may_leave_a_torn_last_line(site: CountingSite) -> None:
    visits(site, 4)
    site.intake.writer.close()
    path = spool_files(site.folder / "spool")[0].path
    with path.open("ab") as file:
        file.write(b"E\t179385480000")
    site.store()
    assert counted() == 4
    assert not path.exists()


def test_a_torn_line_costs_only_itself(site: CountingSite) -> None:
    visits(site, 2)
    path = spool_files(site.folder / "spool")[0].path
    with path.open("ab") as file:
        file.write(b"E\t17938548\n")
    visits(site, 2, start=2)
    site.store()
    assert counted() == 4
    assert SpoolCursor.objects.get().torn == 1
    assert site.account().received == 4


def test_a_whole_line_nobody_knows_stays_in_the_days_account(site: CountingSite) -> None:
    visits(site, 1)
    path = spool_files(site.folder / "spool")[0].path
    with path.open("ab") as file:
        file.write(format_line("E", str(site.now_us), "beacon", "too", "few"))
    site.store()
    assert site.account().malformations == {"unreadable": 1}


def test_a_file_of_a_newer_format_waits(site: CountingSite) -> None:
    folder = site.folder / "spool"
    folder.mkdir()
    newer = folder / "9-node-1-ff.spool"
    newer.write_bytes(format_line("H", "2", "1", "lists") + format_line("E", "1", "anything"))
    visits(site, 1)
    site.store()
    assert counted() == 1
    assert newer.exists()
    assert site.account().received == 1


def test_files_of_several_processes_are_judged_in_order_of_receipt(site: CountingSite, ref: ObjectRef) -> None:
    """The second process's click is 20 s before the first one's last: sliding joins all three, file order would not."""
    other = make_intake(site.folder)
    first = site.intake
    for intake, seconds in ((first, 0), (other, 25), (first, 25)):
        site.later(seconds)
        site.app._intake = intake
        site.beacon(ref)
    site.store()
    other.writer.close()
    assert site.verdicts() == [("counted", ""), ("duplicate", "double-click"), ("duplicate", "double-click")]


def test_threads_share_one_file_without_mixing_lines(site: CountingSite) -> None:
    lines = [format_line("M", str(site.now_us), "beacon", f"r{number}") for number in range(400)]
    threads = [
        threading.Thread(target=lambda part=part: [site.intake.writer.append(line) for line in part])
        for part in (lines[:100], lines[100:200], lines[200:300], lines[300:])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(spool_files(site.folder / "spool")) == 1
    site.store()
    assert site.account().malformed == 400
    assert SpoolCursor.objects.get().torn == 0


def test_a_forked_child_writes_its_own_file(site: CountingSite) -> None:
    visits(site, 1)
    line = format_line("M", str(site.now_us), "beacon", "child")
    child = os.fork()
    if child == 0:
        try:
            site.intake.writer.append(line)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    visits(site, 1, start=1)
    files = spool_files(site.folder / "spool")
    assert len(files) == 2
    site.store()
    assert site.account().received == 3


def test_a_full_file_is_followed_by_a_new_one(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "ROTATE_BYTES", 2_000)
    visits(site, 30)
    assert len(spool_files(site.folder / "spool")) > 2
    site.store()
    site.store()
    assert len(spool_files(site.folder / "spool")) == 1
    assert counted() == 30


def test_one_drain_per_directory(site: CountingSite) -> None:
    visits(site, 3)
    with drain_lock(site.folder / "spool", wait=True):
        assert site.drain.run() == 0
    assert counted() == 0
    site.store()
    assert counted() == 3


def test_an_unwritable_spool_is_503(site: CountingSite, ref: ObjectRef) -> None:
    (site.folder / "spool").write_text("a file where the folder should be")
    assert site.beacon(ref).status == 503
    assert site.picture(ref).status == 503
    assert site.request("POST", "/e/", b"rubbish").status == 503
    (site.folder / "spool").unlink()
    assert site.beacon(ref).status == 204


def test_leftovers_without_a_name_are_removed_in_time(tmp_path: Path) -> None:
    new, old = tmp_path / ".open-new", tmp_path / ".open-old"
    for path in (new, old):
        path.write_bytes(b"")
    os.utime(old, (1, 1))
    spool.remove_abandoned(tmp_path)
    assert (new.exists(), old.exists()) == (True, False)


def test_versions_come_from_the_process_that_judged(site: CountingSite) -> None:
    site.intake.writer = SpoolWriter(site.folder / "spool", ("1", "some lists 9.9"))
    visits(site, 1)
    site.store()
    assert list(DayVersion.objects.values_list("metric_version", "bot_lists")) == [(1, "some lists 9.9")]


def test_what_was_last_seen_is_forgotten_when_no_rule_needs_it(site: CountingSite) -> None:
    visits(site, 5)
    site.store()
    assert LastSeen.objects.count() == 5
    site.later(MEMORY / SECOND + 60)
    visits(site, 1, start=9)
    site.store()
    assert LastSeen.objects.count() == 1


def test_a_backlog_is_judged_by_the_time_of_receipt(site: CountingSite, ref: ObjectRef) -> None:
    """Hours in the spool while the drain was down: the 30 minutes between two visits are still those of the readers."""
    site.beacon(ref)
    site.later(10 * 60)
    site.beacon(ref, more="&n=1")
    site.later(5 * 3_600)
    site.beacon(ref, more="&n=1")
    for lines in (1, 1, 1, 1, 1):
        Drain(site.folder / "spool", lines=lines).run()
    assert site.verdicts() == [("counted", ""), ("duplicate", "visit"), ("counted", "")]


def test_old_cursors_of_this_machine_are_forgotten_others_kept(site: CountingSite) -> None:
    ours, theirs = f"1-{spool.node_name()}-1-aa.spool", "1-another-node-1-aa.spool"
    for name in (ours, theirs):
        SpoolCursor.objects.create(file=name, offset=9, moved_us=1)
    visits(site, 1)
    site.store()
    names = set(SpoolCursor.objects.values_list("file", flat=True))
    assert ours not in names
    assert theirs in names
    assert len(names) == 2


def test_pictures_have_event_ids_of_their_own(site: CountingSite, ref: ObjectRef) -> None:
    site.picture(ref)
    site.later(31)
    site.picture(ref)
    site.store()
    assert counted() == 2

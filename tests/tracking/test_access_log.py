"""Access logs with known truth: counted by the same rules, in any order, once (counting.md, "The way of an event")."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from portal.thai.day import Month
from portal.tracking import closing, log_import
from portal.tracking.keys import KeyStore
from portal.tracking.log_import import LogImport
from portal.tracking.log_lines import NotALine, parse
from portal.tracking.models import (
    DayIdentity,
    ImportedMonth,
    LogLine,
    MediumMonth,
    MonthVisitor,
    ObjectDay,
    RawEvent,
    YearReader,
    YearTally,
)  # fmt: skip
from portal.tracking.reports import Period, daily_identity, monthly_actives, unique_readers, views_by_medium
from tests.factories.tree import Tree
from tests.tracking.log_truth import PHONES, Truth, made_up

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]

LINES = int(os.environ.get("LOG_LINES", "20000"))
START = datetime(2026, 3, 1, 17, tzinfo=UTC)
MARCH = Month(2026, 3)
YEAR = Period.of_fiscal_year(2569)


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeyStore:
    keys = KeyStore(tmp_path / "keys.json")
    for module in (closing, log_import):
        monkeypatch.setattr(module, "site_keys", lambda: keys)
    return keys


@pytest.fixture
def pages(built_site: Tree, db: None) -> Tree:
    """The small real site; here `site` is the counting one."""
    return built_site


def path_of(page: Any) -> str:
    return str(page.get_url_parts()[2])


@pytest.fixture
def truth(pages: Tree) -> Truth:
    lesson = path_of(pages.lesson)
    others = [
        path_of(page) for page in (pages.next_lesson, pages.article, pages.infographic, pages.situation, pages.kit)
    ]
    return made_up(LINES, [lesson, *others], [f"{lesson}2/", f"{lesson}all/"], start=START, days=28)


def bring(*paths: Path) -> dict[str, Any]:
    return LogImport().run(paths).as_json()


def written(folder: Path, name: str, lines: list[str]) -> Path:
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def stored() -> dict[str, Any]:
    """Everything the store reports of the log."""
    assert sum(tally.readers for tally in YearTally.objects.all()) == YearReader.objects.count()
    fields = [field.name for field in ObjectDay._meta.fields if field.name != "id"]
    account = DayIdentity.objects.filter(count__gt=0).order_by("day", "outcome", "reason")
    return {
        "days": sorted(map(str, ObjectDay.objects.filter(count__gt=0).values_list(*fields))),
        "months": MediumMonth.objects.aggregate(n=Sum("count"))["n"],
        "account": list(account.values_list("day", "outcome", "reason", "count")),
        "actives": {kind: figure.total for kind, figure in monthly_actives(MARCH, MARCH)[MARCH].items()},
        "readers": {basis: figure.total for basis, figure in unique_readers(2569).items()},
        "lines": LogLine.objects.count(),
    }


def test_a_log_full_of_robots_is_counted_as_it_truly_is(truth: Truth, tmp_path: Path) -> None:
    said = bring(written(tmp_path, "access.log", truth.lines))
    assert said == {
        "received": truth.received,
        "counted": truth.counted,
        "duplicate": truth.duplicate,
        "excluded": dict(truth.excluded),
        "malformed": truth.malformed,
        "known": 0,
        "not_a_view": truth.not_a_view,
        "closed_month": 0,
        "taken_back": 0,
    }
    assert views_by_medium(YEAR).total == truth.counted
    assert MediumMonth.objects.aggregate(n=Sum("count"))["n"] == truth.counted
    assert sum(account.received for account in daily_identity(YEAR)) == truth.received
    assert all(account.balanced for account in daily_identity(YEAR))
    assert monthly_actives(MARCH, MARCH)[MARCH]["anonymous"].total == truth.visitors
    assert not RawEvent.objects.exists()


def test_imported_twice_in_halves_reversed_whole_and_gzipped_it_is_the_same(truth: Truth, tmp_path: Path) -> None:
    half = len(truth.lines) // 2
    later = written(tmp_path, "access.log", truth.lines[half:])
    earlier = written(tmp_path, "access.log.1", truth.lines[:half])
    whole = written(tmp_path, "whole.log", truth.lines)
    packed = tmp_path / "access.log.2.gz"
    packed.write_bytes(gzip.compress(whole.read_bytes()))
    bring(later)
    bring(earlier)
    reversed_halves = stored()
    assert views_by_medium(YEAR).total == truth.counted
    for path in (whole, packed):
        said = bring(path)
        # Spoilt or robots' twins that lay in different halves are told apart only in the whole file.
        assert said["counted"] == 0
    twins = stored()
    assert {**twins, "account": 0, "lines": 0} == {**reversed_halves, "account": 0, "lines": 0}
    assert bring(packed, whole)["received"] == 0
    assert stored() == twins


def test_a_growing_file_is_read_on_and_its_unfinished_line_left(truth: Truth, tmp_path: Path) -> None:
    lines = truth.lines[:300]
    growing = tmp_path / "access.log"
    growing.write_text("\n".join(lines[:100]) + "\n" + lines[100][:40], encoding="utf-8")
    first = bring(growing)
    growing.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    second = bring(growing)
    assert second["known"] == first["received"]
    grown = stored()
    assert bring(written(tmp_path, "whole.log", lines))["received"] == 0
    assert stored() == grown


def lines_at(path: str, *seconds: float, address: str = "203.0.113.5") -> list[str]:
    stamps = [(START + timedelta(seconds=second)).strftime("%d/%b/%Y:%H:%M:%S +0000") for second in seconds]
    return [f'{address} - - [{stamp}] "GET {path} HTTP/1.1" 200 1 "-" "{PHONES[0]}"' for stamp in stamps]


def test_a_late_line_joins_two_visits_and_takes_one_count_back(
    pages: Tree, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="portal.tracking.log_import")
    first, middle, last = lines_at(path_of(pages.lesson), 0, 25, 50)
    assert bring(written(tmp_path, "one", [first, last]))["counted"] == 2
    said = bring(written(tmp_path, "two", [middle]))
    assert (said["received"], said["counted"], said["duplicate"], said["taken_back"]) == (1, -1, 2, 1)
    assert views_by_medium(YEAR).total == 1
    assert "took a count" in caplog.text
    together = stored()
    LogLine.objects.all().delete()
    for model in (ObjectDay, MediumMonth, DayIdentity, MonthVisitor):
        model._default_manager.all().delete()
    bring(written(tmp_path, "all", [last, first, middle]))
    assert {**stored(), "readers": 0} == {**together, "readers": 0}


def test_behaviour_is_judged_by_the_stamps(pages: Tree, tmp_path: Path) -> None:
    path = path_of(pages.lesson)
    said = bring(written(tmp_path, "busy", lines_at(path, *range(0, 1_010 * 31, 31))))
    # 1,000 views of one Bangkok day at most (START is midnight there); 1,010 × 31 s lie within it.
    assert (said["counted"], said["excluded"]) == (1_000, {"behaviour": 10})


def test_days_covered_by_beacons_are_excluded(pages: Tree, tmp_path: Path) -> None:
    ObjectDay.objects.create(
        day=date(2026, 3, 3), kind="lesson", key=pages.lesson.translation_key, language="th", action="view",
        origin="beacon", site=LogImport().pages.site.pk, count=1,
    )  # fmt: skip
    day = 86_400
    said = bring(written(tmp_path, "log", lines_at(path_of(pages.lesson), 0, day, 2 * day, 3 * day)))
    assert (said["counted"], said["excluded"]) == (2, {"covered": 2})


def test_lines_of_a_closed_month_change_nothing_and_the_rest_loads(pages: Tree, tmp_path: Path) -> None:
    path = path_of(pages.lesson)
    bring(written(tmp_path, "march", lines_at(path, 0, 100)))
    ImportedMonth.objects.update(last_import_at=datetime(2026, 4, 2, tzinfo=UTC))
    closing.close_month(MARCH, now=datetime(2026, 11, 22, tzinfo=UTC))
    assert not LogLine.objects.exists()
    kept = stored()
    said = bring(written(tmp_path, "more", lines_at(path, 0, 100, 200, 40 * 86_400)))
    assert (said["closed_month"], said["counted"]) == (3, 1)
    assert [row for row in stored()["account"] if row[0] < date(2026, 4, 1)] == kept["account"]
    assert stored()["actives"] == kept["actives"]


def test_a_past_month_is_opened_by_its_first_import_with_a_key_of_its_own(
    pages: Tree, tmp_path: Path, _keys: KeyStore
) -> None:
    assert _keys.names() == []
    bring(written(tmp_path, "log", lines_at(path_of(pages.article), 0)))
    assert _keys.names() == ["2026-03", "fy2569"]
    assert ImportedMonth.objects.get().month == date(2026, 3, 1)
    assert unique_readers(2569)["address"].total == 1


def test_a_percent_encoded_thai_path_and_another_host(pages: Tree, tmp_path: Path) -> None:
    from urllib.parse import quote

    path = path_of(pages.lesson)
    ours, theirs = f"http://{LogImport().pages.site.hostname}{path}", f"http://elsewhere.example{path}"
    lines = [*lines_at(quote(path, safe=""), 0), *lines_at(quote(path), 100), *lines_at(ours, 200)]
    said = bring(written(tmp_path, "log", [*lines, *lines_at(theirs, 300)]))
    assert (said["counted"], said["not_a_view"]) == (3, 1)


@pytest.mark.parametrize(
    "line",
    ["", "garbage", '1.2.3.4 - - [32/Jan/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "x"', "\x00\x16\x03\x01"],
)
def test_what_is_no_line_is_said_to_be_none(line: str) -> None:
    with pytest.raises(NotALine):
        parse(line)


def test_lines_as_servers_write_them() -> None:
    nginx = (
        r'203.0.113.5 - - [02/Mar/2026:09:00:00 +0700] "GET /th/ HTTP/2.0" 200 512 "-" "a \x22b\x22" "10.0.0.1" rt=0.1'
    )
    apache = r'www.example.go.th:443 2001:db8::1 - somchai [02/Mar/2026:02:00:00 +0000] "GET /th/ HTTP/1.1" 304 - "-" "a \"b\""'
    for line, address in ((nginx, "203.0.113.5"), (apache, "2001:db8::1")):
        request = parse(line)
        assert (request.address, request.user_agent, request.target) == (address, 'a "b"', "/th/")
        assert request.at_us == int(datetime(2026, 3, 2, 2, tzinfo=UTC).timestamp()) * 1_000_000


def test_the_command_prints_its_summary(pages: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_access_log", str(written(tmp_path, "log", lines_at(path_of(pages.lesson), 0, 10))))
    said = json.loads(capsys.readouterr().out)
    assert (said["received"], said["counted"], said["duplicate"]) == (2, 1, 1)


def test_a_wrong_file_or_host_is_named_before_anything_is_counted(pages: Tree, tmp_path: Path) -> None:
    good = written(tmp_path, "log", lines_at(path_of(pages.lesson), 0))
    with pytest.raises(CommandError, match=r"ไม่มีไฟล์ .*missing"):
        call_command("import_access_log", str(good), str(tmp_path / "missing"))
    with pytest.raises(CommandError, match="localhost"):
        call_command("import_access_log", str(good), host="nowhere.example")
    assert not LogLine.objects.exists()


def test_a_cut_gzip_keeps_what_was_read_and_can_be_mended(pages: Tree, tmp_path: Path) -> None:
    lines = lines_at(path_of(pages.lesson), *range(0, 4_000, 40))
    packed = gzip.compress("".join(f"{line}\n" for line in lines).encode())
    cut = tmp_path / "log.gz"
    cut.write_bytes(packed[: len(packed) - 12])
    with pytest.raises(CommandError, match="อ่านไฟล์ไม่จบ"):
        call_command("import_access_log", str(cut))
    cut.write_bytes(packed)
    bring(cut)
    assert views_by_medium(YEAR).total == 100


@pytest.mark.parametrize(
    ("first", "address"),
    [
        ("2001:fb1:9::9", "2001:fb1:9::9"),
        ("2001:fb1:1:2:3:4:5:16", "2001:fb1:1:2:3:4:5:16"),
        ("2001:fb1:9::a9", "2001:fb1:9::a9"),
        ("learn.example.go.th:443 2001:fb1:9::9", "2001:fb1:9::9"),
        ("[2001:fb1::80]:443 203.0.113.9", "203.0.113.9"),
        ("learn.example.go.th:80 203.0.113.9", "203.0.113.9"),
    ],
)
def test_an_address_that_ends_in_digits_is_no_host_with_a_port(first: str, address: str) -> None:
    line = f'{first} - - [01/Mar/2026:10:00:00 +0700] "GET /th/ HTTP/1.1" 200 5 "-" "Mozilla/5.0"'
    assert parse(line).address == address

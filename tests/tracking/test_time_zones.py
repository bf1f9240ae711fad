"""Month and fiscal-year borders are Bangkok's, whatever time zone the processes run in.

Real processes: granian with the endpoint, the drain, and one that reads the reports, each in the zone under test. Their clock
is a file, so that events arrive a second before a border and in its first moment.
"""

from __future__ import annotations

import http.client
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.tracking.alone import Server, migrated, says
from tests.tracking.conftest import PHONE

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]

ZONES = ("UTC", "Asia/Bangkok", "America/Los_Angeles")
BORDERS = {
    # What the border parts, as the reports name it.
    datetime(2018, 9, 30, 17, tzinfo=UTC): (("2018-09-30", "2018-09", 2561), ("2018-10-01", "2018-10", 2562)),
    datetime(2019, 9, 30, 17, tzinfo=UTC): (("2019-09-30", "2019-09", 2562), ("2019-10-01", "2019-10", 2563)),
    datetime(2026, 1, 31, 17, tzinfo=UTC): (("2026-01-31", "2026-01", 2569), ("2026-02-01", "2026-02", 2569)),
    datetime(2028, 2, 29, 17, tzinfo=UTC): (("2028-02-29", "2028-02", 2571), ("2028-03-01", "2028-03", 2571)),
}
AROUND = (timedelta(seconds=-1), timedelta(microseconds=-1), timedelta(0), timedelta(seconds=1), timedelta(hours=7))
"""Two receipts before a border and three after it; by the clock of Los Angeles all lie before."""

SIGNED = """
import uuid
from portal.tracking.objects import ObjectRef, sign
print(sign(ObjectRef('article', uuid.UUID(int=1), 'th', 1, 'digital-law-center')))
"""
DRAIN = """
from django.core.management import call_command
from tests.tracking.zone_wsgi import own_zone
own_zone()
call_command('drain', '--once')
"""
REPORTED = """
import json, time
from datetime import UTC, datetime
from portal.thai.day import Month
from portal.tracking import closing, clock, models, reports
from portal.tracking.reports import Period
from tests.tracking.zone_wsgi import own_zone
zone = own_zone()
whole = Period(datetime(2018, 1, 1).date(), datetime(2029, 1, 1).date())
years = range(2561, 2573)
months = [Month.parse(name) for name in MONTHS]
accounts = reports.daily_identity(whole)
assert all(account.balanced for account in accounts)
print(json.dumps({'zone': zone, 'reports': {
    'days': {str(day): n for day, n in models.ObjectDay.objects.values_list('day', 'count')},
    'months': {str(m): reports.total_views(Period(m.first, m.last)).total for m in months},
    'actives': {str(m): reports.monthly_actives(m, m)[m]['anonymous'].total for m in months},
    'years': {y: reports.total_views(Period.of_fiscal_year(y)).total for y in years},
    'readers': {y: reports.unique_readers(y)['device'].total for y in years},
    'accounts': {str(account.day): [account.received, account.counted] for account in accounts},
    'raw': sorted(f'{e.at_us} {e.day}' for e in models.RawEvent.objects.all()),
    'due': [[str(m) for m in closing.months_due(datetime(2018, 10, 7, 16, 59, tzinfo=UTC))],
            [str(m) for m in closing.months_due(datetime(2018, 10, 7, 17, 0, tzinfo=UTC))]],
}}))
"""


class Counted:
    """What counting says in processes of one time zone."""

    def __init__(self, folder: Path, zone: str, env: dict[str, str]) -> None:
        self.env = {**env, "TZ": zone, "PGTZ": zone, "ZONE": zone, "CLOCK_FILE": str(folder / "clock")}

    def run(self) -> dict[str, object]:
        self._read()
        says(self.env, DRAIN)
        months = sorted({month for sides in BORDERS.values() for _, month, _ in sides})
        return dict(json.loads(says(self.env, f"MONTHS = {months}\n{REPORTED}")))

    def _read(self) -> None:
        """Visitors around each border, each somebody else, every tenth beacon sent twice."""
        signed = says(self.env, SIGNED)
        clock = Path(self.env["CLOCK_FILE"])
        clock.write_text("0")
        server = Server(self.env, "tests.tracking.zone_wsgi:application")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
            for number, (border, apart) in enumerate((border, apart) for border in BORDERS for apart in AROUND):
                moment = border + apart - datetime(1970, 1, 1, tzinfo=UTC)
                clock.write_text(str(moment // timedelta(microseconds=1)))
                for event in [uuid.UUID(int=number)] * (2 if number % 10 == 0 else 1):
                    agent = {"User-Agent": PHONE.replace("SM-A135F", f"P{number}")}
                    connection.request("POST", "/e/", f"i={event}&o={signed}&a=v", agent)
                    answer = connection.getresponse()
                    answer.read()
                    assert answer.status == 204
            connection.close()
        finally:
            server.kill()


def test_borders_are_the_same_under_three_process_time_zones(tmp_path: Path) -> None:
    with ExitStack() as stack:
        counted = []
        for zone in ZONES:
            folder = tmp_path / zone.replace("/", "-")
            folder.mkdir()
            counted.append(Counted(folder, zone, stack.enter_context(migrated(folder))))
        with ThreadPoolExecutor() as pool:
            found = list(pool.map(Counted.run, counted))
    offsets = [said["zone"] for said in found]
    assert [offset for offset, _ in offsets] == [0, 7, -8], "the processes did run in their zones"
    reports = [said["reports"] for said in found]
    assert reports[0] == reports[1] == reports[2]
    expected(reports[0])


def expected(said: dict[str, dict[str, object]]) -> None:
    """Two views before each border and three from its first moment on."""
    days, months, years = {}, {}, {}
    for before, after in BORDERS.values():
        for (day, month, year), views in ((before, 2), (after, 3)):
            days[day] = views
            months[month] = views
            years[year] = years.get(year, 0) + views
    assert said["days"] == days
    assert said["months"] == said["actives"] == months
    assert {int(year): views for year, views in said["years"].items() if views} == years
    assert {int(year): readers for year, readers in said["readers"].items() if readers} == years
    assert {day: counted for day, (_, counted) in said["accounts"].items()} == days
    assert sum(received for received, _ in said["accounts"].values()) == sum(days.values()) + 2
    assert said["due"] == [[], ["2018-09"]]

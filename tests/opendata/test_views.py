"""Open data over HTTP: everybody gets the same, nothing of a person is in it, and reading writes nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.kpi.enums import MeasureName
from portal.opendata.catalogue import DATA_SETS
from portal.opendata.release import Release
from portal.training.models import Attendance
from tests.factories.tree import Tree
from tests.kpi.ledger import at, counted, indicator, session, voted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("on_that_day")]

TABLES = ("views", "views-by-audience", "trainees", "kpi/2569")
FILES = [f"/data/{table}.{kind}" for table in TABLES for kind in ("csv", "json")]
EVERYTHING = ["/data/", "/en/data/", "/data/catalog.jsonld", *FILES]
NAMES = [f"สมปอง นามสกุล{letter}" for letter in "กขคงจฉชซ"]


@pytest.fixture(autouse=True)
def facts(site: Tree) -> None:
    counted(date(2025, 12, 1), 12, audiences="elder")
    session(date(2026, 1, 5), *NAMES, trainers=("วิทยากร ลับมาก",), province="50", place="บ้านเลขที่ 9")
    indicator(MeasureName.SATISFACTION, "80", shape="rate", subject="service", unit="ร้อยละ", wording="=1+1 ความพึงพอใจ")
    for _vote in range(7):
        voted(at("2025-11-03 10:00"), 5)


def table(visitor: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(visitor.get(path).content.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", EVERYTHING)
def test_it_answers_everybody_alike(
    path: str, visitor: Client, kpi_staff: User, browser_of: Callable[..., Client]
) -> None:
    response = visitor.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Set-Cookie" not in response
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["X-Portal-Cache"] == "600"
    assert browser_of(kpi_staff).get(path).content == response.content


@pytest.mark.parametrize("path", EVERYTHING)
def test_reading_writes_nothing(path: str, visitor: Client) -> None:
    visitor.get(path)
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["tracking"]) as facts:
        visitor.get(path)
    written = [query["sql"] for query in [*main, *facts] if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


@pytest.mark.parametrize("path", EVERYTHING)
def test_head_is_answered_and_nothing_else(path: str, visitor: Client) -> None:
    response = visitor.head(path)
    assert (response.status_code, response.content) == (200, b"")
    assert {visitor.post(path).status_code, visitor.delete(path).status_code} == {405}


@pytest.mark.parametrize("path", EVERYTHING)
def test_nothing_of_a_person_is_in_it(path: str, visitor: Client) -> None:
    said = visitor.get(path).content.decode()
    keys = Attendance.objects.values_list("match_key", flat=True)
    for secret in (*NAMES, "สมปอง", "ลับมาก", "บ้านเลขที่", *keys):
        assert secret not in said
    for word in ("match_key", "visitor", "learner", "user_agent", "e_mail", "phone_number"):
        assert f'"{word}"' not in said
        assert word not in {column.name for each in DATA_SETS for column in each.columns}


@pytest.mark.parametrize(
    "path",
    [
        "/data/nothing.csv", "/data/views.xml", "/data/views", "/data/views/2569.csv", "/data/kpi.csv", "/data/kpi/2571.csv",
        "/data/kpi/2026.json", "/data/kpi/0000.csv", "/data/kpi/99999.csv", "/data/../views.csv", "/data/views.csv/",
        "/en/data/views.csv", "/data/trainees/x.csv",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(path: str, visitor: Client) -> None:
    assert visitor.get(path, follow=True).status_code == 404


def test_a_forgotten_slash_leads_to_the_page(visitor: Client) -> None:
    response = visitor.get("/data", follow=True)
    assert (response.status_code, response.redirect_chain[-1][0]) == (200, "/data/")


def test_what_somebody_adds_to_an_address_changes_nothing(visitor: Client) -> None:
    plain = visitor.get("/data/views.json").content
    for query in ("fiscal_year=2562", "month=x", "utm_source=line", "page=-1", "q=%00'%22<script>"):
        assert visitor.get(f"/data/views.json?{query}").content == plain


def test_the_thai_page_has_one_address_whatever_the_browser_speaks(visitor: Client) -> None:
    response = visitor.get("/data/", headers={"accept-language": "en"})
    assert '<html lang="th"' in response.content.decode()
    assert response["Content-Language"] == "th"
    again = visitor.get("/th/data/")
    assert (again.status_code, again["Location"]) == (301, "/data/")
    assert '<html lang="en"' in visitor.get("/en/data/", headers={"accept-language": "th"}).content.decode()


def test_each_page_leads_to_its_twin_and_every_page_to_open_data(visitor: Client) -> None:
    assert 'hreflang="en" href="/en/data/"' in visitor.get("/data/").content.decode()
    assert 'hreflang="th" href="/data/"' in visitor.get("/en/data/").content.decode()
    assert 'href="/data/"' in visitor.get("/th/").content.decode()


def test_the_page_describes_every_file_and_column(visitor: Client) -> None:
    page = visitor.get("/data/").content.decode()
    for path in FILES:
        assert f'href="{path}"' in page
    for dataset in DATA_SETS:
        for column in dataset.columns:
            assert f'<code translate="no">{column.name}</code>' in page
    assert "CC BY 4.0" in page
    assert 'type="application/ld+json" href="/data/catalog.jsonld"' in page


def test_the_demo_says_that_it_is_one(visitor: Client, settings: Any) -> None:
    assert "ข้อมูลตัวอย่างที่สร้างขึ้น" not in visitor.get("/data/").content.decode()
    settings.DEMO = True
    assert "ข้อมูลตัวอย่างที่สร้างขึ้น" in visitor.get("/data/").content.decode()


def test_csv_is_what_spreadsheets_take(visitor: Client) -> None:
    response = visitor.get("/data/kpi/2569.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="kpi-2569.csv"'
    assert response.content.startswith("\ufefffiscal_year,quarter,".encode())
    assert b"\r\n" in response.content
    row = table(visitor, "/data/kpi/2569.csv")[-1]
    # A wording that a spreadsheet would run is disarmed.
    assert row["indicator"] == "'=1+1 ความพึงพอใจ"
    assert (row["suppressed"], row["result"], row["signed_sha256"]) == ("false", "100", "")


@pytest.mark.parametrize("name", TABLES)
def test_json_has_the_rows_of_the_csv_and_says_what_they_are(name: str, visitor: Client) -> None:
    made = json.loads(visitor.get(f"/data/{name}.json").content)
    rows = table(visitor, f"/data/{name}.csv")
    assert len(made["rows"]) == len(rows) > 0
    assert [column["name"] for column in made["columns"]] == list(rows[0]) == list(made["rows"][0])
    assert made["licence"]["name"] == "CC BY 4.0"
    assert made["source"] == f"http://testserver/data/{name}.json"
    assert made["metric_version"] >= 1
    assert made["contains_demo"] is False
    for text in (
        made["title"],
        made["not_shown"],
        *made["how_counted"],
        *(column["about"] for column in made["columns"]),
    ):
        assert re.search("[ก-๙]", text["th"])
        assert text["en"] and not re.search("[ก-๙]", text["en"].replace("สงป.", ""))


def test_other_sites_scripts_may_read_files(visitor: Client) -> None:
    assert {visitor.get(path)["Access-Control-Allow-Origin"] for path in FILES} == {"*"}
    assert "Access-Control-Allow-Origin" not in visitor.get("/data/")


def test_a_file_that_is_as_it_was_is_not_sent_again(visitor: Client) -> None:
    first = visitor.get("/data/views.csv")
    again = visitor.get("/data/views.csv", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    counted(date(2025, 12, 2), 1, kind="article")
    assert visitor.get("/data/views.csv", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_nothing_yet_is_empty_files_and_a_page_that_says_so(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.opendata import views

    before_all = Release(date(2019, 1, 5), date(2018, 12, 31), date(2018, 12, 31))
    monkeypatch.setattr(views, "release", lambda: before_all)
    page = visitor.get("/data/")
    assert page.content.decode().count("ยังไม่มีข้อมูลที่ครบงวด") == len(DATA_SETS)
    assert table(visitor, "/data/trainees.csv") == []
    assert json.loads(visitor.get("/data/views.json").content)["period"] == {"from": None, "to": None}
    assert visitor.get("/data/kpi/2569.csv").status_code == 404
    assert visitor.get("/data/catalog.jsonld").status_code == 200


PINNED = {"/data/": 6, "/en/data/": 7, "/data/catalog.jsonld": 6, "/data/views.json": 3, "/data/trainees.json": 7}


def test_queries_do_not_grow_with_years_of_facts(visitor: Client) -> None:
    def asked(path: str) -> int:
        visitor.get(path)
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["tracking"]) as facts,
        ):
            visitor.get(path)
        return len(main) + len(facts)

    before = {path: asked(path) for path in PINNED}
    for year in range(2016, 2026):
        counted(date(year, 5, 1), 3)
        session(date(year, 5, 1), *NAMES, province="83")
        indicator(MeasureName.MANUAL, fiscal_year=year + 543)
    assert {path: asked(path) for path in PINNED} == before == PINNED

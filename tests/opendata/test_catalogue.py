"""The DCAT catalogue: what harvesters of other catalogues need, and only files that are there."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pyld import jsonld
from wagtail.models import Site

from portal.core.models import SiteSettings
from portal.core.models.help import forget_settings
from portal.kpi.enums import MeasureName
from portal.opendata.catalogue import DATA_SETS, LICENCE_URL
from portal.opendata.release import Release
from tests.factories.tree import Tree
from tests.kpi.ledger import counted, indicator, session

pytestmark = pytest.mark.django_db

DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"


@pytest.fixture
def catalogue(site: Tree, visitor: Client, on_that_day: Release) -> dict[str, Any]:
    counted(date(2025, 12, 1), 12)
    session(date(2026, 1, 5), *(f"คน {number}" for number in range(9)), province="50")
    for year in (2568, 2569):
        indicator(MeasureName.MANUAL, fiscal_year=year)
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation_th, settings.organisation_en, settings.email = "ศูนย์ทดสอบ", "Test Centre", "data@example.go.th"
    settings.save()
    forget_settings()
    response = visitor.get("/data/catalog.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    made: dict[str, Any] = json.loads(response.content)
    return made


def one(node: dict[str, Any], name: str) -> Any:
    (value,) = node[name]
    return value.get("@id", value.get("@value"))


def test_it_is_json_ld_with_all_that_dcat_asks_for(catalogue: dict[str, Any]) -> None:
    (whole,) = jsonld.expand(catalogue)
    assert whole["@type"] == [f"{DCAT}Catalog"]
    assert len(whole[f"{DCT}publisher"]) == 1
    assert {text["@language"] for text in whole[f"{DCT}title"]} == {"th", "en"}
    for dataset in whole[f"{DCAT}dataset"]:
        for name in ("title", "description", "publisher", "identifier", "modified", "temporal", "spatial", "accrualPeriodicity"):  # fmt: skip
            assert dataset[f"{DCT}{name}"], name
        for name in ("theme", "keyword", "distribution", "contactPoint", "landingPage"):
            assert dataset[f"{DCAT}{name}"], name
        for distribution in dataset[f"{DCAT}distribution"]:
            assert one(distribution, f"{DCT}license") == LICENCE_URL
            assert one(distribution, f"{DCAT}accessURL") == one(distribution, f"{DCAT}downloadURL")
            assert one(distribution, f"{DCAT}mediaType").endswith(("/text/csv", "/application/json"))


def test_no_name_in_it_is_unknown_to_its_context(catalogue: dict[str, Any]) -> None:
    """Expanding drops a term whose prefix is missing: then a harvester would not see it."""

    def names(node: Any) -> int:
        if isinstance(node, list):
            return sum(map(names, node))
        if not isinstance(node, dict):
            return 0
        return sum((":" in name) + names(value) for name, value in node.items() if name != "@context")

    def expanded(node: Any) -> int:
        if isinstance(node, list):
            return sum(map(expanded, node))
        if not isinstance(node, dict):
            return 0
        return sum(name.startswith("http") + expanded(value) for name, value in node.items())

    assert names(catalogue) == expanded(jsonld.expand(catalogue)) > 100


def test_every_distribution_is_there(catalogue: dict[str, Any], visitor: Client) -> None:
    found = [each for dataset in catalogue["dcat:dataset"] for each in dataset["dcat:distribution"]]
    assert len(found) == 2 * (3 + 2)
    for distribution in found:
        address = distribution["dcat:downloadURL"]["@id"]
        assert address.startswith("http://testserver/data/")
        response = visitor.get(address)
        assert response.status_code == 200
        assert distribution["dcat:mediaType"]["@id"].endswith(response["Content-Type"].split(";")[0])


def test_each_landing_page_is_a_place_on_the_page(catalogue: dict[str, Any], visitor: Client) -> None:
    page = visitor.get("/data/").content.decode()
    for dataset in DATA_SETS:
        assert f'id="{dataset.name}"' in page


def test_the_publisher_is_the_sites(catalogue: dict[str, Any]) -> None:
    assert [text["@value"] for text in catalogue["dct:publisher"]["foaf:name"]] == ["ศูนย์ทดสอบ", "Test Centre"]
    assert catalogue["dcat:dataset"][0]["dcat:contactPoint"]["vcard:hasEmail"]["@id"] == "mailto:data@example.go.th"

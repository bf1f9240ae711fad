"""Which data sets there are, under which licence, and the same as a DCAT catalogue for other catalogues to harvest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from portal.opendata.dataset import LANGUAGES, DataSet, Issue, Words, said
from portal.opendata.release import Release
from portal.opendata.results import KPI
from portal.opendata.training import TRAINEES
from portal.opendata.viewing import VIEWS, VIEWS_BY_AUDIENCE

DATA_SETS: Final = (VIEWS, VIEWS_BY_AUDIENCE, TRAINEES, KPI)
LICENCE: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
TITLE = _("ข้อมูลเปิดของรู้ทัน")
ABOUT = _("ตัวเลขการเข้าชม การอบรม และผลตามตัวชี้วัด ให้ทุกคนนำไปใช้ต่อได้ ไม่มีข้อมูลส่วนบุคคล")
FORMATS: Final = {"csv": "text/csv", "json": "application/json"}

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Publisher:
    """Who publishes, as the site's settings say."""

    name_th: str
    name_en: str
    email: str

    @property
    def names(self) -> dict[str, str]:
        """In each language; the Thai name where there is no English one."""
        return {"th": self.name_th, "en": self.name_en or self.name_th}


def found(path: str, release: Release) -> tuple[DataSet, Issue]:
    """The table at /data/<path>. Raises Http404 when nothing is out there."""
    for dataset in DATA_SETS:
        if dataset.name == path.partition("/")[0]:
            for issue in dataset.issues(release):
                if issue.path == path:
                    return dataset, issue
    raise Http404(path)


def dcat(release: Release, publisher: Publisher, address: Callable[[str], str]) -> dict[str, Any]:
    """The catalogue as DCAT in JSON-LD. address: the whole address of a path below /data/, "" for the page itself."""
    agent = {"@type": "foaf:Organization", "foaf:name": _texts(publisher.names)}
    return {
        "@context": CONTEXT,
        "@id": address("catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": _words(TITLE),
        "dct:description": _words(ABOUT),
        "dct:publisher": agent,
        "dct:license": _link(LICENCE_URL),
        "dct:language": [_link(f"{_EU}/language/{code}") for code in ("THA", "ENG")],
        "dct:modified": _day(release.released),
        "dct:spatial": _link(f"{_EU}/country/THA"),
        "foaf:homepage": _link(address("")),
        "dcat:themeTaxonomy": _link(f"{_EU}/data-theme"),
        "dcat:dataset": [_dataset(each, each.issues(release), publisher, agent, address) for each in DATA_SETS],
    }


def _dataset(
    dataset: DataSet, issues: list[Issue], publisher: Publisher, agent: dict[str, Any], address: Callable[[str], str]
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@id": address(f"#{dataset.name}"),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": _words(dataset.title),
        "dct:description": _words(dataset.about),
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": [text for sentence in dataset.how for text in _words(sentence)],
        },
        "dct:publisher": agent,
        "dct:accessRights": _link(f"{_EU}/access-right/PUBLIC"),
        "dct:accrualPeriodicity": _link(f"{_EU}/frequency/{dataset.frequency}"),
        "dct:spatial": _link(f"{_EU}/country/THA"),
        "dcat:theme": _link(f"{_EU}/data-theme/{dataset.theme}"),
        "dcat:keyword": [text for keyword in dataset.keywords for text in _words(keyword)],
        "dcat:landingPage": _link(address(f"#{dataset.name}")),
        "dcat:distribution": [_distribution(dataset, each, kind, address) for each in issues for kind in FORMATS],
    }
    if publisher.email:
        made["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:fn": publisher.name_th,
            "vcard:hasEmail": _link(f"mailto:{publisher.email}"),
        }
    if issues:
        made["dct:modified"] = _day(max(each.modified for each in issues))
    covered = [(each.first, each.last) for each in issues if each.first and each.last]
    if covered:
        made["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(min(first for first, _last in covered)),
            "dcat:endDate": _day(max(last for _first, last in covered)),
        }
    return made


def _distribution(dataset: DataSet, issue: Issue, kind: str, address: Callable[[str], str]) -> dict[str, Any]:
    where = address(f"{issue.path}.{kind}")
    of_year = f" {issue.year}" if issue.year else ""
    titles = {language: f"{text}{of_year} ({kind.upper()})" for language, text in said(dataset.title).items()}
    return {
        "@id": where,
        "@type": "dcat:Distribution",
        "dct:title": _texts(titles),
        "dct:format": _link(f"{_EU}/file-type/{kind.upper()}"),
        "dct:license": _link(LICENCE_URL),
        "dct:modified": _day(issue.modified),
        "dcat:accessURL": _link(where),
        "dcat:downloadURL": _link(where),
        "dcat:mediaType": _link(f"{_IANA}/{FORMATS[kind]}"),
    }


def _words(words: Words) -> list[dict[str, str]]:
    return _texts(said(words))


def _texts(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@language": language, "@value": texts[language]} for language in LANGUAGES]


def _link(address: str) -> dict[str, str]:
    return {"@id": address}


def _day(day: Any) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}

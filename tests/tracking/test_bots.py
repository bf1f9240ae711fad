"""The filed lists answer as the published ones do."""

from __future__ import annotations

import re

import crawleruseragents
import pytest
from crawlerdetect import CrawlerDetect

from portal.tracking.bots import LONGEST_JUDGED, alternatives, is_bot, lists_version, required_literals

PEOPLE = [
    "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/13.10.0",
    "Mozilla/5.0 (Linux; Android 12; V2111) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/114.0 Mobile Safari/537.36 Line/13.8.1/IAB",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/9 (Compatible; MSIE:9.0; iPhone; BlackBerry9700; AppleWebKit/24.746; U; en) Presto/2.5.25 Version/10.54",
]


def union(user_agent: str, sensitive: re.Pattern[str], detect: CrawlerDetect) -> bool:
    return bool(sensitive.search(user_agent)) or detect.is_crawler(user_agent)


def test_the_answers_are_those_of_the_two_packages() -> None:
    sensitive = re.compile("|".join(entry["pattern"] for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA))
    detect = CrawlerDetect()
    known = [agent for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA for agent in entry.get("instances", [])]
    cut = (
        [agent[4:-4] for agent in known]
        + [agent.lower() for agent in known]
        + [agent[: len(agent) // 2] for agent in known]
    )
    differing = [
        agent
        for agent in {text[:LONGEST_JUDGED] for text in known + cut + PEOPLE}
        if is_bot(agent) != union(agent, sensitive, detect)
    ]
    assert differing == []
    assert len(known) > 2_000


@pytest.mark.parametrize("user_agent", PEOPLE)
def test_people_are_people(user_agent: str) -> None:
    assert not is_bot(user_agent)


def test_lines_link_preview_is_a_bot() -> None:
    assert is_bot("facebookexternalhit/1.1;line-poker/1.0")


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"Googlebot\/", ["googlebot/"]),
        (r"[wW]get", ["get"]),
        (r"[cC]laude[bB]ot", ["laude"]),
        (r"colou?rful", ["colo", "rful"]),
        (r"abc|def", []),
        (r"abcd(x|y)efgh", ["abcd", "efgh"]),
        (r"^Ruby|Ruby\/[0-9]", []),
        (r"Feed\d+Fetcher", ["feed", "fetcher"]),
        (r"abcd{2,3}efg", ["abc", "efg"]),
        (r"www\.site\.com", ["www.site.com"]),
    ],
)
def test_only_certain_literals_are_used(pattern: str, literals: list[str]) -> None:
    assert required_literals(pattern) == literals


def test_a_leading_star_that_decides_nothing_is_dropped() -> None:
    assert alternatives(r"[a-z0-9\-_]*(bot|crawl)") == ["bot", "crawl"]
    assert alternatives(r"Ahrefs(Bot|SiteAudit)") == [r"Ahrefs(Bot|SiteAudit)"]


def test_the_lists_are_named_with_their_versions() -> None:
    assert re.fullmatch(r"crawler-user-agents [\d.]+ \+ crawlerdetect [\d.]+", lists_version())

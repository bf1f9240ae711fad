"""An access log whose truth is known because it was made up: who came, what they read, what is no view."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

PHONES = (
    "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 11; V2026) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0 Mobile Safari/537.36 Line/13.4.1",
)
ROBOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "facebookexternalhit/1.1;line-poker/1.0",
    "python-requests/2.32",
    "",
)
NOT_VIEWS = (
    ("GET", "/static/portal/css/site.css", 200),
    ("GET", "/th/no-such-page/", 404),
    ("HEAD", None, 200),
    ("POST", "/e/", 204),
    ("GET", None, 206),
    ("GET", "/th/search/?q=x", 200),
)
SPOILT = '203.0.113.9 - - [{at}] "GET /th/'


@dataclass
class Truth:
    """What the log says, and what must become of it."""

    lines: list[str] = field(default_factory=list)
    counted: int = 0
    duplicate: int = 0
    excluded: Counter[str] = field(default_factory=Counter)
    malformed: int = 0
    not_a_view: int = 0
    visitors: int = 0

    @property
    def received(self) -> int:
        return self.counted + self.duplicate + self.excluded.total() + self.malformed


def made_up(size: int, paths: list[str], steps: list[str], *, start: datetime, days: int, seed: int = 5) -> Truth:
    """About `size` lines over `days` days. `paths` are objects' own addresses, `steps` addresses inside the first."""
    chance = random.Random(seed)
    truth = Truth()
    made: list[tuple[datetime, str]] = []

    def line(at: datetime, address: str, method: str, path: str, status: int, agent: str) -> None:
        made.append((at, f'{address} - - [{_stamp(at)}] "{method} {path} HTTP/1.1" {status} 5120 "-" "{agent or "-"}"'))

    while len(made) < size:
        at = start + timedelta(seconds=chance.randrange(days * 86_400 - 7_200))
        kind = chance.random()
        if kind < 0.3:
            method, path, status = chance.choice(NOT_VIEWS)
            line(at, "198.51.100.1", method, path or paths[0], status, PHONES[0])
            truth.not_a_view += 1
        elif kind < 0.5:
            agent = chance.choice(ROBOTS)
            line(at, "192.0.2.66", "GET", chance.choice(paths), chance.choice((200, 304)), agent)
            truth.excluded["bot" if agent else "no-user-agent"] += 1
        elif kind < 0.51:
            made.append((at, SPOILT.format(at=_stamp(at))))
            truth.malformed += 1
        else:
            _person(truth, line, at, chance, paths, steps)
    # Spoilt lines of one second are twins and count each; robots' too, so nothing has to be unique but people.
    made.sort(key=lambda pair: pair[0])
    truth.lines = [text for _, text in made]
    return truth


def _person(truth: Truth, line, at: datetime, chance: random.Random, paths: list[str], steps: list[str]) -> None:
    """Someone nobody else is: reads some pages, clicks twice, turns steps, comes back after a while."""
    truth.visitors += 1
    number = truth.visitors
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    agent = chance.choice(PHONES)
    first = paths[0]
    line(at, address, "GET", first, 200, agent)
    truth.counted += 1
    for _ in range(chance.randrange(3)):  # double clicks, sliding
        at += timedelta(seconds=chance.randrange(1, 31))
        line(at, address, "GET", f"{first}?utm_source=line", 304, agent)
        truth.duplicate += 1
    for step in chance.sample(steps, chance.randrange(len(steps) + 1)):  # turning pages within the visit
        at += timedelta(seconds=chance.randrange(40, 300))
        line(at, address, "GET", step, 200, agent)
        truth.duplicate += 1
    for path in chance.sample(paths[1:], chance.randrange(len(paths))):
        at += timedelta(seconds=chance.randrange(5, 60))
        line(at, address, "GET", path, 200, agent)
        truth.counted += 1
    if chance.random() < 0.3:  # the object's own address again, after the half minute
        at += timedelta(seconds=chance.randrange(31, 600))
        line(at, address, "GET", first, 200, agent)
        # The steps turned before were duplicates all the same; they moved the visit on, not the click.
        truth.counted += 1


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")

"""Which user agents are programs: the union of two published lists, made quick enough for every beacon.

``crawler-user-agents`` (case-sensitive) and ``crawlerdetect`` (case-insensitive, after taking out the names of
ordinary browsers) together hold some 2,900 patterns. As one regular expression they cost a millisecond for an
ordinary browser and forty for a hostile string. Here each pattern is filed under three letters that must occur
in what it matches; only patterns whose three letters occur in the user agent are tried. The answers are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version

import crawleruseragents
from crawlerdetect.providers.crawlers import data as crawlerdetect_patterns
from crawlerdetect.providers.exclusions import data as crawlerdetect_exclusions

GRAM = 3
LONGEST_JUDGED = 512
"""Characters of a user agent that are looked at; more costs time and tells nothing."""

# Letters of ordinary browsers make poor filing marks: they would have every pattern tried on every visitor.
_ORDINARY = (
    "mozilla/5.0 (windows nt 10.0; win64; x64) applewebkit/537.36 (khtml, like gecko) chrome/126.0.0.0 mobile safari/537.36 "
    "(linux; android 13; sm-a135f) (iphone; cpu iphone os 16_5 like mac os x) version/16.5 mobile/15e148 line/13.10.0 "
    "(x11; ubuntu; rv:127.0) gecko/20100101 firefox/127.0 (macintosh; intel mac os x 10_15_7) edg/126.0 samsungbrowser/25.0 opr/"
)


def lists_version() -> str:
    """Names and versions of the lists in use; stored with every day counted."""
    return " + ".join(f"{name} {version(name)}" for name in ("crawler-user-agents", "crawlerdetect"))


def required_literals(pattern: str) -> list[str]:
    """Runs of plain characters that every match of the pattern holds, in lower case; empty when none is certain.

    Understands what the lists use. Anything it is not sure of ends a run, so it may miss a literal but never
    invents one.
    """
    runs: list[str] = []
    run = ""
    index = 0
    depth = 0
    while index < len(pattern):
        char = pattern[index]
        step = 1
        literal = ""
        if char == "\\" and index + 1 < len(pattern):
            step = 2
            escaped = pattern[index + 1]
            literal = "" if escaped.isalnum() else escaped
        elif char == "[":
            step = pattern.index("]", index + 2) - index + 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char == "|" and depth == 0:
            return []
        elif char == "{":
            step = pattern.index("}", index) - index + 1
            run = run[:-1]
        elif char in "?*":
            run = run[:-1]
        elif char not in "^$.+|":
            literal = char
        if literal and depth == 0:
            run += literal
        else:
            runs.append(run)
            run = ""
        index += step
    runs.append(run)
    return [text.lower() for text in runs if len(text) >= GRAM]


def alternatives(pattern: str) -> list[str]:
    """Patterns that together match wherever the given one does, for `search`; most patterns come back alone.

    A leading ``[…]*`` is dropped: it may match nothing, so it decides nothing, and it makes a search quadratic.
    """
    pattern = re.sub(r"^\[(?:\\.|[^\]\\])+\]\*", "", pattern)
    if re.fullmatch(r"\((?!\?)[^()]+\)", pattern):
        pattern = pattern[1:-1]
    if "|" in pattern and not re.search(r"[()\[]", pattern):
        return pattern.split("|")
    return [pattern]


class PatternIndex:
    """A set of regular expressions, filed by three letters each."""

    def __init__(self, patterns: Iterable[str], flags: int = 0) -> None:
        self._filed: dict[str, list[str | re.Pattern[str]]] = {}
        self._flags = flags
        self._ordinary = {_ORDINARY[i : i + GRAM] for i in range(len(_ORDINARY) - GRAM + 1)}
        unfiled: list[str] = []
        used: Counter[str] = Counter()
        for pattern in (part for whole in patterns for part in alternatives(whole)):
            grams = [text[i : i + GRAM] for text in required_literals(pattern) for i in range(len(text) - GRAM + 1)]
            if not grams:
                unfiled.append(pattern)
                continue
            best = min(grams, key=lambda gram: (gram in self._ordinary, used[gram]))
            used[best] += 1
            self._filed.setdefault(best, []).append(pattern)
        self._unfiled = re.compile("|".join(unfiled), flags) if unfiled else None

    def search(self, text: str) -> bool:
        """True when any pattern is found in the text."""
        lowered = text.lower()
        filed = self._filed
        for index in range(len(lowered) - GRAM + 1):
            candidates = filed.get(lowered[index : index + GRAM])
            if candidates and self._try(candidates, text):
                return True
        return self._unfiled is not None and self._unfiled.search(text) is not None

    def _try(self, candidates: list[str | re.Pattern[str]], text: str) -> bool:
        for place, candidate in enumerate(candidates):
            if isinstance(candidate, str):
                candidate = candidates[place] = re.compile(candidate, self._flags)
            if candidate.search(text):
                return True
        return False


class _Lists:
    def __init__(self) -> None:
        self.sensitive = PatternIndex(entry["pattern"] for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA)
        self.insensitive = PatternIndex(crawlerdetect_patterns, re.IGNORECASE)
        self.ordinary_names = re.compile("|".join(crawlerdetect_exclusions), re.IGNORECASE)


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    return _Lists()


@lru_cache(maxsize=4_096)
def is_bot(user_agent: str) -> bool:
    """True when either list knows the user agent as a program's. An empty one is judged by the caller."""
    lists = _lists()
    judged = user_agent[:LONGEST_JUDGED]
    return lists.sensitive.search(judged) or lists.insensitive.search(lists.ordinary_names.sub("", judged).strip())

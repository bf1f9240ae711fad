"""What a trainer's kit holds, as plain frozen values.

Texts are CommonMark unless a docstring says otherwise: paragraphs, lists, **bold**, links; `- [ ] x` is a box to tick
and a paragraph of underscores a line to write on. Nothing that can be computed is stored here: minutes, packing lists,
photocopies and run sheets come from `courses.kits.plan`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from courses.kits.asking import ORDER, mixed
from courses.kits.lessons import OfflineLesson

PRIORITIES = ("core", "more", "extra")
SHARES = ("person", "group", "room")
QUESTION_USES = ("both", "pre", "post", "bank")
FIELD_KINDS = ("text", "number", "date", "choice", "scale")


@dataclass(frozen=True)
class Minutes:
    """How long an activity takes at least, usually and at most, in minutes; min ≤ typical ≤ max."""

    min: int
    typical: int
    max: int


@dataclass(frozen=True)
class GroupSize:
    """How many people a session holds; `note` says it in words where numbers do not."""

    min: int = 10
    best: int = 20
    max: int = 30
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One thing the facilitator does. `minute` counts from the start of the activity; None follows the one before."""

    minute: int | None = None
    say: str = ""
    do: str = ""
    ask: str = ""
    expected: tuple[str, ...] = ()
    if_short_of_time: str = ""
    if_no_internet: str = ""
    if_low_literacy: str = ""


@dataclass(frozen=True)
class Material:
    """Something to bring: `count` of it for each person, group or room."""

    item: str
    per: str = "room"
    count: int = 1


@dataclass(frozen=True)
class Slide:
    """One slide. `bullets` are plain short lines; `notes` are the facilitator's words; `drawing` names a drawing."""

    title: str
    bullets: tuple[str, ...] = ()
    notes: str = ""
    drawing: str = ""


@dataclass(frozen=True)
class Activity:
    """One thing a group does together, with every word the facilitator needs."""

    id: str
    title: str
    minutes: Minutes
    purpose: str = ""
    mode: str = ""
    room: str = ""
    priority: str = "core"
    materials: tuple[Material, ...] = ()
    steps: tuple[Step, ...] = ()
    key_point: str = ""
    safety_note: str = ""
    slides: tuple[Slide, ...] = ()
    handouts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Module:
    """Activities that belong together."""

    title: str
    activities: tuple[Activity, ...]
    summary: str = ""


@dataclass(frozen=True)
class PlanItem:
    """One line of a written-out run sheet: an activity's id and its minutes in that format."""

    activity: str
    minutes: int
    note: str = ""


@dataclass(frozen=True)
class Format:
    """A length the session can have. With an empty `plan` the run sheet is computed from the activities."""

    minutes: int
    title: str = ""
    note: str = ""
    plan: tuple[PlanItem, ...] = ()


@dataclass(frozen=True)
class Handout:
    """A sheet for learners; one copy for each person, group (of `group_size` people) or room.

    cut: the sheet is cut into cards, at each `---` of the body. large_print: there is a 16 pt variant too.
    """

    slug: str
    title: str
    body: str
    per: str = "person"
    group_size: int = 5
    cut: bool = False
    large_print: bool = True


@dataclass(frozen=True)
class Choice:
    """An answer to choose; plain text. `feedback` is told to who chose it, where a machine asks."""

    text: str
    correct: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """A question; `use` says who asks it: pre-test, post-test, both, or "bank" for the question bank alone.

    Of the kind "order" the choices stand in their right order; "scenario" tells `situation` first, as a message where
    it has a channel.
    """

    id: str
    text: str
    choices: tuple[Choice, ...]
    kind: str = "single"
    rationale: str = ""
    use: str = "both"
    situation: str = ""
    situation_channel: str = ""
    situation_sender: str = ""

    @property
    def places(self) -> tuple[int, ...]:
        """Of the kind "order": the right place of each printed step; else none."""
        return mixed(len(self.choices), self.id + self.text) if self.kind == ORDER else ()

    @property
    def printed(self) -> tuple[Choice, ...]:
        """The choices as they stand on paper: steps mixed, all others as written."""
        return tuple(self.choices[place - 1] for place in self.places) or self.choices

    @property
    def keyed(self) -> tuple[tuple[Choice, int], ...]:
        """The printed choices, each with its right place, 0 where places mean nothing."""
        return tuple(zip(self.printed, self.places or (0,) * len(self.choices), strict=True))


@dataclass(frozen=True)
class Assessment:
    """The question bank. `pass_percent` is the share of right answers that passes, 1 to 100."""

    questions: tuple[Question, ...] = ()
    title: str = ""
    pass_percent: int = 60

    def pre(self) -> tuple[Question, ...]:
        """The questions of the pre-test, in the bank's order."""
        return tuple(question for question in self.questions if question.use in {"both", "pre"})

    def post(self) -> tuple[Question, ...]:
        """The questions of the post-test, in the bank's order."""
        return tuple(question for question in self.questions if question.use in {"both", "post"})


@dataclass(frozen=True)
class Adaptation:
    """How to change the kit for one kind of group."""

    title: str
    body: str
    audience: str = ""


@dataclass(frozen=True)
class CardSection:
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class FirstTimeCard:
    """The card for someone who opens the kit for the first time, the evening before, without internet."""

    title: str = ""
    intro: str = ""
    sections: tuple[CardSection, ...] = ()


@dataclass(frozen=True)
class FormField:
    """Something a form asks. kind: text, number, date, choice (of `choices`) or scale (1 to 5)."""

    key: str
    label: str
    kind: str = "text"
    required: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Forms:
    """What the forms say and ask; an empty one is filled from `courses.kits.vocabulary`.

    consent: read out before anyone signs. retention: how long names are kept. report_questions: open questions added
    to the report.
    """

    consent: str = ""
    retention: str = ""
    report_questions: tuple[str, ...] = ()
    evaluation: tuple[FormField, ...] = ()
    report: tuple[FormField, ...] = ()


@dataclass(frozen=True)
class KitSource:
    """Everything one release is built from. Same value, same bytes."""

    slug: str
    title: str
    summary: str
    version: str
    language: str
    licence: str
    attribution: str
    law_as_of: date
    review_date: date
    modules: tuple[Module, ...]
    formats: tuple[Format, ...]
    assessment: Assessment
    change_note: str = ""
    picture: str = ""
    audience: str = ""
    objectives: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    group_size: GroupSize = field(default_factory=GroupSize)
    handouts: tuple[Handout, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    first_time_card: FirstTimeCard = field(default_factory=FirstTimeCard)
    forms: Forms = field(default_factory=Forms)
    lessons: tuple[OfflineLesson, ...] = ()

    @classmethod
    def from_mapping(
        cls,
        data: Mapping[str, Any],
        *,
        lessons: Iterable[OfflineLesson] | None = None,
    ) -> KitSource:
        """Read a kit from the mapping of its YAML file or page.

        lessons: those of the course, when the mapping does not hold them. Raises KitError whose faults name, in
        Thai, every field that is missing or wrong.
        """
        from courses.kits.reading import read_kit  # reading builds these classes, so it imports this module

        source = read_kit(data)
        return source if lessons is None else replace(source, lessons=tuple(lessons))

    def activities(self) -> Iterator[Activity]:
        """Every activity in order."""
        for module in self.modules:
            yield from module.activities

    def drawings(self) -> tuple[str, ...]:
        """Names of the drawings the kit and its lessons show, each once, sorted."""
        names = {self.picture} | {slide.drawing for activity in self.activities() for slide in activity.slides}
        names |= {name for lesson in self.lessons for name in lesson.drawings()}
        return tuple(sorted(names - {""}))

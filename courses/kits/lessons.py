"""Lessons as the offline site shows them: plain frozen values with no page, no query and no address in them.

The portal turns its own lesson pages into these; `courses.kits.reading.read_lesson` does it for a lesson file.
Fields named `html` are cleaned again when the site is written, so a link to the outside becomes its text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TextBlock:
    html: str


@dataclass(frozen=True)
class BubbleBlock:
    """A message as seen on a phone. channel: sms, line, facebook, email or call."""

    sender: str
    text: str
    channel: str = "sms"


@dataclass(frozen=True)
class TipBlock:
    """A boxed remark. kind: key (remember this), tip or warn."""

    html: str
    kind: str = "key"


@dataclass(frozen=True)
class DrawingBlock:
    """A drawing of the portal by name; an empty `alt` marks it decorative."""

    name: str
    alt: str = ""


@dataclass(frozen=True)
class HotlineBlock:
    name: str
    phone: str
    line: str = ""
    hours: str = ""
    note: str = ""


@dataclass(frozen=True)
class MediaBlock:
    """A video or infographic told in words, since the stick holds none. kind: video or infographic."""

    title: str
    html: str = ""
    kind: str = "video"


@dataclass(frozen=True)
class Basket:
    key: str
    label: str


@dataclass(frozen=True)
class SortItem:
    text: str
    basket: str
    why: str = ""


@dataclass(frozen=True)
class SortBlock:
    """Put each item into the basket it belongs to."""

    prompt: str
    baskets: tuple[Basket, ...]
    items: tuple[SortItem, ...]


@dataclass(frozen=True)
class ChecklistBlock:
    """Things to do and tick, "I did this"."""

    prompt: str
    items: tuple[str, ...]


Block = TextBlock | BubbleBlock | TipBlock | DrawingBlock | HotlineBlock | MediaBlock | SortBlock | ChecklistBlock


@dataclass(frozen=True)
class LessonStep:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class QuizChoice:
    text: str
    correct: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class QuizQuestion:
    """kind: single, multiple or truefalse."""

    text: str
    choices: tuple[QuizChoice, ...]
    kind: str = "single"
    explanation: str = ""


@dataclass(frozen=True)
class LessonQuiz:
    questions: tuple[QuizQuestion, ...]
    title: str = ""
    pass_percent: int = 60


@dataclass(frozen=True)
class OfflineLesson:
    """One lesson. `slug` is ASCII and unique in the kit; `group` is the heading it stands under in the contents."""

    slug: str
    title: str
    steps: tuple[LessonStep, ...]
    summary: str = ""
    picture: str = ""
    minutes: int = 0
    quiz: LessonQuiz | None = None
    teach_home: str = ""
    group: str = ""

    def drawings(self) -> set[str]:
        """Names of the drawings the lesson shows."""
        shown = {block.name for step in self.steps for block in step.blocks if isinstance(block, DrawingBlock)}
        return (shown | {self.picture}) - {""}

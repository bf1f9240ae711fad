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


@dataclass(frozen=True)
class SceneChoice:
    """`to` is the key of the scene it leads to."""

    text: str
    to: str
    feedback: str = ""


@dataclass(frozen=True)
class Scene:
    """ending: good, soso or bad where the story ends here, else empty."""

    key: str
    text: str
    choices: tuple[SceneChoice, ...] = ()
    ending: str = ""
    drawing: str = ""
    sender: str = ""
    channel: str = "chat"
    message: str = ""


@dataclass(frozen=True)
class ScenarioBlock:
    """A story that begins with its first scene and goes on as the reader chooses."""

    prompt: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True)
class SpotPart:
    """Something to be seen; `sign` says that it is a warning sign."""

    text: str
    sign: bool
    why: str = ""


@dataclass(frozen=True)
class SpotBlock:
    """Tick the warning signs of a drawing, of what `alt` tells, or (with a sender) of the message the parts make up."""

    prompt: str
    parts: tuple[SpotPart, ...]
    drawing: str = ""
    alt: str = ""
    sender: str = ""
    channel: str = "sms"


@dataclass(frozen=True)
class ChooseItem:
    """One question with options of its own; `right` is the place of the right one, from 0."""

    text: str
    options: tuple[str, ...]
    right: int
    why: str = ""
    note: str = ""


@dataclass(frozen=True)
class ChooseBlock:
    """Pairs to match, or settings to set."""

    prompt: str
    items: tuple[ChooseItem, ...]


@dataclass(frozen=True)
class ReflectionBlock:
    """Questions with lines to write on."""

    prompt: str
    questions: tuple[str, ...]


Activity = SortBlock | ChecklistBlock | ScenarioBlock | SpotBlock | ChooseBlock | ReflectionBlock
Block = TextBlock | BubbleBlock | TipBlock | DrawingBlock | HotlineBlock | MediaBlock | Activity


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
    """kind: single, multiple, truefalse, order (choices in their right order) or scenario (with a situation)."""

    text: str
    choices: tuple[QuizChoice, ...]
    kind: str = "single"
    explanation: str = ""
    situation: str = ""
    situation_channel: str = ""
    situation_sender: str = ""


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
        shown = {self.picture}
        for block in (block for step in self.steps for block in step.blocks):
            match block:
                case DrawingBlock():
                    shown.add(block.name)
                case SpotBlock():
                    shown.add(block.drawing)
                case ScenarioBlock():
                    shown |= {scene.drawing for scene in block.scenes}
        return shown - {""}

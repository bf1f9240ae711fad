"""What follows from a kit and is therefore never typed: run sheets, the packing list, photocopies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courses.kits.errors import KitError
from courses.kits.source import PRIORITIES, Activity, Format, Handout, KitSource, PlanItem

# Names on one sign-in sheet.
SIGN_IN_ROWS = 20
CLOSING = "ถามตอบ สรุป และปิดการอบรม"


@dataclass(frozen=True)
class RunRow:
    """One line of a run sheet: minutes `start` to `end` from the beginning of the session."""

    start: int
    end: int
    title: str
    module: str = ""
    note: str = ""

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class RunSheet:
    """A session minute by minute; its rows follow one another without a gap and end at `minutes`."""

    minutes: int
    title: str
    note: str
    rows: tuple[RunRow, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class PackingRow:
    """Something to bring: `each` pieces per `per` (person, group or room), for the activities named."""

    item: str
    each: int
    per: str
    activities: tuple[str, ...]


@dataclass(frozen=True)
class CopyRow:
    """How many copies of a sheet for each number of people asked about, in that order; `share` says for whom."""

    title: str
    share: str
    copies: tuple[int, ...]


def total_minutes(source: KitSource) -> int:
    """Minutes of the whole kit when every activity takes its usual time."""
    return sum(activity.minutes.typical for activity in source.activities())


def run_sheets(source: KitSource) -> tuple[RunSheet, ...]:
    """One run sheet per format, shortest first."""
    return tuple(_run_sheet(source, option) for option in sorted(source.formats, key=lambda one: one.minutes))


def _run_sheet(source: KitSource, option: Format) -> RunSheet:
    activities = {activity.id: activity for activity in source.activities()}
    modules = {activity.id: module.title for module in source.modules for activity in module.activities}
    plan = option.plan or fitted_plan(tuple(activities.values()), option.minutes)
    rows, clock = [], 0
    for item in plan:
        activity = activities[item.activity]
        rows.append(RunRow(clock, clock + item.minutes, activity.title, modules[activity.id], item.note))
        clock += item.minutes
    if clock < option.minutes:
        rows.append(RunRow(clock, option.minutes, CLOSING))
    used = {item.activity for item in plan}
    left_out = tuple(activity.title for name, activity in activities.items() if name not in used)
    return RunSheet(option.minutes, option.title, option.note, tuple(rows), left_out)


def fitted_plan(activities: Sequence[Activity], minutes: int) -> tuple[PlanItem, ...]:
    """Choose activities for `minutes` and stretch them to fill it.

    All core activities first, then "more", then "extra", each as long as its shortest time still fits; then every
    chosen one grows, in order, to its usual time and after that to its longest. Raises KitError when the core
    alone is longer than the session even at its shortest.
    """
    chosen: set[str] = set()
    spent = 0
    for activity in sorted(activities, key=lambda one: PRIORITIES.index(one.priority)):
        if spent + activity.minutes.min <= minutes:
            chosen.add(activity.id)
            spent += activity.minutes.min
        elif activity.priority == "core":
            need = sum(one.minutes.min for one in activities if one.priority == "core")
            raise KitError(
                f"จัดเวลา {minutes} นาทีไม่ได้ เพราะกิจกรรมหลักใช้เวลาอย่างน้อย {need} นาที "
                "ลดเวลากิจกรรมหลัก หรือเปลี่ยนบางกิจกรรมเป็นกิจกรรมเสริม (priority: more)"
            )
    kept = [activity for activity in activities if activity.id in chosen]
    given = {activity.id: activity.minutes.min for activity in kept}
    for goal in ("typical", "max"):
        for activity in kept:
            grown = min(getattr(activity.minutes, goal) - given[activity.id], minutes - spent)
            given[activity.id] += grown
            spent += grown
    return tuple(PlanItem(activity.id, given[activity.id]) for activity in kept)


def packing_list(source: KitSource) -> tuple[PackingRow, ...]:
    """Everything to bring, each thing once: used again, the largest need counts, not the sum."""
    found: dict[tuple[str, str], tuple[int, list[str]]] = {}
    for activity in source.activities():
        for material in activity.materials:
            each, titles = found.get((material.item, material.per), (0, []))
            found[material.item, material.per] = (max(each, material.count), [*titles, activity.title])
    return tuple(PackingRow(item, each, per, tuple(titles)) for (item, per), (each, titles) in found.items())


def copies_for(handout: Handout, people: int) -> int:
    """Copies of a handout for `people`; a group that is not full still gets one."""
    if handout.per == "person":
        return people
    return -(-people // handout.group_size) if handout.per == "group" else 1


def copy_sizes(source: KitSource) -> tuple[int, ...]:
    """Numbers of people worth a column: tens, and the kit's own group sizes."""
    size = source.group_size
    return tuple(sorted({10, 20, 30, 40, size.min, size.best, size.max}))


def photocopies(source: KitSource, sizes: Sequence[int]) -> tuple[CopyRow, ...]:
    """Copies of every handout, test and form for each number of people in `sizes`."""
    rows = [
        CopyRow(handout.title, _share(handout), tuple(copies_for(handout, people) for people in sizes))
        for handout in source.handouts
    ]
    per_person = (
        ("แบบทดสอบก่อนเรียน", source.assessment.pre()),
        ("แบบทดสอบหลังเรียน (ในชุดสำหรับวิทยากร)", source.assessment.post()),
        ("แบบประเมินความพึงพอใจ", True),
    )
    rows += [CopyRow(title, "ต่อคน", tuple(sizes)) for title, wanted in per_person if wanted]
    sheets = tuple(-(-people // SIGN_IN_ROWS) for people in sizes)
    return (*rows, CopyRow("ใบลงชื่อ", f"แผ่นละ {SIGN_IN_ROWS} คน", sheets))


def _share(handout: Handout) -> str:
    return {"person": "ต่อคน", "group": f"ต่อกลุ่ม {handout.group_size} คน"}.get(handout.per, "ต่อห้อง")

"""From the mapping of a kit's YAML file or page to a `KitSource`, with every fault named in Thai."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from courses.kits.asking import QUESTION_KINDS
from courses.kits.fields import Fields
from courses.kits.plan import run_sheets
from courses.kits.reading_lessons import lesson_of
from courses.kits.source import (
    FIELD_KINDS,
    PRIORITIES,
    QUESTION_USES,
    SHARES,
    Activity,
    Adaptation,
    Assessment,
    CardSection,
    Choice,
    FirstTimeCard,
    Format,
    FormField,
    Forms,
    GroupSize,
    Handout,
    KitSource,
    Material,
    Minutes,
    Module,
    PlanItem,
    Question,
    Slide,
    Step,
)

# Headings of the card's lists, in the order a facilitator needs them.
CARD_SECTIONS = {
    "evening_before": "คืนก่อนสอน",
    "on_the_day": "เช้าวันสอน",
    "without_internet": "ถ้าไม่มีอินเทอร์เน็ต",
    "no_internet": "ถ้าไม่มีอินเทอร์เน็ต",
    "if_stuck": "ถ้าติดขัด",
}

ADAPTATION_TITLES = {
    "elder": "ผู้สูงวัย",
    "elders": "ผู้สูงวัย",
    "school": "โรงเรียน",
    "village": "หมู่บ้านและชุมชน",
    "disability": "คนพิการ",
}


def read_kit(data: Mapping[str, Any]) -> KitSource:
    """The kit of a mapping. Raises KitError with all faults at once."""
    kit = Fields(data)
    source = KitSource(
        slug=kit.name("slug", "ชื่อในที่อยู่เว็บ"),
        title=kit.text("title", label="ชื่อชุดสื่อ", required=True),
        summary=kit.text("summary", label="คำอธิบายย่อ", required=True),
        version=kit.text("version", label="เลขรุ่น", required=True),
        language=kit.text("language") or "th",
        licence=kit.text("licence", label="สัญญาอนุญาต", required=True),
        attribution=kit.text("attribution", label="ข้อความระบุที่มา", required=True),
        law_as_of=kit.day("law_as_of", "วันที่ของข้อกฎหมาย"),
        review_date=kit.day("review_date", "วันที่ต้องทบทวน"),
        modules=kit.items("modules", "หมวดที่", _module, label="หมวด"),
        formats=_formats(kit),
        assessment=_assessment(kit),
        change_note=kit.text("change_note"),
        picture=kit.text("picture"),
        audience=kit.text("audience"),
        objectives=kit.texts("objectives"),
        prerequisites=kit.texts("prerequisites"),
        group_size=_group_size(kit),
        handouts=kit.items("handouts", "ใบงานที่", partial(_handout, group_size=_per_group(kit))),
        adaptations=_adaptations(kit),
        first_time_card=_card(kit),
        forms=_forms(kit),
        lessons=kit.items("lessons", "บทเรียนที่", lesson_of),
    )
    _check_version(kit, source.version)
    _check_links(kit, source)
    kit.done("ชุดสื่อนี้ยังสร้างไม่ได้ เพราะข้อมูลยังไม่ครบหรือไม่ตรงกัน")
    run_sheets(source)  # raises where the core does not fit a format: better now than in the background
    return source


def _check_version(kit: Fields, version: str) -> None:
    """The version stands in file names, so it is kept to digits, letters and dots."""
    if version and not (version.isascii() and version.replace(".", "").replace("-", "").isalnum()):
        kit.fault(f"เลขรุ่น (version) ใช้ได้เฉพาะตัวเลข ตัวอักษรอังกฤษ และจุด แต่พบ “{version}”")


def _check_links(kit: Fields, source: KitSource) -> None:
    """Names that one part uses for another must exist, once."""
    activities = [activity.id for activity in source.activities()]
    handouts = [handout.slug for handout in source.handouts]
    for label, names in (("กิจกรรม", activities), ("ใบงาน", handouts)):
        for name in sorted({name for name in names if names.count(name) > 1}):
            kit.fault(f"{label}ใช้ชื่อ “{name}” ซ้ำกัน")
    for activity in source.activities():
        for name in activity.handouts:
            if name not in handouts:
                kit.fault(f"กิจกรรม “{activity.title}” อ้างถึงใบงาน “{name}” ที่ไม่มี")
    for option in source.formats:
        for item in option.plan:
            if item.activity not in activities:
                kit.fault(f"แผน {option.minutes} นาที อ้างถึงกิจกรรม “{item.activity}” ที่ไม่มี")
        total = sum(item.minutes for item in option.plan)
        if option.plan and total != option.minutes:
            kit.fault(f"แผน {option.minutes} นาที รวมเวลาได้ {total} นาที เวลาต้องรวมกันพอดี")


def _module(fields: Fields) -> Module:
    return Module(
        title=fields.text("title", label="ชื่อหมวด", required=True),
        summary=fields.text("summary"),
        activities=fields.items("activities", "กิจกรรมที่", _activity, label="กิจกรรม"),
    )


def _activity(fields: Fields) -> Activity:
    minutes = _minutes(fields)
    return Activity(
        id=fields.name("id", "รหัสกิจกรรม", "key"),
        title=fields.text("title", label="ชื่อกิจกรรม", required=True),
        minutes=minutes,
        purpose=fields.text("purpose"),
        mode=fields.text("mode"),
        room=fields.text("room"),
        priority=fields.one_of("priority", PRIORITIES, "core"),
        materials=_materials(fields),
        steps=_steps(fields, minutes),
        key_point=fields.text("key_point"),
        safety_note=fields.text("safety_note"),
        slides=fields.items("slides", "สไลด์ที่", _slide),
        handouts=fields.texts("handouts"),
    )


def _minutes(fields: Fields) -> Minutes:
    """Minutes as {min, typical, max}, or one number for all three."""
    value = fields.data.get("minutes")
    if not isinstance(value, Mapping):
        typical = fields.number("minutes", label="จำนวนนาที", least=1)
        return Minutes(typical, typical, typical)
    inner = fields.under(value, "เวลา")
    typical = inner.number("typical", label="เวลาปกติ", least=1)
    minutes = Minutes(inner.number("min", typical, least=1), typical, inner.number("max", typical, least=1))
    if not minutes.min <= minutes.typical <= minutes.max:
        inner.fault("เวลาน้อยที่สุด เวลาปกติ และเวลามากที่สุด ต้องเรียงจากน้อยไปมาก")
    return minutes


def _steps(fields: Fields, minutes: Minutes) -> tuple[Step, ...]:
    """The steps; their minutes rise and stay inside the activity."""
    steps = fields.items("steps", "ขั้นที่", _step, label="ขั้นตอน")
    reached = 0
    for number, step in enumerate(steps, start=1):
        if step.minute is None:
            continue
        if step.minute < reached:
            fields.fault(f"ขั้นที่ {number} เริ่มนาทีที่ {step.minute} ซึ่งมาก่อนขั้นก่อนหน้า")
        if step.minute >= minutes.typical:
            fields.fault(f"ขั้นที่ {number} เริ่มนาทีที่ {step.minute} แต่กิจกรรมนี้ยาว {minutes.typical} นาที")
        reached = step.minute
    return steps


def _step(fields: Fields) -> Step:
    step = Step(
        minute=fields.number("minute", label="นาทีที่") if fields.data.get("minute") is not None else None,
        say=fields.text("say"),
        do=fields.text("do"),
        ask=fields.text("ask"),
        expected=fields.texts("expected", "expected_answers"),
        if_short_of_time=fields.text("if_short_of_time"),
        if_no_internet=fields.text("if_no_internet"),
        if_low_literacy=fields.text("if_low_literacy"),
    )
    if not (step.say or step.do or step.ask):
        fields.fault("ต้องมีอย่างน้อยหนึ่งอย่างใน พูด (say) ทำ (do) หรือ ถาม (ask)")
    return step


def _materials(fields: Fields) -> tuple[Material, ...]:
    """Materials as plain words (one for the room) or with how many for whom."""
    listed = [{"item": part} if isinstance(part, str) else part for part in fields.data.get("materials") or ()]
    return Fields({"materials": listed}, fields.place, fields.faults).items("materials", "อุปกรณ์ที่", _material)


def _material(fields: Fields) -> Material:
    return Material(
        item=fields.text("item", "name", label="ชื่ออุปกรณ์", required=True),
        per=fields.one_of("per", SHARES, "room"),
        count=fields.number("count", fields.data.get("quantity", 1), least=1),
    )


def _slide(fields: Fields) -> Slide:
    return Slide(
        title=fields.text("title", label="หัวข้อสไลด์", required=True),
        bullets=fields.texts("bullets"),
        notes=fields.text("notes", label="คำพูดของวิทยากร", required=True),
        drawing=fields.text("drawing", "picture"),
    )


def _per_group(kit: Fields) -> int:
    """People in a small group, for handouts that do not say it themselves."""
    size = kit.data.get("group_size")
    return kit.under(size, "ขนาดกลุ่ม").number("per_group", 5, least=1) if isinstance(size, Mapping) else 5


def _handout(fields: Fields, group_size: int) -> Handout:
    return Handout(
        slug=fields.name("slug", "ชื่อแฟ้ม", "key"),
        title=fields.text("title", label="ชื่อใบงาน", required=True),
        body=fields.text("body", label="เนื้อหา", required=True),
        per=fields.one_of("per", SHARES, str(fields.data.get("copies", "person"))),
        group_size=fields.number("group_size", group_size, least=1),
        cut=fields.data.get("cut") is True,
        large_print=fields.data.get("large_print") is not False,
    )


def _formats(kit: Fields) -> tuple[Format, ...]:
    """Formats as plain minutes or with a written-out plan."""
    listed = [{"minutes": part} if isinstance(part, int) else part for part in kit.data.get("formats") or ()]
    formats = Fields({"formats": listed}, kit.place, kit.faults)
    return formats.items("formats", "รูปแบบเวลาที่", _format, label="รูปแบบเวลา")


def _format(fields: Fields) -> Format:
    return Format(
        minutes=fields.number("minutes", label="จำนวนนาที", least=10),
        title=fields.text("title"),
        note=fields.text("note", "suits"),
        plan=fields.items("plan" if fields.data.get("plan") else "activities", "บรรทัดที่", _plan_item),
    )


def _plan_item(fields: Fields) -> PlanItem:
    return PlanItem(fields.name("activity", "รหัสกิจกรรม"), fields.number("minutes", least=1), fields.text("note"))


def _group_size(kit: Fields) -> GroupSize:
    """Group size as {min, best, max} or in words."""
    value = kit.data.get("group_size")
    if value is None or isinstance(value, str):
        return GroupSize(note=value or "")
    size = kit.under(value, "ขนาดกลุ่ม")
    return GroupSize(
        size.number("min", 10, least=1),
        size.number("best", size.data.get("typical", 20), least=1),
        size.number("max", 30, least=1),
        size.text("note"),
    )


def _assessment(kit: Fields) -> Assessment:
    """The question bank; tests may be named by lists of ids instead of by each question's `use`."""
    fields = kit.under(kit.data.get("assessment") or {}, "แบบทดสอบ")
    pre, post = fields.texts("pre_test"), fields.texts("post_test")
    questions = fields.items("questions", "ข้อ", _question, label="คำถาม")
    ids = [question.id for question in questions]
    for name in sorted({name for name in ids if ids.count(name) > 1} | ({*pre, *post} - {*ids})):
        fields.fault(f"คำถาม “{name}” ต้องมีหนึ่งข้อพอดี")
    if pre or post:
        uses = {(True, True): "both", (True, False): "pre", (False, True): "post", (False, False): "bank"}
        questions = tuple(replace(one, use=uses[one.id in pre, one.id in post]) for one in questions)
    return Assessment(
        questions=questions,
        title=fields.text("title"),
        pass_percent=min(fields.number("pass_percent", 60, least=1), 100),
    )


def _question(fields: Fields) -> Question:
    number = fields.place.rsplit(" ", 1)[-1]
    question = Question(
        id=fields.text("id") or f"q{number}",
        text=fields.text("text", "question", label="คำถาม", required=True),
        choices=fields.items("choices", "ตัวเลือกที่", _choice, label="ตัวเลือก"),
        kind=fields.one_of("kind", QUESTION_KINDS, "single"),
        rationale=fields.text("rationale", "explanation"),
        use=fields.one_of("use", QUESTION_USES, "both"),
        **fields.situation(),
    )
    fields.check_key(question.kind, question.choices, question.situation)
    return question


def _choice(fields: Fields) -> Choice:
    text = fields.text("text", label="ข้อความตัวเลือก", required=True)
    return Choice(text, fields.data.get("correct") is True, fields.text("feedback"))


def _adaptations(kit: Fields) -> tuple[Adaptation, ...]:
    """Adaptations as a list, or as points by kind of group."""
    given = kit.data.get("adaptations")
    if not isinstance(given, Mapping):
        return kit.items("adaptations", "คำแนะนำการปรับใช้ที่", _adaptation)
    fields = kit.under(given, "คำแนะนำการปรับใช้")
    return tuple(
        Adaptation(
            title=ADAPTATION_TITLES.get(str(name), str(name)),
            body="\n".join(f"- {point}" for point in fields.texts(name)),
            audience=str(name),
        )
        for name in given
    )


def _adaptation(fields: Fields) -> Adaptation:
    audience = fields.text("for", "audience")
    return Adaptation(
        title=fields.text("title") or ADAPTATION_TITLES.get(audience, audience),
        body=fields.text("body", label="คำแนะนำ", required=True),
        audience=audience,
    )


def _card(kit: Fields) -> FirstTimeCard:
    fields = kit.under(kit.data.get("first_time_card") or {}, "บัตรใช้ครั้งแรก")
    named = [CardSection(title, items) for key, title in CARD_SECTIONS.items() if (items := fields.texts(key))]
    sections = (*named, *fields.items("sections", "หัวข้อที่", _card_section))
    return FirstTimeCard(fields.text("title"), fields.text("intro"), sections)


def _card_section(fields: Fields) -> CardSection:
    return CardSection(fields.text("title", label="หัวข้อ", required=True), fields.texts("items"))


def _forms(kit: Fields) -> Forms:
    fields = kit.under(kit.data.get("forms") or {}, "แบบฟอร์ม")
    sign_in = fields.under(fields.data.get("sign_in") or {}, "ใบลงชื่อ")
    evaluation = fields.under(fields.data.get("evaluation") or {}, "แบบประเมิน")
    report = fields.under(fields.data.get("report") or {}, "รายงาน")
    return Forms(
        consent=fields.text("consent") or sign_in.text("intro"),
        retention=fields.text("retention"),
        report_questions=fields.texts("report_questions"),
        evaluation=evaluation.items("questions", "ข้อ", _form_field),
        report=report.items("fields", "ช่องที่", _form_field),
    )


def _form_field(fields: Fields) -> FormField:
    return FormField(
        key=fields.text("key", label="รหัสช่อง", required=True),
        label=fields.text("label", "text", label="ชื่อช่อง", required=True),
        kind=fields.one_of("kind", FIELD_KINDS, "text"),
        required=fields.data.get("required") is True,
        hint=fields.text("hint"),
        choices=fields.texts("choices"),
    )

"""What the Word guide and the Word handouts say; how they look is `word` and `word_style`."""

from __future__ import annotations

from collections.abc import Iterator

from courses.kits import plan
from courses.kits.papers import card_sections, cards_of
from courses.kits.parts import Part
from courses.kits.places import Places
from courses.kits.source import Activity, Handout, KitSource, Step
from courses.kits.vocabulary import CARD_TITLE, DEFAULT_CONSENT, report_fields
from courses.kits.word import WordFile
from portal.thai.dates import thai_date

# TH Sarabun New at these sizes is as high as the PDF's Sarabun at 12, 14 and 16 pt.
GUIDE_POINTS, HANDOUT_POINTS, LARGE_POINTS = 16, 19, 22
SHARES = {"person": "ต่อคน", "group": "ต่อกลุ่ม", "room": "ต่อห้อง"}
SAID, ASKED, POINT, SAFETY = "E1F0EC", "FDF1D4", "FDF1D4", "FBE7E6"


def guide(source: KitSource, places: Places) -> Part:
    """The facilitator's guide as a Word file to edit."""
    title = f"คู่มือวิทยากร {source.title}"
    word = WordFile(source, places, title=title, body_points=GUIDE_POINTS)
    _cover(word, source)
    _first_time(word, source)
    _about(word, source)
    _run_sheets(word, source)
    _packing(word, source)
    for number, module in enumerate(source.modules, start=1):
        word.new_page()
        word.heading(f"หมวดที่ {number} {module.title}", 1)
        if module.summary:
            word.markdown(module.summary)
        for activity in module.activities:
            _activity(word, source, activity)
    _closing(word, source)
    return Part("guide/guide.docx", word.data(), title, form="Word")


def _cover(word: WordFile, source: KitSource) -> None:
    word.text("คู่มือวิทยากร", muted=True)
    word.heading(source.title, 0)
    word.markdown(source.summary)
    if source.picture:
        word.drawing(source.picture, 7)
    rows = [
        ("รุ่น", source.version),
        ("มีอะไรใหม่", source.change_note),
        ("กฎหมาย ณ วันที่", thai_date(source.law_as_of)),
        ("ทบทวนครั้งต่อไป", thai_date(source.review_date)),
        ("สัญญาอนุญาต", source.licence),
        ("ระบุที่มาว่า", source.attribution),
    ]
    word.facts(rows)
    word.new_page()


def _first_time(word: WordFile, source: KitSource) -> None:
    word.heading(source.first_time_card.title or CARD_TITLE, 1)
    if source.first_time_card.intro:
        word.markdown(source.first_time_card.intro)
    for section in card_sections(source):
        word.heading(section.title, 2)
        word.markdown("\n".join(f"- [ ] {item}" for item in section.items))


def _about(word: WordFile, source: KitSource) -> None:
    word.new_page()
    word.heading("รู้จักชุดสื่อนี้", 1)
    for title, items in (("เรียนจบแล้ว ผู้เรียนจะ", source.objectives), ("ควรมีหรือรู้มาก่อน", source.prerequisites)):
        if items:
            word.heading(title, 2)
            word.bullets(items)
    if source.audience:
        word.heading("เหมาะกับใคร", 2)
        word.markdown(source.audience)
    size = source.group_size
    word.heading("ขนาดกลุ่ม", 2)
    word.text(f"{size.min} ถึง {size.max} คน พอดีที่ประมาณ {size.best} คน")
    if size.note:
        word.markdown(size.note)


def _run_sheets(word: WordFile, source: KitSource) -> None:
    word.new_page()
    word.heading("กำหนดการ", 1)
    for sheet in plan.run_sheets(source):
        word.heading(f"แบบ {sheet.minutes} นาที" + (f" · {sheet.title}" if sheet.title else ""), 2)
        if sheet.note:
            word.markdown(sheet.note)
        rows = [(f"{row.start}–{row.end}", row.title, f"{row.minutes} นาที") for row in sheet.rows]
        rows.append(("รวม", "", f"**{sheet.minutes} นาที**"))
        word.table(("นาทีที่", "กิจกรรม", "ใช้เวลา"), rows, (2.6, 11.4, 2.8))


def _packing(word: WordFile, source: KitSource) -> None:
    word.new_page()
    word.heading("ของที่ต้องเตรียม และจำนวนสำเนา", 1)
    packing = [
        (row.item, f"{row.each} {SHARES[row.per]}", " · ".join(row.activities)) for row in plan.packing_list(source)
    ]
    if packing:
        word.table(("ของ", "จำนวน", "ใช้ในกิจกรรม"), packing, (6.2, 2.6, 8))
    sizes = plan.copy_sizes(source)
    copies = [(row.title, row.share, *(str(count) for count in row.copies)) for row in plan.photocopies(source, sizes)]
    narrow = 8.4 / len(sizes)
    head = ("เอกสาร", "แจก", *(f"{people} คน" for people in sizes))
    word.table(head, copies, (5.6, 2.8, *([narrow] * len(sizes))))


def _activity(word: WordFile, source: KitSource, activity: Activity) -> None:
    word.heading(activity.title, 2)
    minutes = activity.minutes
    word.text(f"ปกติ {minutes.typical} นาที (ยืดหยุ่นได้ {minutes.min}–{minutes.max} นาที)", muted=True)
    handouts = {handout.slug: handout.title for handout in source.handouts}
    facts = [
        ("ทำเพื่อ", activity.purpose),
        ("รูปแบบ", activity.mode),
        ("จัดห้อง", activity.room),
        ("ของที่ใช้", " · ".join(material.item for material in activity.materials)),
        ("ใบงาน", " · ".join(handouts[slug] for slug in activity.handouts)),
    ]
    word.facts(facts)
    for step in activity.steps:
        if step.minute is not None:
            word.heading(f"นาทีที่ {step.minute}", 3)
        word.labelled(_step_rows(step))
    points = [
        ("key", "ข้อสำคัญ", activity.key_point, POINT),
        ("shield", "ความปลอดภัย", activity.safety_note, SAFETY),
    ]
    if activity.key_point or activity.safety_note:
        word.labelled([point for point in points if point[2]])


def _step_rows(step: Step) -> list[tuple[str, str, str, str]]:
    """The rows of a step that say something: (icon, label, CommonMark, shade)."""
    rows = [
        ("say", "พูด", step.say, SAID),
        ("do", "ทำ", step.do, ""),
        ("ask", "ถาม", step.ask, ASKED),
        ("answer", "คำตอบที่น่าจะได้", "\n".join(f"- {answer}" for answer in step.expected), ""),
        ("clock", "ถ้าเวลาน้อย", step.if_short_of_time, ""),
        ("offline", "ถ้าไม่มีเน็ต", step.if_no_internet, ""),
        ("picture", "ถ้าอ่านไม่คล่อง", step.if_low_literacy, ""),
    ]
    return [row for row in rows if row[2]]


def _closing(word: WordFile, source: KitSource) -> None:
    if source.adaptations:
        word.new_page()
        word.heading("ปรับให้เข้ากับผู้เรียน", 1)
        for adaptation in source.adaptations:
            word.heading(adaptation.title, 2)
            word.markdown(adaptation.body)
    word.heading("วัดผล และส่งผลกลับ", 1)
    word.markdown(
        f"ผู้เรียนผ่านเมื่อตอบถูกอย่างน้อยร้อยละ {source.assessment.pass_percent} "
        "แบบทดสอบหลังเรียนและเฉลยอยู่ในชุดสำหรับวิทยากร ซึ่งดาวน์โหลดได้เมื่อเข้าสู่ระบบ"
    )
    word.heading("ข้อความขอความยินยอม", 2)
    word.markdown(source.forms.consent or DEFAULT_CONSENT)
    if source.forms.retention:
        word.markdown(source.forms.retention)
    word.heading("แบบรายงานถามอะไรบ้าง", 2)
    word.bullets(field.label for field in report_fields(source))


def handouts(source: KitSource, places: Places) -> Iterator[Part]:
    """Every handout as a Word file, and again in large print."""
    for number, handout in enumerate(source.handouts, start=1):
        for large in (False, True) if handout.large_print else (False,):
            name = f"handouts/{number:02}-{handout.slug}{'-large' if large else ''}.docx"
            form = "Word ตัวใหญ่" if large else "Word"
            yield Part(name, _handout(source, places, handout, large), f"ใบงาน {handout.title}", form=form)


def _handout(source: KitSource, places: Places, handout: Handout, large: bool) -> bytes:
    points = LARGE_POINTS if large else HANDOUT_POINTS
    word = WordFile(source, places, title=handout.title, body_points=points)
    word.heading(handout.title, 1)
    intro, cards = cards_of(handout)
    if intro:
        word.markdown(intro)
    if cards:
        word.card(cards, 1 if large or len(cards) == 1 else 2)
    return word.data()

"""Pages with real bodies, each published under its parent. Fields given win over the defaults."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import yaml
from wagtail.models import Locale, Page, Site

from articles.models import ArticleSource, LawArticlePage, LawIndexPage
from courses.kits.source import KitSource
from courses.models import (
    Choice,
    CourseIndexPage,
    CourseModule,
    CoursePage,
    KitIndexPage,
    KitPage,
    LessonPage,
    ModuleLesson,
    Question,
    Quiz,
)
from media.models import AlbumPage, AlbumPicture, InfographicPage, MediaIndexPage, VideoPage
from portal.core.models import Audience, Competence, Hotline, Level, Project, Topic
from portal.demo.loading.courses import kit_page
from portal.home.models import AudienceHubPage, HomePage, SituationIndexPage, SituationPage, StandardPage
from tests.factories import blocks, files

AnyPage = TypeVar("AnyPage", bound=Page)
SUMMARY = "เรื่องสั้น ๆ อ่านจบในไม่กี่นาที แล้วลองทำได้เลย"
_numbers = count(1)


def publish(parent: Page, page: AnyPage) -> AnyPage:
    """The page under its parent, published as an editor would."""
    number = next(_numbers)
    page.title = page.title or f"หน้าทดสอบที่ {number}"
    page.slug = page.slug or f"page-{number}"
    page.locale = parent.locale if parent.depth > 1 else thai()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def thai() -> Locale:
    return Locale.objects.get_or_create(language_code="th")[0]


def english() -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


def term(model: type[Any], slug: str, title_th: str = "", title_en: str = "", **fields: Any) -> Any:
    """One word of a taxonomy, made at its first use."""
    values = {"title_th": title_th or slug, "title_en": title_en or slug.replace("-", " ").title(), **fields}
    return model.objects.get_or_create(slug=slug, defaults=values)[0]


def project(slug: str = "internet-for-better-life") -> Project:
    names = {"internet-for-better-life": "อินเทอร์เน็ตเพื่อชีวิตที่ดีขึ้น", "digital-law-center": "ศูนย์กฎหมายดิจิทัล"}
    made: Project = term(Project, slug, names.get(slug, ""))
    return made


def audience(slug: str = "elder") -> Audience:
    names = {"child": "เด็ก", "youth": "วัยรุ่น", "adult": "ผู้ใหญ่", "elder": "ผู้สูงวัย", "trainer": "วิทยากร"}
    made: Audience = term(Audience, slug, names.get(slug, ""))
    return made


def hotline(slug: str = "aoc-1441", phone: str = "1441", **fields: Any) -> Hotline:
    values = {"name": "ศูนย์แก้ปัญหาอาชญากรรมออนไลน์", "phone": phone, "hours": "24 ชั่วโมง", **fields}
    return Hotline.objects.get_or_create(slug=slug, defaults=values)[0]


def home(**fields: Any) -> HomePage:
    """The Thai home page as the root of the default site, in place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    page = publish(
        root,
        HomePage(**{"title": "รู้ทัน", "slug": "portal", "hero_title": "รู้ทันโลกออนไลน์", "summary": SUMMARY, **fields}),
    )
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page})
    Site.clear_site_root_paths_cache()
    return page


def section(model: type[AnyPage], parent: Page, slug: str, title: str, of: str = "internet-for-better-life") -> AnyPage:
    """A section: what stands under it belongs to its project and production."""
    return publish(parent, model(slug=slug, title=title, summary=SUMMARY, project=project(of), production="own"))


def courses_index(parent: Page) -> CourseIndexPage:
    return section(CourseIndexPage, parent, "courses", "หลักสูตรทั้งหมด")


def media_index(parent: Page) -> MediaIndexPage:
    return section(MediaIndexPage, parent, "media", "คลังสื่อ")


def law_index(parent: Page) -> LawIndexPage:
    return section(LawIndexPage, parent, "law", "กฎหมายดิจิทัล", of="digital-law-center")


def help_index(parent: Page) -> SituationIndexPage:
    return section(SituationIndexPage, parent, "help", "เพิ่งเกิดเรื่องขึ้นกับฉัน")


def kit_index(parent: Page) -> KitIndexPage:
    return section(KitIndexPage, parent, "kits", "ชุดสื่อวิทยากร")


def quiz(**fields: Any) -> Quiz:
    """A quiz of five questions, one of each kind."""
    made = Quiz.objects.create(**{"title": "รู้ทันข้อความหลอกแค่ไหน", **fields})
    kinds = Question.Kind
    question(made, kinds.SINGLE, "ได้ SMS ให้กดลิงก์ ทำอย่างไร", ("โทรถามธนาคารเอง", True), ("กดดูก่อน", False))
    question(made, kinds.MULTIPLE, "ข้อไหนคือสัญญาณเตือน", ("เร่งให้รีบ", True), ("ขอรหัส", True), ("บอกชื่อร้าน", False))
    question(made, kinds.TRUEFALSE, "เจ้าหน้าที่จริงไม่ขอรหัส OTP", ("ใช่", True), ("ไม่ใช่", False))
    question(made, kinds.ORDER, "ทำอะไรก่อนหลัง", ("หยุด", False), ("คิด", False), ("ตรวจ", False), ("บอกต่อ", False))
    question(
        made,
        kinds.SCENARIO,
        "ตอบอย่างไรดี",
        ("โทรหาลูกที่เบอร์เดิม", True),
        ("โอนให้ก่อน", False),
        situation="แม่ นี่ไลน์ใหม่หนูนะ โอนให้เพื่อนหนูก่อน 500",
        situation_channel="line",
        situation_sender="ลูกสาว",
    )
    return made


def bank(size: int = 6, draw: int = 3, **fields: Any) -> Quiz:
    """A question bank that draws some of its questions at a time."""
    made = Quiz.objects.create(**{"title": "คลังข้อสอบรู้ทัน", "draw": draw, **fields})
    for number in range(1, size + 1):
        question(made, Question.Kind.SINGLE, f"ข้อในคลังที่ {number}", (f"ถูก {number}", True), (f"ผิด {number}", False))
    return made


def question(of: Quiz, kind: str, words: str, *choices: tuple[str, bool], **fields: Any) -> Question:
    values = {"explanation": "เพราะของจริงไม่เร่งเรา", "sort_order": of.questions.count() + 1, **fields}
    made = Question.objects.create(quiz=of, kind=kind, text=words, **values)
    for place, (choice, right) in enumerate(choices, start=1):
        Choice.objects.create(question=made, text=choice, is_correct=right, feedback="ลองคิดอีกที", sort_order=place)
    return made


def course(parent: Page, **fields: Any) -> CoursePage:
    values = {"title": "ปลอดภัยวัยเก๋า", "summary": SUMMARY, "picture": "family", "audiences": [audience()], **fields}
    objectives = blocks.stream("objective", "แยกข้อความหลอกได้", "รู้ว่าต้องโทรหาใคร")
    return publish(parent, CoursePage(objectives=objectives, **values))


def lesson(parent: CoursePage, *more_steps: blocks.Raw, **fields: Any) -> LessonPage:
    """A lesson of three steps with text, message, tip, drawing, telephone number and both kinds of activity."""
    steps = [
        blocks.step("ดูให้ออก", blocks.text(), blocks.bubble(), blocks.sort()),
        blocks.step("จำไว้", blocks.tip(), blocks.drawing()),
        blocks.step("ลองทำ", blocks.hotline(hotline()), blocks.checklist()),
        *more_steps,
    ]
    values = {
        "title": "ข้อความนี้จริงหรือหลอก",
        "summary": SUMMARY,
        "picture": "phone-call",
        "minutes": 6,
        "steps": steps,
        "audiences": [audience()],
        "topics": [term(Topic, "scam", "กลโกง")],
        "competences": [term(Competence, "safety", "ความปลอดภัย")],
        "level": term(Level, "start", "เริ่มต้น"),
        "teach_home": "เล่าให้คนที่บ้านฟังหนึ่งเรื่อง",
        **fields,
    }
    return publish(parent, LessonPage(**values))


def module(of: CoursePage, title: str, *lessons: LessonPage) -> CourseModule:
    """A part of the course with lessons in this order."""
    made = CourseModule(title=title, sort_order=of.modules.count() + 1)
    made.lessons = [ModuleLesson(lesson=one, sort_order=place) for place, one in enumerate(lessons, start=1)]
    of.modules.add(made)
    of.save_revision().publish()
    return made


def article(parent: LawIndexPage, **fields: Any) -> LawArticlePage:
    values = {
        "title": "ร้านขอเบอร์โทรลูกค้า ต้องทำอย่างไร",
        "summary": SUMMARY,
        "short_answer": "<p>บอกลูกค้าว่าเก็บไปทำอะไร และเก็บเท่าที่ใช้</p>",
        "must": blocks.stream("rule", {"text": "<p>แจ้งวัตถุประสงค์</p>", "section": "มาตรา 23"}),
        "can": blocks.stream("rule", {"text": "<p>เก็บเพื่อส่งของ</p>", "section": "มาตรา 24"}),
        "penalty": blocks.stream("rule", {"text": "<p>มีโทษปรับทางปกครอง</p>", "section": "มาตรา 82"}),
        "example": "<p>ร้านกาแฟจดเบอร์เพื่อแจ้งว่าของพร้อม</p>",
        "parts": blocks.stream("part", {"title": "ต้องขอก่อนไหม", "text": "<p>ส่วนใหญ่ต้องบอกก่อนเก็บ</p>"}),
        "timeline": blocks.stream("event", {"year_be": 2562, "text": "ประกาศใช้"}),
        "checked_on": date(2026, 11, 1),
        "uncertain": blocks.stream("point", "อัตราโทษล่าสุด"),
        "hotlines": [hotline()],
        "topics": [term(Topic, "law-privacy", "ข้อมูลส่วนบุคคล")],
        **fields,
    }
    page = LawArticlePage(**values)
    page.sources.add(
        ArticleSource(instrument="พระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562", section="มาตรา 23", year_be=2562)
    )
    return publish(parent, page)


def situation(parent: SituationIndexPage, **fields: Any) -> SituationPage:
    values = {
        "title": "โอนเงินไปแล้ว",
        "summary": SUMMARY,
        "steps": blocks.stream(
            "action",
            {"title": "โทรธนาคารทันที", "text": "<p>ขอให้ระงับบัญชีปลายทาง</p>"},
            {"title": "โทร 1441", "text": "<p>แจ้งเลขบัญชีและเวลาโอน</p>"},
        ),
        "do_not": blocks.stream("item", "อย่าลบแชต"),
        "evidence": blocks.stream("item", "สลิปโอนเงิน"),
        "hotlines": [hotline()],
        "topics": [term(Topic, "scam", "กลโกง")],
        **fields,
    }
    return publish(parent, SituationPage(**values))


def video(parent: MediaIndexPage, **fields: Any) -> VideoPage:
    values = {
        "title": "หยุด เช็ก ถาม",
        "summary": SUMMARY,
        "transcript": "<p>หยุดก่อน อย่าเพิ่งกด เช็กกับคนที่รู้จัก</p>",
        "duration_seconds": 1,
        "audiences": [audience()],
        **fields,
    }
    makers = {"video_file": files.make_video_file, "captions": files.make_captions, "poster": files.make_image}
    values.update({name: make() for name, make in makers.items() if name not in values})
    return publish(parent, VideoPage(**values))


def infographic(parent: MediaIndexPage, **fields: Any) -> InfographicPage:
    values = {"title": "เช็กก่อนแชร์", "summary": SUMMARY, "full_text": "<p>ดูที่มา ดูวันที่ ถามผู้รู้</p>", **fields}
    if "image" not in values:
        values["image"] = files.make_image()
    return publish(parent, InfographicPage(audiences=[audience()], **values))


def album(parent: MediaIndexPage, **fields: Any) -> AlbumPage:
    page = AlbumPage(**{"title": "วันเรียนที่หมู่บ้าน", "summary": SUMMARY, **fields})
    for place in (1, 2):
        page.pictures.add(AlbumPicture(image=files.make_image(), caption=f"ภาพที่ {place}", sort_order=place))
    return publish(parent, page)


def kit(parent: KitIndexPage, of: CoursePage, **fields: Any) -> KitPage:
    """A small kit of two activities and one handout (tests/factories/kit.yaml)."""
    data = yaml.safe_load((Path(__file__).parent / "kit.yaml").read_text(encoding="utf-8"))
    page = kit_page(KitSource.from_mapping(data, lessons=()), data, of)
    for name, value in fields.items():
        setattr(page, name, value)
    return publish(parent, page)


def hub(parent: HomePage, slug: str = "elder") -> AudienceHubPage:
    return publish(
        parent, AudienceHubPage(title=audience(slug).title_th, slug=slug, summary=SUMMARY, audience=audience(slug))
    )


def standard(parent: Page, slug: str = "about", **fields: Any) -> StandardPage:
    values = {"title": "เกี่ยวกับเรา", "summary": SUMMARY, "body": "<h2>เราคือใคร</h2><p>ศูนย์เรียนรู้ดิจิทัลตัวอย่าง</p>", **fields}
    return publish(parent, StandardPage(slug=slug, **values))


def translated(page: AnyPage, title: str) -> AnyPage:
    """The page in English, published; its parent must be translated already."""
    copy = page.copy_for_translation(english())
    copy.title = title
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy

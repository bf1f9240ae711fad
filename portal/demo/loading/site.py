"""The tree of the site: home, sections, doors, plain pages, in Thai, and a short English front."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page, Site

from articles.models import LawIndexPage
from courses.models import CourseIndexPage, KitIndexPage
from media.models import MediaIndexPage
from portal.core.models import Audience, Hotline, Project, SiteSettings
from portal.demo.loading.keeping import note, page_once
from portal.demo.loading.reading import CONTENT, flat, read, rich
from portal.home.models import AudienceHubPage, HomePage, SituationIndexPage, StandardPage

SECTIONS = (
    (
        CourseIndexPage,
        "courses",
        "หลักสูตรทั้งหมด",
        "เลือกเรื่องที่อยากรู้ เรียนได้ทันที ไม่ต้องสมัครสมาชิก",
        "family",
        "internet-for-better-life",
    ),
    (
        MediaIndexPage,
        "media",
        "คลังสื่อ",
        "คลิปสั้น อินโฟกราฟิก และอัลบั้มภาพ เก็บไว้ดู หรือส่งให้คนที่บ้านก็ได้",
        "camera",
        "internet-for-better-life",
    ),
    (
        LawIndexPage,
        "law",
        "กฎหมายดิจิทัล อ่านเข้าใจง่าย",
        "ทำอะไรได้ ต้องทำอะไร มีโทษไหม และถามใครได้บ้าง",
        "scales",
        "digital-law-center",
    ),
    (
        SituationIndexPage,
        "help",
        "เพิ่งเกิดเรื่องขึ้นกับฉัน",
        "ใจเย็น ๆ เลือกเรื่องที่ตรง แล้วทำตามทีละข้อ",
        "first-aid",
        "internet-for-better-life",
    ),
    (
        KitIndexPage,
        "kits",
        "ชุดสื่อวิทยากร",
        "หยิบไปสอนได้เลย ทั้งในห้องเรียนและหมู่บ้านที่ไม่มีอินเทอร์เน็ต",
        "kit",
        "internet-for-better-life",
    ),
)
DOORS = ("child", "youth", "adult", "elder", "trainer")
DOOR_PICTURES = {
    "child": "door-child",
    "youth": "door-youth",
    "adult": "door-adult",
    "elder": "door-elder",
    "trainer": "teacher",
}
PLAIN_PAGES = ("about", "privacy", "accessibility", "contact", "trainers")


def load_home() -> HomePage:
    """The Thai home page as the default site's root; Wagtail's welcome page goes when nobody has changed it."""
    data = read(CONTENT / "home.yaml")
    root = Page.get_first_root_node()
    site = Site.objects.filter(is_default_site=True).first()
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    if welcome is not None and not welcome.get_children().exists():
        # The site points at it: move the site first, or Wagtail deletes the site along with the page.
        if site is not None and site.root_page_id == welcome.pk:
            site.root_page = root
            site.save()
        welcome.delete()
        root = Page.get_first_root_node()
    home, _made = page_once(
        root,
        "portal",
        lambda: HomePage(
            title="รู้ทัน",
            hero_title=data["hero"]["title"],
            hero_lead=data["hero"]["lead"],
            search_hint=data["search"]["placeholder"],
            summary=flat(data["hero"]["lead"]),
            picture=data["hero"]["picture"],
        ),
    )
    if site is None:
        site = Site(hostname="localhost", is_default_site=True)
    if site.root_page_id in (None, root.pk):
        site.root_page = home
        site.site_name = "รู้ทัน"
        site.save()
    _load_settings(site)
    return home


def _load_settings(site: Site) -> None:
    settings = SiteSettings.for_site(site)
    if settings.organisation_th:
        return
    settings.organisation_th = "ศูนย์เรียนรู้ดิจิทัลตัวอย่าง"
    settings.organisation_en = "Sample Digital Learning Centre"
    settings.hotline = Hotline.objects.filter(slug="occ-1212").first()
    settings.email = "learn@example.com"
    settings.line_url = "https://line.me/R/ti/p/@example"
    settings.save()


def load_sections(home: HomePage) -> dict[str, Any]:
    sections = {}
    for model, slug, title, summary, picture, project in SECTIONS:
        sections[slug], _made = page_once(
            home,
            slug,
            lambda model=model, title=title, summary=summary, picture=picture, project=project: model(
                title=title,
                summary=summary,
                picture=picture,
                project=Project.objects.get(slug=project),
                production="own",
                show_in_menus=True,
            ),
        )
    return sections


def load_doors(home: HomePage) -> None:
    for slug in DOORS:
        audience = Audience.objects.get(slug=slug)
        page_once(
            home,
            slug,
            lambda audience=audience: AudienceHubPage(
                title=audience.title_th,
                summary=audience.door_text_th,
                picture=DOOR_PICTURES[audience.slug],
                audience=audience,
            ),
        )


def load_plain_pages(home: HomePage) -> None:
    for name in PLAIN_PAGES:
        data = read(CONTENT / "pages" / f"{name}.yaml")
        page_once(
            home,
            data["slug"],
            lambda data=data: StandardPage(
                title=data["title"],
                summary=flat(data.get("summary"))[:400],
                body=rich(data["body"]),
                picture=data.get("picture") or "",
            ),
        )


def load_english(home: HomePage) -> None:
    """The English front: home and the plain pages, as translations of the Thai ones."""
    locale, _made = Locale.objects.get_or_create(language_code="en")
    data = read(CONTENT / "home-en.yaml")
    if home.get_translation_or_none(locale) is None:
        english = home.copy_for_translation(locale)
        english.title = "Ruthan"
        english.slug = "portal-en"
        english.hero_title = data["hero"]["title"]
        english.hero_lead = data["hero"]["lead"]
        english.summary = flat(data["hero"]["lead"])
        english.search_hint = data["search"]["placeholder"]
        english.save_revision().publish()
        note(english)
    for name in PLAIN_PAGES:
        path = CONTENT / "pages" / "en" / f"{name}.yaml"
        thai = StandardPage.objects.child_of(home).filter(slug=name).first()
        if not path.exists() or thai is None or thai.get_translation_or_none(locale) is not None:
            continue
        words = read(path)
        page = thai.copy_for_translation(locale)
        page.title = words["title"]
        page.summary = flat(words.get("summary"))[:400]
        page.body = rich(words["body"])
        page.save_revision().publish()
        note(page)

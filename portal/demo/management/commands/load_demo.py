"""Loads the Thai sample content and facts. Safe to run twice: what is there is left as it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as time_of_day
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, get_page_models

from portal.demo.loading import certificates, courses, facts, library, people, sessions, site, terms
from portal.demo.models import DemoItem, DemoLoad
from portal.kpi.loading import load_reference
from portal.thai.day import BANGKOK
from portal.thai.fiscal import fiscal_year, fiscal_year_days
from portal.tracking.demo import DemoRefused, require_allowed


class Command(BaseCommand):
    help = "Load the Thai sample content and demo facts (safe to run twice)"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            require_allowed()
        except DemoRefused as refused:
            raise CommandError(
                "ข้อมูลตัวอย่างใช้กับระบบจริงไม่ได้ ถ้าเป็นเครื่องทดลองให้ตั้ง DEMO=1 / demo data is refused in production; set DEMO=1 on a trial machine"
            ) from refused
        with transaction.atomic():
            self._content()
        self._facts()

    def _content(self) -> None:
        self._timed("หมวดและสายด่วน", lambda: (terms.load_terms(), terms.load_hotlines()))
        home = site.load_home()
        sections = site.load_sections(home)
        self._timed("สื่อ", lambda: library.load_media(sections["media"]))
        self._timed("กฎหมาย", lambda: library.load_articles(sections["law"]))
        loaded: dict[str, Any] = {}
        self._timed("หลักสูตร", lambda: loaded.update(courses.load_courses(sections["courses"])))
        self._timed("สถานการณ์", lambda: library.load_situations(sections["help"]))
        self._timed("ชุดสื่อวิทยากร", lambda: courses.load_kit(sections["kits"], loaded))
        self._timed("หน้าเว็บไซต์", lambda: self._pages(home, loaded))
        people.load_people()
        people.load_page_permissions(sections)
        people.load_workflow(sections["law"])

    @staticmethod
    def _pages(home: Any, loaded: dict[str, Any]) -> None:
        site.load_doors(home)
        site.load_plain_pages(home)
        if home.featured_id is None:
            home.featured = loaded["elder-safe-online"]
            home.save_revision().publish()
        site.load_english(home)

    def _facts(self) -> None:
        """Facts reach to the first day they were loaded; the day is kept."""
        kept = DemoLoad.objects.filter(part="facts").first()
        if kept is not None:
            self.stdout.write(f"ข้อมูลตัวอย่างมีอยู่แล้ว (ถึงวันที่ {kept.loaded_on})")
            return
        last = timezone.localdate()
        first = facts.first_day(last)
        self._backdate(first)
        self._timed("การอบรม", lambda: (sessions.load_history(), sessions.load_demo_sessions(first, last)))
        self._timed("การเรียน", lambda: facts.load_learning(first, last))
        self._timed("วุฒิบัตร", certificates.load_certificates)
        self._timed("การเข้าชม", lambda: facts.load_counts(first, last))
        self._timed("ตัวชี้วัด", load_reference)
        DemoLoad.objects.create(part="facts", loaded_on=last)

    @staticmethod
    def _backdate(first: date) -> None:
        """Demo pages were there before their demo views; two films came with the new fiscal year."""
        labels = [model._meta.label_lower for model in get_page_models()]
        noted = DemoItem.objects.filter(model__in=labels).values_list("object_id", flat=True)
        pages = Page.objects.filter(pk__in=[int(pk) for pk in noted])
        films = [int(pk) for pk in DemoItem.objects.filter(model="media.videopage").values_list("object_id", flat=True)]
        this_year = fiscal_year_days(fiscal_year(timezone.localdate()))[0]
        pages.exclude(pk__in=films).update(first_published_at=_morning(first))
        pages.filter(pk__in=films).update(first_published_at=_morning(this_year))

    def _timed(self, name: str, work: Callable[[], Any]) -> None:
        begun = time.monotonic()
        work()
        self.stdout.write(f"  {name}: {time.monotonic() - begun:.1f} s")


def _morning(day: date) -> datetime:
    return datetime.combine(day, time_of_day(8), tzinfo=BANGKOK)

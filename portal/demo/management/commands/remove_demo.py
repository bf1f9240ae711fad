"""Takes every demo row and page out. What editors made stays; a demo page with their pages below it stays too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction
from django.db.models import ProtectedError
from wagtail.models import Page, Site

from courses.models import KitPage, KitRelease
from portal.demo.loading.people import logins_file
from portal.demo.models import DemoItem, DemoLoad
from portal.kpi.loading import remove_samples
from portal.learning.models import (
    ActivityAnswer,
    Certificate,
    Completion,
    CourseRun,
    CourseSnapshot,
    Learner,
    QuizAttempt,
    Satisfaction,
)
from portal.tracking.demo import remove_demo as remove_counts
from portal.training.models import Attendance, TrainingSession


class Command(BaseCommand):
    help = "Remove all demo pages, people and facts"

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            self._facts()
            self._kits()
            self._pages()
            kept = self._objects()
            DemoLoad.objects.all().delete()
            remove_samples()
        remove_counts()
        logins_file().unlink(missing_ok=True)
        for name in kept:
            self.stdout.write(f"ยังเก็บไว้ เพราะมีสิ่งอื่นใช้อยู่ / kept, still in use: {name}")
        self.stdout.write("นำข้อมูลตัวอย่างออกแล้ว / demo data removed")

    def _facts(self) -> None:
        for model in (
            Certificate,
            CourseRun,
            Completion,
            Satisfaction,
            ActivityAnswer,
            QuizAttempt,
            Learner,
            Attendance,
        ):
            model._default_manager.filter(origin="demo").delete()
        TrainingSession.objects.filter(origin="demo").delete()
        CourseSnapshot.objects.unused().delete()

    @staticmethod
    def _kits() -> None:
        noted = DemoItem.objects.filter(model="courses.kitpage").values_list("object_id", flat=True)
        keys = KitPage.objects.filter(pk__in=[int(pk) for pk in noted]).values_list("translation_key", flat=True)
        for release in KitRelease.objects.filter(kit_key__in=list(keys)):
            shutil.rmtree(release.folder, ignore_errors=True)
            release.delete()

    def _pages(self) -> None:
        """Demo pages from the leaves up; sites that point at one go back to the root page first."""
        pages = list(self._noted(Page))
        root = Page.get_first_root_node()
        Site.objects.filter(root_page__in=pages).update(root_page=root)
        for page in sorted(pages, key=lambda page: -page.depth):
            fresh = Page.objects.filter(pk=page.pk).first()
            if fresh is not None and not fresh.get_children().exists():
                fresh.specific.delete()

    def _objects(self) -> list[str]:
        """Everything else the demo made, in passes until nothing more can go; returns what had to stay."""
        waiting = [item for item in self._noted(models.Model) if not isinstance(item, Page)]
        while waiting:
            kept = []
            for instance in waiting:
                try:
                    with transaction.atomic():
                        instance.delete()
                except ProtectedError:
                    kept.append(instance)
            if len(kept) == len(waiting):
                return [f"{instance._meta.verbose_name} {instance}" for instance in kept]
            waiting = kept
        return []

    @staticmethod
    def _noted(kind: type) -> Iterator[Any]:
        for item in list(DemoItem.objects.order_by("-pk")):
            model = apps.get_model(item.model)
            if not issubclass(model, kind):
                continue
            instance = model._default_manager.filter(pk=item.object_id).first()
            if instance is not None:
                yield instance
            if not issubclass(model, Page) or instance is None:
                item.delete()

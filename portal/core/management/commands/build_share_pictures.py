"""Draws the pictures with which pages are shared, where they are missing or out of date."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.share_card import can_shape
from portal.core.share_pictures import build_missing


class Command(BaseCommand):
    help = "Draw the sharing pictures that are missing or out of date (safe to run twice)"

    def handle(self, *args: Any, **options: Any) -> None:
        if not can_shape():
            raise CommandError(
                "เครื่องนี้วาดข้อความไทยลงภาพไม่ได้ ให้ติดตั้ง libfribidi0 ก่อน / Thai cannot be drawn here; install libfribidi0"
            )
        self.stdout.write(f"วาดภาพสำหรับแชร์ใหม่ {build_missing()} ภาพ")

"""People who sign in, and the consent their account rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account: staff, trainer, editor or learner.

    The e-mail address is what people sign in with; who came by LINE has none. The user name stays for Wagtail's
    admin; learners' are random, so it says nothing of them.
    """

    # NULL, never "": two people without an address are no two people with the same one.
    email = models.EmailField(_("อีเมล"), unique=True, null=True, blank=True)  # type: ignore[assignment]
    region = models.CharField(_("ภูมิภาค"), max_length=20, blank=True, help_text=_("ใช้กับวิทยากรและผู้ประสานงานภาค"))
    for_child = models.BooleanField(_("บัญชีของเด็กอายุต่ำกว่า 10 ปี"), default=False, help_text=_("ผู้ปกครองเปิดให้ ไม่เก็บชื่อ"))

    class Meta:
        verbose_name = _("ผู้ใช้")
        verbose_name_plural = _("ผู้ใช้")

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Whoever writes it (sign-up, the admin, a command), an address is looked up in small letters.
        self.email = (self.email or "").strip().lower() or None
        if self.for_child:
            self.first_name = self.last_name = ""
            kwargs["update_fields"] = _with_names(kwargs.get("update_fields"))
        super().save(*args, **kwargs)


def _with_names(fields: Iterable[str] | None) -> list[str] | None:
    return None if fields is None else [*{*fields, "first_name", "last_name"}]


def shown_to_themselves(user: User) -> str:
    """What a person's own password manager and passkey list call the account."""
    return user.email or gettext("บัญชีรู้ทัน")


class Consent(models.Model):
    """What was declared when an account was opened: who opens it for whom, in the words shown, and when.

    Under 10 a guardian consents for the child (Personal Data Protection Act B.E. 2562, section 20).
    """

    class Kind(models.TextChoices):
        SELF = "self", _("เปิดให้ตัวเอง อายุ 10 ปีขึ้นไป")
        GUARDIAN = "guardian", _("ผู้ปกครองเปิดให้เด็กอายุต่ำกว่า 10 ปี")

    class Relation(models.TextChoices):
        PARENT = "parent", _("พ่อหรือแม่")
        GRANDPARENT = "grandparent", _("ปู่ ย่า ตา หรือยายที่เลี้ยงดู")
        GUARDIAN = "guardian", _("ผู้ปกครองตามกฎหมายคนอื่น")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("บัญชี"), on_delete=models.CASCADE, related_name="consents"
    )
    kind = models.CharField(_("ชนิด"), max_length=10, choices=Kind)
    relation = models.CharField(_("ความเกี่ยวข้องกับเด็ก"), max_length=12, choices=Relation, blank=True)
    wording = models.TextField(_("ข้อความที่เห็น"))
    at = models.DateTimeField(_("เมื่อ"), default=timezone.now)

    class Meta:
        verbose_name = _("ความยินยอม")
        verbose_name_plural = _("ความยินยอม")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="guardian", relation=""), name="accounts_guardian_says_relation"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

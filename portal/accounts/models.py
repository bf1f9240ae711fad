"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account: staff, trainer, editor or learner.

    The e-mail address is what people sign in with; the user name stays for Wagtail's admin.
    """

    email = models.EmailField(_("อีเมล"), unique=True)
    region = models.CharField(_("ภูมิภาค"), max_length=20, blank=True, help_text=_("ใช้กับวิทยากรและผู้ประสานงานภาค"))

    class Meta:
        verbose_name = _("ผู้ใช้")
        verbose_name_plural = _("ผู้ใช้")

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

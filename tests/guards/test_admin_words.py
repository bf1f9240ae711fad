"""The administration speaks Thai: whatever Wagtail can say has its Thai words in the portal's catalogue."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import wagtail
from django.test import Client
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from portal.core.drawings import NAMES, drawing_choices
from portal.ops.messages import LOCALE

THAI = LOCALE / "th" / "LC_MESSAGES"
WAGTAIL = Path(wagtail.__file__).parent
# Each package of Wagtail that is installed; "." holds its models.
PACKAGES = [".", "admin", "documents", "embeds", "images", "locales", "search", "sites", "snippets", "users"]
PACKAGES += ["contrib/redirects", "contrib/settings", "contrib/simple_translation"]
WORDS = "/admin/jsi18n/"


@pytest.mark.needs("msgcmp")
@pytest.mark.parametrize("package", [*PACKAGES, "admin's scripts"])
def test_everything_has_its_thai(package: str) -> None:
    domain = "djangojs" if package.endswith("scripts") else "django"
    asked = WAGTAIL / package.split("'")[0] / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    done = subprocess.run(["msgcmp", THAI / f"{domain}.po", asked], capture_output=True, text=True, check=False)
    lines = asked.read_text(encoding="utf-8").splitlines()
    missing = [
        next(line for line in reversed(lines[: int(number)]) if line.startswith("msgid "))
        for number in re.findall(rf"en/LC_MESSAGES/{domain}\.po:(\d+): this message", done.stderr)
    ]
    assert not missing, "\n".join([f"write the Thai of these in {domain}.po:", *missing])
    assert done.returncode == 0, done.stderr[-2000:]


def test_no_word_of_the_old_translation_is_left() -> None:
    """What people complained of, and words spelt as the dictionary does not."""
    text = (THAI / "django.po").read_text(encoding="utf-8") + (THAI / "djangojs.po").read_text(encoding="utf-8")
    said = "\n".join(re.findall(r'^(?:msgstr(?:\[0\])? )?"(.*)"$', text, re.MULTILINE))
    for word in ("เกร็ดเล็กเกร็ดน้อย", "อัพโหลด", "อัพเดท", "ลิ้งค์", "ลิงค์", "เวอร์ชั่น", "เว็บไซด์", "ดาวโหลด", "ก๊อปปี้"):
        assert word not in said, word


def menu(browser: Client) -> str:
    """The page an editor comes to, the menu's words as letters."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), browser.get("/admin/").content.decode())


def test_every_drawing_has_a_name_editors_read() -> None:
    assert {name for name, _label in drawing_choices()} == set(NAMES)
    assert len({str(label) for label in NAMES.values()}) == len(NAMES)


@pytest.mark.django_db
def test_pages_and_scripts_of_the_administration_speak_it(admin: User, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(admin)
    said = menu(browser)
    assert '"รายงาน"' in said and '"หน้าเว็บ"' in said and "หลายหน้า" not in said
    assert r'"Add a comment": "\u0e' in browser.get(WORDS).content.decode(), "in Thai letters"


@pytest.mark.django_db
def test_who_works_in_english_reads_english(admin: User, browser_of: Callable[..., Client]) -> None:
    UserProfile.objects.create(user=admin, preferred_language="en")
    browser = browser_of(admin)
    assert '"Reports"' in menu(browser)
    assert r"\u0e" not in browser.get(WORDS).content.decode()


@pytest.mark.django_db
def test_who_may_not_enter_the_administration_gets_none_of_it(
    member: User, visitor: Client, browser_of: Callable[..., Client]
) -> None:
    assert browser_of(member).get(WORDS).status_code == 403
    # As in Wagtail, the words alone are nobody's secret.
    assert visitor.get(WORDS)["Content-Type"].startswith("text/javascript")

"""A wrong value in the environment stops the start with a sentence, in Thai and in English, that says what to write."""

from __future__ import annotations

import inspect
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.ops import environment
from portal.ops.install import ROOT
from portal.settings import env
from tests.guards.test_templates import THAI

GOOD = {"SECRET_KEY": secrets.token_urlsafe(64), "ALLOWED_HOSTS": "learn.example.go.th"}


def start(var: Path, **values: str | None) -> subprocess.CompletedProcess[str]:
    """Reads the production settings in a process with this environment and no other; None leaves a value out."""
    given = {**GOOD, **values, "PORTAL_VAR": str(var), "PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-c", "import portal.settings.production"],
        cwd=ROOT,
        env={name: value for name, value in given.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "write"),
    [
        ("SECRET_KEY", None, "set SECRET_KEY"),
        ("SECRET_KEY", "short", "at least 50 random characters"),
        ("ALLOWED_HOSTS", None, "learn.example.go.th"),
        ("ALLOWED_HOSTS", "https://learn.example.go.th", "without https://"),
        ("DATABASE_URL", "mysql://db/portal", "postgresql://user:password@host:5432/portal"),
        ("DATABASE_URL", "portal.sqlite3", "postgresql://user:password@host:5432/portal"),
        ("TRACKING_DATABASE_URL", "oracle://x", "postgresql://user:password@host:5432/portal"),
        ("REDIS_URL", "http://cache:6379", "redis://127.0.0.1:6379/0"),
        ("REDIS_URL", "redis://cache:many/0", "redis://127.0.0.1:6379/0"),
        ("DATABASE_URL", "postgresql://db:99999/portal", "postgresql://user:password@host:5432/portal"),
        ("EMAIL_URL", "mail.example.go.th", "smtp+tls://user:password@mail.example.go.th:587"),
        ("EMAIL_URL", "smtp://mail.example.go.th:mail", "smtp+tls://user:password@mail.example.go.th:587"),
        ("EMAIL_URL", "smtp:", "smtp+tls://user:password@mail.example.go.th:587"),
        ("LINE_AUTHORIZE_URL", "access.line.me", "https://access.line.me/oauth2/v2.1/authorize"),
        ("LINE_TOKEN_URL", "ftp://api.line.me", "https://api.line.me/oauth2/v2.1/token"),
        ("MATOMO_DOMAIN_PATH", "https://matomo.example.go.th", "without https://"),
        ("MATOMO_DOMAIN_PATH", "matomo.example.go.th/", "without a slash at its end"),
        ("MATOMO_DOMAIN_PATH", "matomo.example.go.th'+alert(1)+'", "matomo.example.go.th"),
        ("MATOMO_DOMAIN_PATH", "matomo.example.go.th; script-src *", "matomo.example.go.th"),
        ("MATOMO_SITE_ID", "สอง", "write the site's number in Matomo"),
        ("MATOMO_SITE_ID", "1]);alert(1", "write the site's number in Matomo"),
        ("GOOGLE_ANALYTICS_GTAG_PROPERTY_ID", "UA-1234-5", "begins with G-"),
        ("GOOGLE_ANALYTICS_GTAG_PROPERTY_ID", "AW-123456789", "begins with G-"),
        ("DEMO", "maybe", "write 1 or 0"),
        ("BEHIND_TLS_PROXY", "sometimes", "write 1 or 0"),
    ],
)
def test_a_wrong_value_stops_the_start(tmp_path: Path, name: str, value: str | None, write: str) -> None:
    done = start(tmp_path, **{name: value})
    sentence = done.stderr.strip().splitlines()[-1]
    assert done.returncode != 0
    assert name in sentence
    assert write in sentence
    assert THAI.search(sentence), "said in Thai too"


@pytest.mark.parametrize(
    ("given", "value", "missing"),
    [
        ("LINE_CHANNEL_ID", "1656789012", "LINE_CHANNEL_SECRET"),
        ("LINE_CHANNEL_SECRET", "1656789012", "LINE_CHANNEL_ID"),
        ("MATOMO_DOMAIN_PATH", "matomo.example.go.th", "MATOMO_SITE_ID"),
        ("MATOMO_SITE_ID", "7", "MATOMO_DOMAIN_PATH"),
    ],
)
def test_half_of_a_pair_stops_the_start(tmp_path: Path, given: str, value: str, missing: str) -> None:
    done = start(tmp_path, **{given: value})
    sentence = done.stderr.strip().splitlines()[-1]
    assert done.returncode != 0
    assert f"{missing}: ต้องกำหนดคู่กับ {given}" in sentence
    assert f"set together with {given}" in sentence


ASKED_OF_SETTINGS = """
import django; django.setup()
from django.conf import settings; from django.urls import NoReverseMatch, reverse
def there(name):
    try: return bool(reverse(name))
    except NoReverseMatch: return False
print(settings.MAIL_ARRIVES, there("account_request_login_code"), there("account_reset_password"),
      settings.ACCOUNT_EMAIL_VERIFICATION, settings.SECOND_FACTOR_REQUIRED, settings.LINE_SIGN_IN)
"""


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({}, "False False False none True False"),
        ({"EMAIL_URL": "smtp://mail.example.go.th"}, "True True True mandatory True False"),
        ({"DEMO": "1"}, "True True True mandatory False False"),
        ({"LINE_CHANNEL_ID": "1656789012", "LINE_CHANNEL_SECRET": "0123"}, "False False False none True True"),
    ],
)
def test_ways_of_signing_in_follow_the_environment(tmp_path: Path, given: dict[str, str], answer: str) -> None:
    """Mail arrives, code by mail, lost password, addresses confirmed, second factor required, LINE."""
    assert says(tmp_path, ASKED_OF_SETTINGS, given) == answer


def says(var: Path, program: str, given: dict[str, str]) -> str:
    """What a program prints in a process with these production settings."""
    asked = {**GOOD, **given, "PORTAL_VAR": str(var), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**asked, "DJANGO_SETTINGS_MODULE": "portal.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_good_values_start(tmp_path: Path) -> None:
    done = start(tmp_path, DATABASE_URL="postgresql://portal@db.example.go.th/portal", REDIS_URL="redis://cache/0")
    assert done.returncode == 0, done.stderr


SERVICES = """
import django; django.setup()
from analytical.templatetags.analytical import template_nodes
from portal.core.analytics.services import services
print([one.host for one in services()], sorted(node.__name__ for nodes in template_nodes.values() for node in nodes))
"""


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({}, "[] []"),
        ({"MATOMO_DOMAIN_PATH": "", "MATOMO_SITE_ID": ""}, "[] []"),
        (
            {"MATOMO_DOMAIN_PATH": "stat.example.go.th:8443/matomo", "MATOMO_SITE_ID": "7"},
            "['stat.example.go.th:8443'] ['MatomoNode']",
        ),
        ({"GOOGLE_ANALYTICS_GTAG_PROPERTY_ID": "G-AB12CD34EF"}, "['google.com'] ['GoogleAnalyticsGTagNode']"),
        # Names of services this portal does not offer are nobody's.
        ({"HOTJAR_SITE_ID": "1234567", "FACEBOOK_PIXEL_ID": "1234567890"}, "[] []"),
    ],
)
def test_outside_services_follow_the_environment(tmp_path: Path, given: dict[str, str], answer: str) -> None:
    assert says(tmp_path, SERVICES, given) == answer


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "abc"), ("PORT", "0"), ("PORT", "70000"), ("PORT", "๘๐๐๐"), ("WORKERS", "0"), ("WORKERS", "many")],
)
def test_a_wrong_address_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"{name}='{value}'.*write a whole number from 1 to"):
        environment.address()


def test_an_empty_value_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("HOST", " ")
    assert environment.address() == environment.Address("127.0.0.1", 8000, 2)


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("yes", True), ("ON", True), ("0", False), ("", False), ("off", False)]
)
def test_yes_and_no_have_several_spellings(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("DEMO", value)
    assert env.flag("DEMO") is meant


class TestEnvFile:
    def test_the_shell_goes_before_the_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DEMO", raising=False)
        file = tmp_path / ".env"
        file.write_text('# why\n\nPORT=8001\nDEFAULT_FROM_EMAIL="portal@example.go.th"\nHOST=\n')
        given = {"PORT": "9000"}
        environment.prepare(given, file)
        assert given["PORT"] == "9000"
        assert given["DEFAULT_FROM_EMAIL"] == "portal@example.go.th"
        assert given["HOST"] == ""
        assert given["DJANGO_SETTINGS_MODULE"] == "portal.settings.production"
        assert "SECRET_KEY" not in given, "only a demo gets a key by itself"

    def test_a_line_that_is_no_value_is_named(self, tmp_path: Path) -> None:
        file = tmp_path / ".env"
        file.write_text("PORT=8001\nexport it\n")
        with pytest.raises(ImproperlyConfigured, match=r"\.env:2: .*NAME=value"):
            environment.prepare({}, file)


class TestDemo:
    @pytest.fixture
    def demo(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("DEMO", "1")
        monkeypatch.setenv("PORTAL_VAR", str(tmp_path))
        return tmp_path

    def test_the_machine_keeps_one_key_to_itself(self, demo: Path) -> None:
        first: dict[str, str] = {}
        again: dict[str, str] = {}
        environment.prepare(first, demo / "none")
        environment.prepare(again, demo / "none")
        assert first["SECRET_KEY"] == again["SECRET_KEY"]
        assert len(first["SECRET_KEY"]) >= 50
        key = demo / "secrets" / "secret-key"
        assert key.stat().st_mode & 0o077 == 0
        assert [path.name for path in key.parent.iterdir()] == ["secret-key"]

    def test_a_named_host_may_be_asked_for(self, demo: Path) -> None:
        given = {"HOST": "192.0.2.7"}
        environment.prepare(given, demo / "none")
        assert given["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1],192.0.2.7"

    def test_every_address_does_not_mean_every_host(self, demo: Path) -> None:
        given = {"HOST": "0.0.0.0"}
        environment.prepare(given, demo / "none")
        assert given["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1]"


class TestDocumented:
    """Every value the portal reads is told of where people look for it."""

    READERS = [
        name for name, value in vars(env).items() if inspect.isfunction(value) and value.__module__ == env.__name__
    ]
    READ = re.compile(rf'\benv\.(?:{"|".join(READERS)})\(\s*"([A-Z_]+)"')

    def names(self) -> set[str]:
        sources = [
            path for package in ("portal", "courses", "articles", "media") for path in (ROOT / package).rglob("*.py")
        ]
        return {name for path in sources for name in self.READ.findall(path.read_text(encoding="utf-8"))}

    def test_the_example_names_every_value_and_no_other(self) -> None:
        assert set(environment.read_file(ROOT / ".env.example")) == self.names()

    def test_operations_explain_every_value(self) -> None:
        text = (ROOT / "portal" / "docs" / "operations.md").read_text(encoding="utf-8")
        explained = set(re.findall(r"`([A-Z_]+)`", text))
        assert self.names() - explained == set()

"""Typed readers of environment variables.

A wrong value stops the start with a sentence, in Thai and in English, that says what to write.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql"}


def _wrong(name: str, value: str, thai: str, english: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}={value!r}: {thai} / {english}")


def text(name: str, default: str | None = None) -> str:
    """The variable as it stands.

    Raises ImproperlyConfigured when it is not set (or empty) and there is no default.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise _wrong(name, "", f"ต้องกำหนดค่า {name}", f"set {name} before starting")
    return default


def shaped(name: str, pattern: str, thai: str, english: str) -> str:
    """The variable when the whole of it has the shape, "" when it is not set; anything else raises ImproperlyConfigured."""
    value = os.environ.get(name, "").strip()
    if value and not re.fullmatch(pattern, value):
        raise _wrong(name, value, thai, english)
    return value


def flag(name: str, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; anything else raises ImproperlyConfigured."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise _wrong(name, value, "เขียน 1 หรือ 0", "write 1 or 0")


def integer(name: str, default: int, low: int, high: int) -> int:
    """A whole number between low and high, both included; anything else raises ImproperlyConfigured."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise _wrong(
            name,
            value,
            f"เขียนจำนวนเต็มตั้งแต่ {low} ถึง {high} เช่น {default}",
            f"write a whole number from {low} to {high}, e.g. {default}",
        )
    return int(value)


def names(name: str, default: list[str] | None = None) -> list[str]:
    """A comma-separated list, spaces trimmed; raises ImproperlyConfigured when an item holds a space or a slash."""
    value = os.environ.get(name, "").strip()
    if not value:
        return list(default or [])
    items = [item.strip() for item in value.split(",") if item.strip()]
    for item in items:
        if " " in item or "//" in item:
            raise _wrong(
                name,
                value,
                "เขียนชื่อคั่นด้วยจุลภาค ไม่มี https:// เช่น learn.example.go.th,www.example.go.th",
                "write names separated by commas, without https://, e.g. learn.example.go.th",
            )
    return items


def url(name: str, schemes: set[str], example: str, default: str = "") -> str:
    """An address with one of the schemes, or the default; anything else raises ImproperlyConfigured."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    wrong = _wrong(name, value, f"เขียนที่อยู่แบบ {example}", f"write an address such as {example}")
    try:
        parts = urlsplit(value)
        _ = parts.port  # read for its own check: digits, at most 65535
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in schemes:
        raise wrong
    return value


def both_or_neither(**values: str) -> bool:
    """Whether all of the values are set; some without the others raise ImproperlyConfigured, naming what is missing."""
    missing = [name for name, value in values.items() if not value]
    if missing and len(missing) < len(values):
        others = ", ".join(name for name in values if name not in missing)
        raise ImproperlyConfigured(
            f"{', '.join(missing)}: ต้องกำหนดคู่กับ {others} หรือลบออกทั้งหมด / set together with {others}, or remove them all"
        )
    return not missing


def address(name: str) -> str:
    """The site's own address without a slash at its end, "" when it is not set; anything else raises ImproperlyConfigured."""
    return url(name, {"http", "https"}, "https://learn.example.go.th").rstrip("/")


def database(name: str, default_file: Path) -> dict[str, Any]:
    """Django's settings of one database, SQLite under var/ unless the variable names another.

    SQLite runs with WAL, IMMEDIATE transactions and a 20 s wait: with Django's defaults eight writers at once
    lose rows to "database is locked".
    """
    example = "postgresql://user:password@host:5432/portal"
    value = url(name, DATABASE_SCHEMES, example, default=f"sqlite:///{default_file}")
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True))
    except (ValueError, dj_database_url.ParseError) as error:
        raise _wrong(name, value, f"เขียนที่อยู่แบบ {example}", f"write an address such as {example}") from error
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    return config


def email(name: str) -> dict[str, Any]:
    """Django's mail settings from an address such as smtp+tls://user:password@mail.example.go.th:587.

    Without it mail is written into files under var/mail. Raises ImproperlyConfigured for another scheme or no host.
    """
    example = "smtp+tls://user:password@mail.example.go.th:587"
    value = url(name, {"smtp", "smtp+tls", "smtps"}, example)
    if not value:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
    parts = urlsplit(value)
    if not parts.hostname:
        raise _wrong(name, value, f"เขียนที่อยู่แบบ {example}", f"write an address such as {example}")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }

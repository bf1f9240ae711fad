"""The environment a portal is started with: the shell's, then .env, then what a demo adds."""

from __future__ import annotations

import os
import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from portal.ops.install import ROOT
from portal.settings import env

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::", "[::]")  # noqa: S104 - named to be told apart, not to listen on


@dataclass(frozen=True)
class Address:
    """Where the server listens."""

    host: str
    port: int
    workers: int

    @property
    def urls(self) -> list[str]:
        """What to type in a browser; passkeys need the name localhost."""
        if self.host in (*LOOPBACK, *EVERYWHERE, "::1"):
            return [f"http://127.0.0.1:{self.port}", f"http://localhost:{self.port}"]
        return [f"http://{self.host}:{self.port}"]


def address() -> Address:
    """HOST, PORT and WORKERS; raises ImproperlyConfigured with a sentence when one is wrong."""
    return Address(
        env.text("HOST", "127.0.0.1"), env.integer("PORT", 8000, 1, 65_535), env.integer("WORKERS", 2, 1, 64)
    )


def var_dir() -> Path:
    """Where databases, uploads, spool and kits are kept; the same as in the settings."""
    return Path(env.text("PORTAL_VAR", str(ROOT / "var")))


def prepare(environ: MutableMapping[str, str], file: Path | None = None) -> None:
    """Completes an environment for production settings: .env where the shell says nothing, a demo's own values.

    PORTAL_ENV_FILE names another file than .env; tests of a running portal name none.
    """
    file = file or Path(environ.get("PORTAL_ENV_FILE") or ROOT / ".env")
    if file.exists():
        for name, value in read_file(file).items():
            environ.setdefault(name, value)
    environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    if env.flag("DEMO"):
        environ.setdefault("SECRET_KEY", machine_key(var_dir() / "secrets" / "secret-key"))
        host = environ.get("HOST", "")
        named = [host] if host and host not in (*LOOPBACK, *EVERYWHERE) else []
        environ.setdefault("ALLOWED_HOSTS", ",".join([*LOOPBACK, *named]))


def read_file(file: Path) -> dict[str, str]:
    """NAME=value lines; empty lines and lines that begin with # are passed over, quotes around a value taken off.

    Raises ImproperlyConfigured, naming the line, for anything else.
    """
    values = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().isidentifier():
            raise ImproperlyConfigured(
                f"{file.name}:{number}: เขียนบรรทัดละหนึ่งค่าแบบ NAME=value / write one value a line, NAME=value"
            )
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        values[name.strip()] = value
    return values


def machine_key(file: Path) -> str:
    """This machine's own secret key, made once, readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        fresh = file.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(64))
        # A link is made whole or not at all: of two first starts at once, one key is kept by both.
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text().strip()

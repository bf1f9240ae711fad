"""`python -m portal.ops.launch [demo] [prepare]`: everything between an installed environment and a served portal.

Each part looks whether it has anything to do (unapplied migrations, changed static files, changed messages), so that
a second run starts at once. With `demo` the sample content is loaded, and only the HTTPS switches are off.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import time
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured

from portal.ops import environment
from portal.ops.install import ROOT
from portal.ops.messages import compile_messages
from portal.ops.serve import refuse_taken_port
from portal.ops.steps import say, step, stop


def migrate() -> None:
    """Both databases, when a migration is not applied yet."""
    from django.db import connections

    from portal.ops import databases

    for alias in connections:
        if databases.behind(alias):
            with step(f"database {alias}"):
                databases.migrate(alias)


def collect_static() -> None:
    """Gathers static files for serving, when one of them has changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    with step("static files"):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest.hexdigest())


def load() -> None:
    """The Thai sample content and facts; safe to run twice."""
    from django.core.management import call_command

    # Each page made and each small task run for it would be a line.
    for name in ("django_tasks", "wagtail"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with step("demo content"):
        call_command("load_demo")


def _country_ranges() -> None:
    """Raises ImproperlyConfigured when COUNTRY_RANGES names a file that holds no ranges."""
    from django.conf import settings

    from portal.tracking.countries import BadRanges, ranges_at

    try:
        ranges_at(settings.COUNTRY_RANGES)
    except BadRanges as error:
        raise ImproperlyConfigured(f"COUNTRY_RANGES={error}") from error


def main(demo: bool, serve: bool = True) -> None:
    started = time.monotonic()
    if demo:
        os.environ["DEMO"] = "1"
    try:
        environment.prepare(os.environ)
        address = environment.address()
        refuse_taken_port(address)
        compile_messages()
        django.setup()
        _country_ranges()
    except ImproperlyConfigured as error:
        stop(str(error))
    migrate()
    collect_static()
    if demo:
        load()
    say(f"  prepared in {time.monotonic() - started:.1f} s")
    sys.stdout.flush()
    if not serve:
        return
    # The server begins in a fresh process: what loading took of memory is given back.
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "portal.ops.serve"])  # noqa: S606 - our own runner


if __name__ == "__main__":
    main(demo="demo" in sys.argv[1:], serve="prepare" not in sys.argv[1:])

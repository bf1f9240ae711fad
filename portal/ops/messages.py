"""Interface strings in other languages: collected from the sources, compiled from what translators write.

`python -m portal.ops.messages` (`make messages`) brings the catalogues up to the sources. The strings themselves are
Thai; the Thai catalogue holds what Django and Wagtail say themselves, and is written by hand (decision 0045).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from portal.ops.install import ROOT
from portal.ops.steps import step, stop

LOCALE = ROOT / "portal" / "locale"
PACKAGES = ("portal", "courses", "articles", "media")
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)


def extract(folder: Path) -> Path:
    """Collects every interface string of Python and templates into a template catalogue in the folder.

    Raises CalledProcessError when xgettext cannot read a source.
    """
    from django.utils.translation.template import templatize

    sources = [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]
    names = [path.relative_to(ROOT).as_posix() for path in sources]
    for path in sorted((ROOT / "templates").rglob("*.html")):
        name = path.relative_to(ROOT).as_posix()
        as_code = folder / f"{name}.py"
        as_code.parent.mkdir(parents=True, exist_ok=True)
        as_code.write_text(templatize(path.read_text(encoding="utf-8"), origin=name), encoding="utf-8")
        names.append(f"{name}.py")
    listed, collected = folder / "sources.txt", folder / "django.pot"
    listed.write_text("\n".join(names), encoding="utf-8")
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    options = [
        "--language=Python",
        "--from-code=UTF-8",
        "--sort-by-file",
        "--no-wrap",
        "--add-comments=Translators",
        *keywords,
    ]
    command = [
        "xgettext",
        *options,
        f"--directory={ROOT}",
        f"--directory={folder}",
        f"--files-from={listed}",
        f"--output={collected}",
    ]
    subprocess.run(command, check=True)
    # Templates are named as they are, not as the code they were read as.
    text = (
        collected.read_text(encoding="utf-8").replace(".html.py:", ".html:").replace("charset=CHARSET", "charset=UTF-8")
    )
    collected.write_text(text, encoding="utf-8")
    return collected


def merge() -> None:
    """Every catalogue holds the strings of the sources, old translations kept; what is new stands there empty."""
    with tempfile.TemporaryDirectory() as folder:
        collected = extract(Path(folder))
        # The Thai one holds what Django and Wagtail say: our strings are Thai already.
        for written in sorted(
            set(LOCALE.glob("*/LC_MESSAGES/django.po")) - set(LOCALE.glob("th/LC_MESSAGES/django.po"))
        ):
            with step(written.relative_to(ROOT).as_posix()):
                subprocess.run(
                    [
                        "msgmerge",
                        "--update",
                        "--backup=none",
                        "--no-wrap",
                        "--no-fuzzy-matching",
                        "--quiet",
                        written,
                        collected,
                    ],
                    check=True,
                )
                subprocess.run(["msgfmt", "--statistics", "-o", "/dev/null", written], check=True)


def outdated(folder: Path = LOCALE) -> list[Path]:
    """Catalogues whose compiled file is missing or older than they are."""
    return [
        written
        for written in sorted(folder.glob("*/LC_MESSAGES/*.po"))
        if not written.with_suffix(".mo").exists()
        or written.with_suffix(".mo").stat().st_mtime_ns < written.stat().st_mtime_ns
    ]


def compile_messages(folder: Path = LOCALE) -> None:
    """Compiles what is outdated. Without gettext's msgfmt the English pages show their Thai interface strings."""
    files = outdated(folder)
    if not files or not shutil.which("msgfmt"):
        return
    with step("translations"):
        for written in files:
            compiled = written.with_suffix(".mo")
            # Whole or not at all: two test runs may compile at the same time.
            fresh = compiled.with_suffix(f".mo.{os.getpid()}")
            done = subprocess.run(["msgfmt", "--check-format", "-o", fresh, written], check=False)
            if done.returncode != 0:
                stop(f"{written}: mend the lines named above")
            fresh.replace(compiled)


if __name__ == "__main__":
    merge()

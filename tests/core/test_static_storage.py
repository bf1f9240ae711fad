"""Style sheets are joined into one file when static files are collected."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from django.core.management import call_command

from portal.core.static_storage import joined_css


def reader(files):
    return lambda name: files[name]


def test_imports_are_replaced_in_order_and_comments_left_out():
    files = {
        "css/site.css": '/* why */\n@import url("a.css");\n@import url("b.css");\n',
        "css/a.css": "a {\n  color: red; /* no */\n}\n",
        "css/b.css": 'b {\n  src: url("../fonts/x.woff2");\n}\n',
    }
    text = joined_css("css/site.css", reader(files))
    assert text == 'a {\ncolor: red;\n}\nb {\nsrc: url("../fonts/x.woff2");\n}\n'


def test_an_import_from_another_folder_is_refused():
    files = {"css/site.css": '@import url("../other/a.css");\n'}
    with pytest.raises(ValueError, match="must stand in css/"):
        joined_css("css/site.css", reader(files))


def test_an_import_written_another_way_is_refused():
    files = {"css/site.css": '@import "a.css";\n'}
    with pytest.raises(ValueError, match="one line each"):
        joined_css("css/site.css", reader(files))


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    from django.test import override_settings

    root = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "portal.core.static_storage.PortalStaticStorage"},
    }
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["wagtail*", "admin", "django*"])
    paths = json.loads((root / "staticfiles.json").read_text())["paths"]
    return root, paths


def test_the_collected_sheet_is_whole_and_names_hashed_fonts(collected):
    root, paths = collected
    text = (root / paths["portal/css/site.css"]).read_text()
    assert "@import" not in text
    assert "--paper:" in text
    assert "@page" in text
    fonts = re.findall(r'url\("([^"]+woff2)"\)', text)
    assert len(fonts) == 4
    assert all((root / "portal" / "css" / font).resolve().exists() for font in fonts)
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", font) for font in fonts)


# What pages bring besides what every page has; the templates say so too.
SCRIPTS = {
    "lesson": ("fragment", "speak", "resume", "turn"),
    "course": ("resume", "progress"),
    "quiz": ("quiz",),
    "someone else": ("leaving",),
}


def test_styles_scripts_and_fonts_keep_to_their_weight(collected):
    """KB over the wire of a reader's page: CSS 12, JS 8, fonts 45."""
    root, paths = collected

    def packed(name):
        return len(gzip.compress((root / paths[name]).read_bytes(), 9, mtime=0))

    assert packed("portal/css/site.css") <= 12_000
    for page, scripts in SCRIPTS.items():
        assert sum(packed(f"portal/js/{name}.js") for name in ("page", "beacon", *scripts)) <= 8_000, page
    # Brought by an activity that is opened, and by no other page.
    activities = [name for name in paths if re.fullmatch(r"portal/js/activities/[\w-]+\.js", name)]
    assert activities
    assert max(packed(name) for name in activities) <= 2_000
    assert packed("portal/css/activities.css") <= 1_000
    fonts = [name for name in paths if name.endswith("-normal.woff2")]
    assert len(fonts) == 4
    assert sum((root / paths[name]).stat().st_size for name in fonts) <= 45_000


def test_scripts_lose_their_comments_and_nothing_else():
    from portal.core.static_storage import slim_script

    script = '/* What it does,\n * and why. */\n(function () {\n  // a line\n  var a = "/* no */ // comment";  // stays\n  go(a);\n})();\n'
    assert slim_script(script) == '(function () {\nvar a = "/* no */ // comment";  // stays\ngo(a);\n})();\n'
    assert slim_script("var a = `\n  // text\n`;") == "var a = `\n  // text\n`;"

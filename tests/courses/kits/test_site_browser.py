"""The offline site in a real browser: from file:// with the network off, with and without scripts, and in a SCORM player."""

from __future__ import annotations

import functools
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from courses.kits.build import BuiltRelease
from tests.e2e.looking import broken_rules

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long]
# A visitor's, not the test robot's.
USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "wcag2aaa"]
Opener = Callable[..., Page]

PLAYER = """<!doctype html><title>Player</title><script>
  window.kept = JSON.parse(localStorage.getItem("lms") || "{}");
  window.calls = [];
  window.API = {
    LMSInitialize: function () { calls.push("LMSInitialize"); return "true"; },
    LMSFinish: function () { calls.push("LMSFinish"); localStorage.setItem("lms", JSON.stringify(kept)); return "true"; },
    LMSGetValue: function (name) { return kept[name] || ""; },
    LMSSetValue: function (name, value) { kept[name] = value; return "true"; },
    LMSCommit: function () { return "true"; }, LMSGetLastError: function () { return "0"; }
  };
</script><iframe name="sco" src="kit/index.html" width="800" height="800"></iframe>"""


@pytest.fixture(scope="module")
def stick(release: BuiltRelease, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public ZIP, extracted as a trainer does."""
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(release.folder / release.public_zip.path) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Opens a file with the network off; at the end nothing may have failed or been complained of."""
    troubles: list[str] = []
    contexts = []

    def opener(path: Path, anchor: str = "", **options: object) -> Page:
        context = browser.new_context(offline=True, user_agent=USER_AGENT, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
        page.on(
            "request",
            lambda request: None if request.url.startswith("file://") else troubles.append(f"asked: {request.url}"),
        )
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on(
            "console", lambda message: troubles.append(message.text) if message.type in {"error", "warning"} else None
        )
        page.goto(path.as_uri() + anchor)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert troubles == []


def test_a_lesson_from_first_step_to_done(stick: Path, open_page: Opener) -> None:
    page = open_page(stick / "index.html", viewport={"width": 390, "height": 844})
    expect(page.locator("#unzip")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text("ชุดสื่อน้ำใจออนไลน์")
    page.get_by_role("link", name="รหัสผ่านคือกุญแจ").click()
    expect(page.get_by_role("heading", name="ทำไมต้องมีกุญแจ")).to_be_focused()
    expect(page.locator("#home")).to_be_hidden()
    page.locator("#l1s1").get_by_role("link", name="ถัดไป").click()
    item = page.locator("#l1s2 [data-item]").first
    item.get_by_text("ไม่ดี").click()
    expect(item.get_by_role("status")).to_have_text("ยังไม่ใช่ ยาว")
    item.get_by_text("ดี", exact=True).click()
    expect(item.get_by_role("status")).to_have_text("ถูกต้อง ยาว")
    page.get_by_role("link", name="ลองตอบคำถาม").click()
    quiz = page.locator("#l1q")
    quiz.get_by_text("สั้น").click()
    quiz.get_by_role("button", name="ตรวจคำตอบ").click()
    expect(quiz.locator(".total")).to_have_text("ตอบถูก 0 จาก 2 ข้อ")
    expect(quiz.locator(".say").first).to_contain_text("ยังไม่ใช่ เดาง่าย เพราะเดายาก")
    expect(quiz.locator(".say").last).to_contain_text("ยังไม่ได้เลือกคำตอบ")
    quiz.get_by_text("ยาว").click()
    quiz.get_by_text("ไม่ซ้ำ").click()
    quiz.get_by_text("สองชั้น").click()
    quiz.get_by_role("button", name="ตรวจคำตอบ").click()
    expect(quiz.locator(".total")).to_have_text("ตอบถูก 2 จาก 2 ข้อ")
    quiz.get_by_role("link", name="ถัดไป").click()
    expect(page.locator("#l1end .result")).to_have_text("เก่งมาก ตอบถูกร้อยละ 100 เรียนบทนี้จบแล้ว")
    expect(page.get_by_text("เล่าให้คนที่บ้านฟัง").first).to_be_visible()
    page.locator("#l1end").get_by_role("link", name="หน้าแรก").last.click()
    expect(page.locator("[data-card=l1] .badge")).to_have_text("เรียนจบแล้ว")


def test_it_remembers_the_place_the_ticks_and_the_size(stick: Path, open_page: Opener) -> None:
    page = open_page(stick / "index.html", "#l1s2")
    page.get_by_label("เปลี่ยนรหัส").check()
    page.get_by_role("button", name="ตัวอักษรใหญ่มาก").click()
    page.goto((stick / "index.html").as_uri())
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    page.get_by_role("link", name="เรียนต่อจากครั้งก่อน").click()
    expect(page.get_by_label("เปลี่ยนรหัส")).to_be_checked()


def test_with_scripts_off_everything_can_be_read_and_answers_found(stick: Path, open_page: Opener) -> None:
    page = open_page(stick / "index.html", java_script_enabled=False, viewport={"width": 390, "height": 844})
    for heading in ("ทำไมต้องมีกุญแจ", "ลองแยก", "ลองตอบ", "อ่านอย่างเดียว"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert page.get_by_role("button").count() == 0  # a button would need a script to do anything
    page.locator("#l1q").get_by_role("link", name="หน้าเฉลย").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("เฉลย")
    expect(page.get_by_text("ก. ยาว")).to_be_visible()
    page.get_by_role("link", name="กลับไปที่บทเรียน").click()
    expect(page.get_by_role("heading", name="ทำไมต้องมีกุญแจ")).to_be_visible()


def test_opened_inside_a_zip_viewer_it_says_extract_first(stick: Path, tmp_path: Path, browser: Browser) -> None:
    shutil.copy(stick / "index.html", tmp_path)  # a viewer unpacks the one file that was double-clicked
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_role("heading", name="แตกไฟล์ ZIP ก่อน")).to_be_visible()
    expect(page.locator("#kit")).to_be_hidden()
    assert page.evaluate("document.querySelector('#unzip h1').getBoundingClientRect().height") >= 30
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_the_screen_and_axe_finds_nothing(stick: Path, open_page: Opener, width: int) -> None:
    for anchor in ("#home", "#l1s1", "#l1s2", "#l1q", "#l1end"):
        page = open_page(stick / "index.html", anchor, viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, anchor
        assert broken_rules(page, rules=RULES) == [], anchor


def test_thai_is_drawn_in_the_fonts_of_the_stick(stick: Path, open_page: Opener) -> None:
    page = open_page(stick / "index.html")
    page.wait_for_function("document.fonts.status === 'loaded'")
    loaded = page.evaluate(
        "Array.from(document.fonts).filter(f => f.status === 'loaded').map(f => f.family + f.weight)"
    )
    assert set(loaded) == {"Looped400", "Looped700"}


@pytest.fixture
def player(stick: Path, tmp_path: Path) -> Iterator[str]:
    """A page with a SCORM 1.2 API that holds the kit in a frame, as Moodle does; keeps its data between visits."""
    (tmp_path / "player.html").write_text(PLAYER, "utf-8")
    (tmp_path / "kit").symlink_to(stick)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/player.html"
    server.shutdown()
    server.server_close()


def test_a_scorm_player_is_told_score_status_and_where_to_resume(player: str, browser: Browser) -> None:
    context = browser.new_context(user_agent=USER_AGENT)
    page = context.new_page()
    page.goto(player)
    sco = page.frame_locator("iframe")
    sco.get_by_role("link", name="รหัสผ่านคือกุญแจ").click()
    sco.locator("#l1s1").get_by_role("link", name="ถัดไป").click()
    sco.get_by_role("link", name="ลองตอบคำถาม").click()
    quiz = sco.locator("#l1q")
    for answer in ("ยาว", "ไม่ซ้ำ", "สองชั้น"):
        quiz.get_by_text(answer).click()
    quiz.get_by_role("button", name="ตรวจคำตอบ").click()
    kept = page.evaluate("kept")
    assert (kept["cmi.core.score.raw"], kept["cmi.core.score.max"]) == ("100", "100")
    assert (kept["cmi.core.lesson_status"], kept["cmi.core.lesson_location"]) == ("incomplete", "l1q")
    assert page.evaluate("calls") == ["LMSInitialize"]
    page.reload()  # the player closes the lesson and opens it again
    assert page.evaluate("kept['cmi.core.exit']") == "suspend"
    sco.get_by_role("link", name="เรียนต่อจากครั้งก่อน").click()
    expect(sco.locator("#l1q")).to_be_visible()
    sco.locator("#l1q").get_by_role("link", name="ถัดไป").click()
    sco.get_by_role("link", name="บทต่อไป").click()
    sco.locator("#l2s1").get_by_role("link", name="ถัดไป").click()
    expect(sco.locator("#l2end .result")).to_have_text("เก่งมาก เรียนครบทุกขั้นแล้ว")
    assert page.evaluate("kept['cmi.core.lesson_status']") == "passed"
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    page.wait_for_function("calls.indexOf('LMSFinish') >= 0")
    assert page.evaluate("kept['cmi.core.exit']") == ""
    assert page.evaluate("kept['cmi.core.session_time']").count(":") == 2
    context.close()

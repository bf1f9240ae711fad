"""Reading aloud, with a recorder in place of the device's voice: it keeps what it is told and speaks it word by word."""

from __future__ import annotations

import re
import struct
import subprocess
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.live import LivePortal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.e2e

LESSON = "/th/courses/elder-safe-online/real-or-fake-message/"

# Speaks one word each time `speech.word()` is called, so that no test waits for a clock. `cancel` ends what is spoken
# with the error browsers give then; `pause` and `resume` do nothing, as on Android.
RECORDER = """
window.speech = { said: [], voices: VOICES, now: null, at: 0, pauses: 0,
  word() {
    const one = this.now;
    if (!one) return false;
    const match = /\\S+/g;
    match.lastIndex = this.at;
    const found = match.exec(one.text);
    if (!found) {
      this.now = null;
      one.onend && one.onend({ type: "end" });
      return true;
    }
    this.at = match.lastIndex;
    one.onboundary && one.onboundary({ name: "word", charIndex: found.index, charLength: found[0].length });
    return true;
  },
  finish() { const one = this.now; this.now = null; one.onend({ type: "end" }); },
  fail() { const one = this.now; this.now = null; one.onerror({ type: "error", error: "synthesis-failed" }); },
};
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => speech.voices,
  addEventListener: (name, then) => { speech.changed = then; },
  speak: (one) => {
    if (speech.now) throw new Error("two at once");
    speech.said.push({ text: one.text, rate: one.rate, lang: one.lang });
    speech.now = one;
    speech.at = 0;
  },
  cancel: () => { const one = speech.now; speech.now = null; if (one && one.onerror) one.onerror({ type: "error", error: "canceled" }); },
  pause: () => { speech.pauses += 1; },
  resume: () => { speech.pauses += 1; },
} });
"""
THAI = '[{ lang: "en-US", localService: true }, { lang: "th_TH", localService: true }]'
DISTANT = '[{ lang: "th-TH", localService: false }]'
NONE = '[{ lang: "en-US", localService: true }]'
MARKED = "[...(CSS.highlights.get('speaking') || [])].map(range => range.toString()).join('|')"
SPOKEN = "speech.said.map(one => one.text).join(' ')"
# What stands in the step for people to read: its words without buttons and what is only for screen readers.
TO_READ = """() => {
  const copy = document.querySelector("[data-speak]").cloneNode(true);
  for (const one of copy.querySelectorAll("button, .btn, .chip, .no-print, .hush, [hidden], audio")) one.remove();
  return copy.textContent;
}"""


def until(page: Page, condition: str) -> None:
    """Waits for a condition; Playwright's own waiting evaluates strings in the page, which our policy forbids."""
    for _try in range(400):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {condition}")


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def reader(page: Page, portal: LivePortal, path: str = LESSON, voices: str = THAI) -> Page:
    page.add_init_script(RECORDER.replace("VOICES", voices))
    page.goto(portal.url + path)
    return page


def read_to_the_end(page: Page) -> None:
    page.evaluate("() => { let words = 0; while (speech.word()) if (++words > 5000) throw new Error('no end'); }")


def test_the_step_is_spoken_word_for_word_in_order(live_portal: LivePortal, page_phone: Page) -> None:
    for path in (LESSON, f"{LESSON}3/", f"{LESSON}5/"):
        page = reader(page_phone, live_portal, path)
        page.get_by_role("button", name="ฟัง", exact=True).click()
        read_to_the_end(page)
        assert letters(page.evaluate(SPOKEN)) == letters(page.evaluate(TO_READ)) != ""
        said = page.evaluate("speech.said")
        assert max(len(one["text"]) for one in said) <= 200, "long utterances are cut off on phones"
        assert {one["lang"] for one in said} == {"th_TH"}
        assert page.get_by_role("button", name="ฟัง", exact=True).is_visible()
        assert page.locator(".speaking").count() == 0
        assert page.evaluate(MARKED) == ""


def test_the_word_being_spoken_is_marked(live_portal: LivePortal, page_phone: Page) -> None:
    page = reader(page_phone, live_portal, f"{LESSON}3/")
    page.get_by_role("button", name="ฟัง", exact=True).click()
    # Before a voice says which word it is at, the whole piece is marked: some never say.
    assert letters(page.evaluate(MARKED)) == letters(page.evaluate("speech.now.text"))
    words = 0
    while page.evaluate("speech.now !== null"):
        before = page.evaluate("speech.now.text")
        page.evaluate("speech.word()")
        if page.evaluate("speech.now && speech.now.text") == before:
            words += 1
            assert page.evaluate(MARKED) == page.evaluate(
                "speech.now.text.slice(0, speech.at).trimEnd().split(' ').pop()"
            )
            assert letters(before) in letters(page.locator(".speaking").text_content() or "")
    assert words > 10


def test_pause_resume_and_stop_from_the_keyboard(live_portal: LivePortal, page_desktop: Page) -> None:
    page = reader(page_desktop, live_portal, f"{LESSON}3/")
    page.get_by_role("button", name="ฟัง", exact=True).focus()
    page.keyboard.press("Enter")
    for _word in range(3):
        page.evaluate("speech.word()")
    marked, piece = page.evaluate(MARKED), page.evaluate("speech.now.text")
    page.keyboard.press("Enter")
    assert page.evaluate("speech.now") is None
    assert page.evaluate("document.activeElement.textContent.trim()") == "ฟังต่อ"
    page.keyboard.press("Space")
    # It goes on with the word it stopped at, and needs no pausing of the device, which Android does not have.
    resumed = page.evaluate("speech.now.text")
    assert piece.endswith(resumed)
    assert resumed.startswith(marked)
    assert page.evaluate("speech.pauses") == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "หยุดฟัง"
    page.keyboard.press("Enter")
    assert page.evaluate("speech.now") is None
    assert page.evaluate("document.activeElement.textContent.trim()") == "ฟัง"
    assert page.locator(".speaking").count() == 0
    page.keyboard.press("Enter")
    assert page.evaluate("speech.now.text") == page.evaluate("speech.said[0].text"), "from the beginning again"
    page.keyboard.press("Escape")
    assert page.evaluate("speech.now") is None


def test_slower_takes_effect_at_once(live_portal: LivePortal, page_phone: Page) -> None:
    page = reader(page_phone, live_portal)
    page.get_by_role("button", name="ฟัง", exact=True).click()
    slow = page.get_by_role("button", name="ช้าลง")
    slow.click()
    assert slow.get_attribute("aria-pressed") == "true"
    until(page, "speech.said.length === 2")
    usual, slower = (one["rate"] for one in page.evaluate("speech.said"))
    assert slower < usual < 1, "an elder's lesson is read calmly, and slower still when asked"


def test_a_voice_that_comes_late_is_offered(live_portal: LivePortal, page_phone: Page) -> None:
    page = reader(page_phone, live_portal, voices="[]")
    button = page.locator("[data-speak-play]")
    assert button.is_hidden()
    page.evaluate(f"() => {{ speech.voices = {THAI}; speech.changed(); }}")
    assert button.is_visible()


@pytest.mark.parametrize("voices", [NONE, DISTANT], ids=["no Thai voice", "a voice of a distant server"])
def test_without_a_voice_and_a_recording_nothing_is_offered(
    live_portal: LivePortal, page_phone: Page, voices: str
) -> None:
    page = reader(page_phone, live_portal, voices=voices)
    page.evaluate("() => speech.changed()")
    for part in ("play", "stop", "slow"):
        assert page.locator(f"[data-speak-{part}]").is_hidden()


def test_a_voice_that_fails_says_so_and_stops(live_portal: LivePortal, page_phone: Page) -> None:
    page = reader(page_phone, live_portal)
    page.get_by_role("button", name="ฟัง", exact=True).click()
    page.evaluate("speech.fail()")
    assert page.evaluate("speech.said.length") == 2, "one failure is passed over"
    page.evaluate("speech.fail()")
    assert page.evaluate("speech.said.length") == 2
    assert page.get_by_text("เครื่องนี้อ่านออกเสียงไม่สำเร็จ").is_visible()
    assert page.get_by_role("button", name="ฟัง", exact=True).is_visible()


# ---- recordings


def tone(path: Path) -> Path:
    """A tone of two seconds, as an editor's recording."""
    plain = path / "tone.wav"
    with wave.open(str(plain), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"".join(struct.pack("<h", 4000 * (n // 20 % 2 * 2 - 1)) for n in range(16000)))
    made = path / "tone.ogg"
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", plain, "-c:a", "libvorbis", made], check=True, timeout=60)
    return made


_ADD = """
from pathlib import Path
from django.core.files.base import ContentFile
from courses.models import CoursePage, LessonPage
from media.models import PortalDocument
made = PortalDocument(title='tone')
made.file.save('tone.ogg', ContentFile(Path({path!r}).read_bytes()))
step = lambda n: dict(type='step', value=dict(title=f'ฟังขั้นที่ {{n}}', body=[dict(type='text', value='<p>ข้อความ</p>')], recording=made.pk))
course = CoursePage.objects.get(slug='elder-safe-online')
LessonPage.objects.child_of(course).filter(slug={slug!r}).delete()
page = LessonPage(title='บทที่มีเสียงอ่าน', slug={slug!r}, steps=[], minutes=1)
page.steps = LessonPage._meta.get_field('steps').stream_block.to_python([step(1), step(2)])
course.refresh_from_db()
course.add_child(instance=page)
page.save_revision().publish()
"""


@pytest.fixture(scope="module")
def recorded(live_portal: LivePortal, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a lesson whose two steps have recordings."""
    made = tone(tmp_path_factory.mktemp("tone"))
    live_portal.ask(_ADD.format(path=str(made), slug="with-recording"))
    return "/th/courses/elder-safe-online/with-recording/"


PLAYING = "[...document.querySelectorAll('audio')].map(audio => !audio.paused)"


@pytest.mark.needs("ffmpeg")
def test_without_a_voice_the_recordings_are_played_and_the_step_marked(
    live_portal: LivePortal, desktop: BrowserContext, recorded: str
) -> None:
    desktop.add_cookies([{"name": "look", "value": "youth..", "url": live_portal.url}])
    page = reader(desktop.new_page(), live_portal, recorded, voices=NONE)
    page.wait_for_selector("[data-speak-play]:visible")
    assert page.locator("audio").first.is_hidden(), "one way to listen"
    page.get_by_role("button", name="ฟัง", exact=True).click()
    until(page, f"{PLAYING}[0]")
    assert page.locator("#idea-1.speaking").count() == 1
    page.get_by_role("button", name="พักเสียง").click()
    until(page, f"!{PLAYING}[0]")
    page.get_by_role("button", name="ฟังต่อ").click()
    page.get_by_role("button", name="ช้าลง").click()
    until(page, "document.querySelector('audio').playbackRate < 1")
    until(page, f"{PLAYING}[1]")
    assert page.locator("#idea-2.speaking").count() == 1
    assert page.locator("#idea-1.speaking").count() == 0
    page.get_by_role("button", name="หยุดฟัง").click()
    assert page.evaluate(PLAYING) == [False, False]
    assert page.evaluate("speech.said.length") == 0


@pytest.mark.needs("ffmpeg")
def test_a_device_with_a_voice_uses_it_and_falls_back_to_the_recording(
    live_portal: LivePortal, page_phone: Page, recorded: str
) -> None:
    page = reader(page_phone, live_portal, recorded)
    page.get_by_role("button", name="ฟัง", exact=True).click()
    assert page.evaluate("speech.said.length") == 1
    assert not any(page.evaluate(PLAYING))
    page.evaluate("speech.fail()")
    page.evaluate("speech.fail()")
    until(page, f"{PLAYING}[0]")


@pytest.mark.needs("ffmpeg")
def test_with_scripts_off_the_recording_has_the_browsers_own_buttons(
    live_portal: LivePortal, browser: Browser, recorded: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(live_portal.url + recorded)
    assert page.locator("audio[controls]").is_visible()
    assert page.locator("[data-speak-play]").is_hidden()
    context.close()

"""Quizzes in real Chromium: with scripts off, in a broken connection, after a reload and after going back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.answering import exactly, put_in_order, tap, walk_to_the_quiz
from tests.e2e.live import LivePortal
from tests.e2e.looking import Problems, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.e2e

LESSON, COURSE = "scammed-first-hour", "safe-net-everyone"
ATTEMPTS = (
    "from portal.learning.models import Learner, QuizAttempt;"
    "learner = Learner.objects.filter(origin='web').latest('pk');"
    "print([(a.kind, a.right, a.total, a.answers.count()) for a in QuizAttempt.objects.filter(learner=learner).order_by('pk')],"
    " learner.completions.filter(subject_kind='lesson').count())"
)


def questions() -> list[dict[str, Any]]:
    """The lesson's questions as the demo's readable file has them."""
    from portal.demo.loading.reading import CONTENT, read

    path = next((CONTENT / "courses").glob(f"*/[0-9]*-{LESSON}.yaml"))
    return list(read(path)["quiz"]["questions"])


def bank() -> list[dict[str, Any]]:
    from portal.demo.loading.reading import CONTENT, read

    return list(read(CONTENT / "courses" / COURSE / "bank.yaml")["questions"])


def open_quiz(page: Page, portal: LivePortal) -> None:
    """From the lesson's page for printing to its quiz, so that "back" leads somewhere."""
    page.goto(f"{portal.url}/th/courses/{COURSE}/{LESSON}/")
    walk_to_the_quiz(page)
    page.locator("nav.turn a", has_text="แบบทดสอบ").click()
    page.wait_for_selector("form[data-quiz]")


def text_of(locator: Any) -> str:
    return " ".join(str(locator.inner_text()).split())


def answer(page: Page, given: list[dict[str, Any]], skip: int = 0) -> None:
    """Answers each question shown, right; the last `skip` stay open."""
    fields = page.locator("fieldset.question").all()
    for field in fields[: len(fields) - skip]:
        legend = text_of(field.locator("legend"))
        question = next(one for one in given if " ".join(one["text"].split()) in legend)
        if question["kind"] == "order":
            put_in_order(field, [choice["text"] for choice in question["choices"]])
        else:
            for choice in question["choices"]:
                if choice.get("correct"):
                    label = exactly(choice["text"])
                    field.locator("label.option", has_text=label).locator("input").check()


def order(page: Page) -> list[str]:
    return [text_of(one) for one in page.locator("li.order__item label").all()]


def checked(page: Page) -> list[str]:
    return [text_of(one) for one in page.locator(".options label:has(:checked)").all()]


def submit(page: Page) -> None:
    page.locator("form[data-quiz] button[type=submit]").click()


def submit_form(page: Page) -> None:
    """The browser's own way, without scripts."""
    tap(page, page.locator("form[data-quiz] button[type=submit]"))


def kept(portal: LivePortal) -> str:
    """What the newest learner has: attempts (kind, right, total, answers), completed lessons."""
    return portal.ask(ATTEMPTS)


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800}, locale="th-TH")
    yield context.new_page()
    context.close()


def test_every_kind_is_answered_with_scripts_off(live_portal: LivePortal, without_scripts: Page) -> None:
    page = without_scripts
    open_quiz(page, live_portal)
    assert page.context.cookies() == []
    assert page.locator("li.order__item select").first.is_visible()
    assert not page.locator(".order__moves").first.is_visible()
    answer(page, questions(), skip=1)
    submit_form(page)
    assert "ใส่เลขให้ครบทุกบรรทัด" in page.locator("main").inner_text()
    answer(page, questions())
    submit_form(page)
    assert "ผ่านแล้ว" in page.locator("h1").inner_text()
    assert kept(live_portal) == "[('lesson', 5, 5, 5)] 1"


def test_back_and_again_is_once_and_other_answers_are_another_attempt(
    live_portal: LivePortal, without_scripts: Page
) -> None:
    page = without_scripts
    open_quiz(page, live_portal)
    answer(page, questions())
    submit_form(page)
    page.reload()  # the browser sends the form again
    assert "ผ่านแล้ว" in page.locator("h1").inner_text()
    assert kept(live_portal) == "[('lesson', 5, 5, 5)] 1"


def test_a_lost_connection_loses_no_answer(live_portal: LivePortal, phone: BrowserContext, page_phone: Page) -> None:
    page = page_phone
    open_quiz(page, live_portal)
    answer(page, questions())
    before = (checked(page), order(page), page.locator("[name=submission]").input_value())
    phone.set_offline(True)
    submit(page)
    page.get_by_role("alert").filter(has_text="ยังส่งไม่ได้").wait_for()
    assert "คำตอบของคุณอยู่ครบในเครื่องนี้" in page.get_by_role("alert").inner_text()
    assert (checked(page), order(page), page.locator("[name=submission]").input_value()) == before
    phone.set_offline(False)
    submit(page)
    page.locator("[data-quiz-kept]").wait_for()
    assert "ผ่านแล้ว" in page.locator("h1").inner_text()
    assert page.evaluate("document.activeElement.matches('main')")
    assert not page.evaluate("Object.keys(localStorage).some(name => name.startsWith('learner:quiz:'))")
    assert kept(live_portal) == "[('lesson', 5, 5, 5)] 1"


def test_an_answer_that_reached_us_before_the_line_broke_is_kept_once(
    live_portal: LivePortal, page_phone: Page
) -> None:
    """The server has it, the browser never heard: the person is asked to send again."""
    page = page_phone
    open_quiz(page, live_portal)
    answer(page, questions())

    def cut(route: Any) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route("**/quiz/", cut, times=1)
    submit(page)
    page.get_by_role("alert").filter(has_text="ยังส่งไม่ได้").wait_for()
    submit(page)
    page.locator("[data-quiz-kept]").wait_for()
    assert kept(live_portal) == "[('lesson', 5, 5, 5)] 1"


def test_a_reload_brings_the_answers_back(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    open_quiz(page, live_portal)
    answer(page, questions())
    before = (checked(page), order(page), page.locator("[name=submission]").input_value())
    assert len(before[0]) >= 6
    page.reload()
    page.locator("[data-quiz-restored]").wait_for()
    assert (checked(page), order(page), page.locator("[name=submission]").input_value()) == before
    keys = page.evaluate("Object.keys(localStorage)")
    assert [name.split(":")[0] for name in keys] == ["learner"]
    submit(page)
    page.locator("[data-quiz-kept]").wait_for()
    assert kept(live_portal) == "[('lesson', 5, 5, 5)] 1"


def test_answers_brought_back_are_not_emptied_for_the_one_before(live_portal: LivePortal, page_phone: Page) -> None:
    """Somebody left in another tab while this one stood open; what is answered since is this person's own."""
    page = page_phone
    open_quiz(page, live_portal)
    page.evaluate("localStorage.setItem('left', '1')")
    answer(page, questions())
    before = (checked(page), order(page))
    for _ in range(2):
        page.reload()
        page.locator("[data-quiz-restored]").wait_for()
        page.wait_for_function("() => history.state.left === '1'")
        assert (checked(page), order(page)) == before
    submit(page)
    page.locator("[data-quiz-kept]").wait_for()
    assert kept(live_portal) == "[('lesson', 5, 5, 5)] 1"


def test_steps_that_are_right_as_they_stand_may_be_sent(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    open_quiz(page, live_portal)
    answer(page, questions(), skip=1)
    submit(page)
    page.locator("[data-quiz-kept]").wait_for()
    assert kept(live_portal).endswith(", 5, 5)] 1")


def test_the_drawn_questions_come_back_too_and_one_may_begin_afresh(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    page.goto(f"{live_portal.url}/th/courses/{COURSE}/")
    page.get_by_role("link", name="ลองทำแบบทดสอบก่อนเรียน").click()
    page.wait_for_selector("form[data-quiz]")
    shown = [text_of(one) for one in page.locator("fieldset.question legend").all()]
    assert len(shown) == 5
    answer(page, bank(), skip=1)
    for _ in range(3):
        page.reload()
        page.locator("[data-quiz-restored]").wait_for()
        assert [text_of(one) for one in page.locator("fieldset.question legend").all()] == shown
    with page.expect_navigation():
        page.get_by_role("button", name="เริ่มใหม่ทั้งหมด").click()
    assert checked(page) == []
    assert not page.locator("[data-quiz-restored]").is_visible()


def test_going_back_after_the_result_and_sending_again_counts_once(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    open_quiz(page, live_portal)
    answer(page, questions())
    submit(page)
    page.locator("[data-quiz-kept]").wait_for()
    page.go_back()
    page.wait_for_selector("nav.turn")
    page.go_forward()
    page.wait_for_selector("form[data-quiz]")
    assert checked(page) == [], "what was sent is not offered again"
    assert kept(live_portal) == "[('lesson', 5, 5, 5)] 1"


def test_two_tabs_and_a_double_tap_make_one_attempt(live_portal: LivePortal, phone: BrowserContext) -> None:
    first = phone.new_page()
    open_quiz(first, live_portal)
    answer(first, questions())
    second = phone.new_page()
    second.goto(first.url)
    second.locator("[data-quiz-restored]").wait_for()
    first.locator("form[data-quiz] button[type=submit]").dblclick()
    first.locator("[data-quiz-kept]").wait_for()
    submit(second)
    second.locator("[data-quiz-kept]").wait_for()
    assert kept(live_portal) == "[('lesson', 5, 5, 5)] 1"


def test_what_is_missing_is_named_and_the_rest_stays(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    open_quiz(page, live_portal)
    answer(page, questions(), skip=2)
    before = checked(page)
    submit(page)
    page.get_by_role("link", name="ข้อ 4 ยังไม่ได้เลือก").wait_for()
    assert page.locator(".errors li").count() == 1, "steps are in some order always"
    assert checked(page) == before != []
    answer(page, questions())
    submit(page)
    page.locator("[data-quiz-kept]").wait_for()
    assert "ผ่านแล้ว" in page.locator("h1").inner_text()


def test_steps_are_put_in_order_by_keyboard(live_portal: LivePortal, page_desktop: Page) -> None:
    page = page_desktop
    open_quiz(page, live_portal)
    before = order(page)
    last = page.locator("li.order__item").last
    last.locator("[data-move='-1']").focus()
    for _ in range(len(before) - 1):
        page.keyboard.press("Enter")
    assert order(page) == [before[-1], *before[:-1]]
    # On top "up" is gone, and the focus stands on "down".
    assert page.evaluate("document.activeElement.dataset.move") == "1"
    assert text_of(page.locator("[data-order-said]")) == "ตอนนี้อยู่ลำดับที่ 1"
    page.keyboard.press("Enter")
    assert order(page)[1] == before[-1]


def test_before_and_after_a_course_shows_the_gain(live_portal: LivePortal, without_scripts: Page) -> None:
    page = without_scripts
    page.goto(f"{live_portal.url}/th/courses/{COURSE}/")
    tap(page, page.get_by_role("link", name="ลองทำแบบทดสอบก่อนเรียน"))
    for field in page.locator("fieldset.question").all():
        if field.locator("select").count():
            for place, select in enumerate(field.locator("select").all(), start=1):
                select.select_option(str(place))
        else:
            field.locator("label.option").first.click()
    submit_form(page)
    score = int(re.search(r"ถูก (\d) จาก 5", page.locator("main").inner_text())[1])  # type: ignore[index]
    assert "คำตอบที่ถูก" not in page.locator("main").inner_text()
    tap(page, page.get_by_role("link", name="ดูบทเรียนทั้งหมด"))
    tap(page, page.get_by_role("link", name="ทำแบบทดสอบหลังเรียน"))
    answer(page, bank())
    submit_form(page)
    text = page.locator("main").inner_text()
    assert f"รู้เพิ่มขึ้น {100 - score * 20} คะแนน" in text
    assert "ก่อนเรียน (ครั้งแรก)" in text and "หลังเรียน (ครั้งล่าสุด)" in text


WIDTHS = [(320, ".."), (390, ".."), (1280, "..")]


def test_the_quiz_and_its_result_are_accessible_and_keep_their_measures(
    live_portal: LivePortal, browser: Browser
) -> None:
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    problems = Problems()
    for kind in ("pre", "post"):
        page.goto(f"{live_portal.url}/th/courses/{COURSE}/")
        page.locator(f"a[href$='{kind}-test/']").click()
        page.wait_for_selector("form[data-quiz]")
        problems.look_in_each(page, f"{kind}-test", WIDTHS)
        answer(page, bank())
        submit(page)
        page.locator("[data-quiz-kept]").wait_for()
        problems.look_in_each(page, f"{kind}-test result", WIDTHS)
    context.close()
    assert problems == {}

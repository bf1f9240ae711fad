"""Certificates: claimed once, printed, corrected, revoked; and nobody else's."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from courses.kits import pdf
from courses.kits.errors import KitError
from courses.models import CoursePage
from portal.accounts.personal_data import holdings
from portal.learning.certificates import issuing
from portal.learning.certificates.earned import certificates_of
from portal.learning.certificates.issuing import CannotIssue, Written, bring_to_life, reserve
from portal.learning.certificates.wording import formal_day
from portal.learning.models import Certificate, Completion, GuardianConsent, Learner
from portal.learning.requirements import required_now
from portal.thai.day import as_day
from portal.thai.normalise import clean
from tests.factories import content
from tests.factories.tree import Tree
from tests.learning.acting import filled_quiz, hidden, quiz_url, send
from tests.learning.earning import again, claim, claim_url, earned, finish_course

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NAME = "นางสาวสมศรี น้ำใจงาม"


@pytest.fixture
def childrens(site: Tree) -> Tree:
    """The site with its course made for children."""
    site.course.audiences.set([content.audience("child")])
    site.course.save_revision().publish()
    return site


def page_of(certificate: Certificate) -> str:
    return f"/th/my/certificates/{certificate.uuid}/"


def test_it_is_offered_where_the_course_ends_and_in_my_learning(site: Tree, visitor: Client) -> None:
    response = finish_course(site, visitor)
    assert claim_url(site.course) in response.content.decode()
    assert claim_url(site.course) in visitor.get("/th/my/").content.decode()


def test_opening_the_form_issues_nothing(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    response = visitor.get(claim_url(site.course))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert not Certificate.objects.exists()


def test_it_keeps_course_day_organiser_and_what_was_asked(site: Tree, visitor: Client) -> None:
    certificate = earned(site, visitor, name=f"  {NAME} ")
    completion = Completion.objects.of_courses().get()
    assert (certificate.name, certificate.title, certificate.state) == (NAME, site.course.title, "issued")
    assert (certificate.organiser, certificate.snapshot) == ("ศูนย์เรียนรู้ดิจิทัลตัวอย่าง", completion.snapshot)
    assert (certificate.finished_at, certificate.occasion, certificate.lessons) == (completion.at, 1, 2)
    assert certificate.expires_at is None


def test_asked_twice_it_is_one(site: Tree, visitor: Client) -> None:
    first = earned(site, visitor, name=NAME)
    send(visitor, claim_url(site.course), {"name": "คนอื่น"})
    assert Certificate.objects.get() == first
    assert visitor.get(claim_url(site.course)).status_code == 303
    assert Certificate.objects.get().name == NAME


def test_without_a_name_it_says_learner(site: Tree, visitor: Client) -> None:
    certificate = earned(site, visitor)
    assert certificate.name == ""
    assert '<p class="paper__name"><span>ผู้เรียน</span>' in visitor.get(page_of(certificate)).content.decode()


@pytest.mark.parametrize(
    "name", ["สมศรี 0812345678", "1 2345 67890 12 3", "ดู http://x.example", "<b>สมศรี</b>", "ก" * 81]
)
def test_a_name_that_is_none_is_refused_and_kept_in_the_form(site: Tree, visitor: Client, name: str) -> None:
    finish_course(site, visitor)
    response = claim(site, visitor, name=name)
    assert response.status_code == 422
    assert name.replace("<", "&lt;").replace(">", "&gt;") in response.content.decode()
    assert not Certificate.objects.exists()


def test_a_course_edited_or_deleted_later_changes_nothing_on_it(site: Tree, visitor: Client) -> None:
    certificate = earned(site, visitor, name=NAME)
    title = site.course.title
    added = content.lesson(site.course, title="บทใหม่")
    content.module(site.course, "เพิ่มเติม", added)
    CoursePage.objects.get(pk=site.course.pk).delete()
    html = visitor.get(page_of(certificate)).content.decode()
    assert title in html and "จำนวน ๒ บทเรียน" in html
    assert Client().get(f"/v/{certificate.code}").status_code == 200


def test_the_second_time_has_a_second_code(site: Tree, visitor: Client) -> None:
    first = earned(site, visitor, name=NAME)
    again(site, visitor, 1)
    second = earned(site, visitor, name=NAME)
    assert (first.occasion, second.occasion) == (1, 2)
    assert first.code != second.code
    assert {row.state for row in Certificate.objects.all()} == {"issued"}


def test_validity_counts_from_the_end_of_the_course(site: Tree, visitor: Client) -> None:
    CoursePage.objects.filter(pk=site.course.pk).update(certificate_months=24)
    certificate = earned(site, visitor)
    assert certificate.finished_at is not None and certificate.expires_at is not None
    day = as_day(certificate.finished_at)
    last = as_day(certificate.expires_at - timezone.timedelta(seconds=1))
    assert (last.year, last.month) == (day.year + 2, day.month)
    Certificate.objects.update(expires_at=timezone.now())
    assert Certificate.objects.get().status == "expired"


def test_a_corrected_name_is_a_new_certificate(site: Tree, visitor: Client) -> None:
    old = earned(site, visitor, name="สมสี")
    url = f"{page_of(old)}name/"
    form = hidden(visitor.get(url).content.decode())
    response = send(visitor, url, {**form, "name": NAME})
    assert response.status_code == 303
    # Sent again, from another tab, it is the same correction.
    assert send(visitor, url, {**form, "name": NAME})["Location"] == response["Location"]
    old.refresh_from_db()
    new = old.replaced_by
    assert new is not None and (new.name, new.occasion) == (NAME, old.occasion)
    assert (old.state, new.state, new.code == old.code) == ("replaced", "issued", False)
    assert Certificate.objects.count() == 2
    shown = visitor.get(page_of(old)).content.decode()
    assert str(new.uuid) in shown and "paper__name" not in shown
    assert visitor.get(f"{page_of(old)}certificate.pdf").status_code == 404


def test_a_name_is_corrected_three_times_and_no_more(site: Tree, visitor: Client) -> None:
    certificate = earned(site, visitor, name="ก ข")
    for number in range(issuing.MAX_CORRECTIONS):
        certificate = issuing.correct(certificate, Written(f"สมศรี ที่ {number}"))
    with pytest.raises(issuing.TooManyCorrections):
        issuing.correct(certificate, Written(NAME))
    response = send(visitor, f"{page_of(certificate)}name/", {"name": NAME})
    assert response.status_code == 422
    assert Certificate.objects.count() == 1 + issuing.MAX_CORRECTIONS


def test_a_child_under_ten_needs_a_guardian_before_a_name_is_kept(childrens: Tree, visitor: Client) -> None:
    finish_course(childrens, visitor)
    assert claim(childrens, visitor, name="เด็กหญิงแก้ว ดีงาม").status_code == 422
    asked = claim(childrens, visitor, name="เด็กหญิงแก้ว ดีงาม", age="under-10")
    assert asked.status_code == 422
    assert 'name="consent"' in asked.content.decode() and "เด็กหญิงแก้ว ดีงาม" in asked.content.decode()
    assert not Certificate.objects.exists()
    agreed = {"name": "เด็กหญิงแก้ว ดีงาม", "age": "under-10", "relation": "parent", "consent": "on"}
    assert claim(childrens, visitor, **agreed).status_code == 303
    certificate, consent = Certificate.objects.get(), GuardianConsent.objects.get()
    assert (certificate.name, certificate.for_child) == ("เด็กหญิงแก้ว ดีงาม", True)
    assert (consent.relation, consent.certificate) == ("parent", certificate)
    assert "ยินยอมให้เก็บชื่อนี้ไว้" in consent.wording and as_day(consent.at) == timezone.localdate()


def test_without_consent_it_is_made_without_a_name(childrens: Tree, visitor: Client) -> None:
    finish_course(childrens, visitor)
    assert claim(childrens, visitor, name="แก้ว", age="under-10", nameless="1").status_code == 303
    certificate = Certificate.objects.get()
    assert (certificate.name, certificate.for_child) == ("", True)
    assert not GuardianConsent.objects.exists()


@pytest.mark.parametrize(("age", "for_child"), [("under-18", True), ("adult", False)])
def test_who_is_older_says_so_and_no_guardian_is_asked(
    childrens: Tree, visitor: Client, age: str, for_child: bool
) -> None:
    certificate = earned(childrens, visitor, name=NAME, age=age)
    assert (certificate.name, certificate.for_child) == (NAME, for_child)
    assert not GuardianConsent.objects.exists()


def test_a_browser_without_cookies_gets_it_all_the_same(site: Tree) -> None:
    """Each request comes from a browser that remembers nothing; who it is travels in the forms.

    Such a browser finishes a course of one lesson; of longer ones it is told that they are not remembered.
    """
    site.next_lesson.unpublish()
    answered = send(Client(), quiz_url(site.lesson), filled_quiz(Client(), site.lesson))
    who = hidden(answered.content.decode())["who"]
    asked = send(Client(), claim_url(site.course), {"who": who, "open": "1"})
    assert asked.status_code == 200 and hidden(asked.content.decode())["who"] == who
    issued = send(Client(), claim_url(site.course), {"who": who, "name": NAME})
    assert issued.status_code == 200 and "<span>นางสาวสมศรี</span>" in issued.content.decode()
    file = f"{page_of(Certificate.objects.get())}certificate.pdf"
    assert send(Client(), file, {"who": hidden(issued.content.decode())["who"]})["Content-Type"] == "application/pdf"
    assert Client().get(file).status_code == 404


OTHERS = ["visitor", "learner", "member", "trainer", "regional_lead", "kpi_staff", "author", "lawyer", "admin"]


@pytest.mark.parametrize("other", OTHERS)
def test_to_everybody_else_it_is_not_there(
    site: Tree, browser_of: Callable[[Any], Client], other: str, request: pytest.FixtureRequest
) -> None:
    certificate = earned(site, Client(), name=NAME)
    person = request.getfixturevalue(other)
    client = person if isinstance(person, Client) else browser_of(person)
    urls = [page_of(certificate), f"{page_of(certificate)}certificate.pdf", f"{page_of(certificate)}name/"]
    for url in [*urls, claim_url(site.course)]:
        assert client.get(url).status_code == 404, url
        assert send(client, url, {"name": "ฉันเอง"}).status_code == 404, url
    assert again(site, client, 1).status_code == 404
    assert NAME not in client.get("/th/my/").content.decode()
    certificate.refresh_from_db()
    assert (certificate.state, Certificate.objects.count()) == ("issued", 1)


def test_another_site_cannot_claim_for_anybody(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    assert send(visitor, claim_url(site.course), {"name": NAME}, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert not Certificate.objects.exists()


def text_of(content: bytes, folder: Path, *options: str) -> str:
    file = folder / "certificate.pdf"
    file.write_bytes(content)
    said = subprocess.run(["pdftotext", *options, file, "-"], check=True, capture_output=True, text=True)
    return said.stdout


@pytest.mark.needs("pdftotext", "pdfinfo")
def test_the_sheet_is_one_page_across_with_every_word_of_it(site: Tree, visitor: Client, tmp_path: Path) -> None:
    CoursePage.objects.filter(pk=site.course.pk).update(title="รู้ทันน้ำใจออนไลน์")
    certificate = earned(site, visitor, name=NAME)
    Certificate.objects.update(organiser="สำนักงานส่งเสริมการเรียนรู้", finished_at="2026-11-22T10:00:00Z")
    response = visitor.get(f"{page_of(certificate)}certificate.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    text = clean(text_of(response.content, tmp_path, "-raw"))
    for words in ("วุฒิบัตร", "สำนักงานส่งเสริมการเรียนรู้", NAME, "รู้ทันน้ำใจออนไลน์", certificate.printed_code):
        assert words in text
    assert "๒๒ พฤศจิกายน พุทธศักราช ๒๕๖๙" in text
    facts = subprocess.run(["pdfinfo", tmp_path / "certificate.pdf"], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+1\n", facts) and re.search(r"Tagged:\s+yes", facts)
    assert re.search(r"Page size:\s+841\.89 x 595\.2\d+ pts \(A4\)", facts)


@pytest.mark.needs("pdftoppm", "zbarimg")
@pytest.mark.parametrize("kind", ["elder", "child"])
def test_the_qr_on_the_paper_is_the_address_of_its_page(site: Tree, visitor: Client, tmp_path: Path, kind: str) -> None:
    site.course.audiences.set([content.audience(kind)])
    site.course.save_revision().publish()
    certificate = earned(site, visitor)
    file = tmp_path / "certificate.pdf"
    file.write_bytes(visitor.get(f"{page_of(certificate)}certificate.pdf").content)
    subprocess.run(["pdftoppm", "-r", "120", "-png", "-singlefile", file, tmp_path / "sheet"], check=True)
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", tmp_path / "sheet.png"], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert read == f"http://testserver/v/{certificate.code}"
    assert Client().get(read.removeprefix("http://testserver")).status_code == 200


def test_without_pango_the_page_says_so_and_can_be_printed(
    site: Tree, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = earned(site, visitor, name=NAME)

    def missing() -> None:
        raise KitError(pdf.NO_PANGO)

    monkeypatch.setattr(pdf, "weasyprint", missing)
    response = visitor.get(f"{page_of(certificate)}certificate.pdf")
    html = response.content.decode()
    assert response.status_code == 503
    assert "พิมพ์หน้านี้จากเครื่องของคุณแทนได้" in html and all(f"<span>{part}</span>" in html for part in NAME.split())


def test_reserved_codes_come_to_life_once(site: Tree, learner: Learner) -> None:
    session = site.course.translation_key
    made = reserve(30, required_now(site.course), session=session, audiences="elder")
    assert len({row.code for row in made}) == 30
    assert {row.status for row in made} == {"reserved"}
    at = timezone.now()
    alive = bring_to_life(made[0].code, Written(NAME), learner=learner, finished_at=at)
    assert (alive.state, alive.name, alive.session, alive.learner) == ("issued", NAME, session, learner)
    assert alive.organiser == "ศูนย์เรียนรู้ดิจิทัลตัวอย่าง"
    assert bring_to_life(made[0].code, Written(NAME), learner=learner, finished_at=at) == alive
    with pytest.raises(CannotIssue):
        bring_to_life(made[0].code, Written("คนอื่น"), learner=None, finished_at=at)
    # Another paper of the same course for the same person: a later occasion, not an error.
    assert bring_to_life(made[1].code, Written(NAME), learner=learner, finished_at=at).occasion == 2
    assert Certificate.objects.filter(state="reserved").count() == 28


def test_a_revoked_reserved_code_stays_dead(site: Tree, admin: Any) -> None:
    [paper] = reserve(1, required_now(site.course))
    issuing.revoke(paper, "กระดาษหาย", admin)
    with pytest.raises(CannotIssue):
        bring_to_life(paper.code, Written(NAME), learner=None, finished_at=timezone.now())


def holding_of(model: type, person: str) -> Any:
    return next(one for one in holdings() if (one.model, one.person) == (model, person))


def test_erasure_leaves_a_tombstone(site: Tree, visitor: Client) -> None:
    certificate = earned(site, visitor, name=NAME)
    learner = Learner.objects.get()
    [exported] = holding_of(Certificate, "learner").export(learner)
    assert (exported["code"], exported["name"]) == (certificate.code, NAME)
    assert holding_of(Certificate, "learner").erase(learner) == 1
    certificate.refresh_from_db()
    assert (certificate.learner, certificate.name, certificate.status) == (None, "", "erased")
    assert (certificate.state, certificate.title) == ("issued", site.course.title)
    assert visitor.get(page_of(certificate)).status_code == 404


def test_merging_two_learners_keeps_both_certificates(site: Tree) -> None:
    first, second = Client(), Client()
    one, two = earned(site, first, name="สมศรี"), earned(site, second, name="สมศรี ใจงาม")
    two = issuing.correct(two, Written(NAME))
    holding_of(Certificate, "learner").merge(two.learner, one.learner)
    kept = list(Certificate.objects.order_by("occasion", "pk"))
    assert {row.learner for row in kept} == {one.learner}
    assert [(row.occasion, row.state) for row in kept] == [(1, "issued"), (2, "replaced"), (2, "issued")]
    assert len({row.code for row in kept}) == 3


def test_my_learning_asks_as_often_for_ten_courses_as_for_one(
    site: Tree, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    earned(site, visitor)
    learner = Learner.objects.get()
    done = Completion.objects.of_courses().get()
    for occasion in range(2, 12):
        Completion.objects.create(
            learner=learner, subject_kind="course", subject_key=done.subject_key, language="th", title=done.title,
            rule="all-lessons", at=done.at, occasion=occasion,
        )  # fmt: skip
    with django_assert_max_num_queries(4):
        rows = certificates_of(learner)
    assert [row.occasion for row in rows if row.again_after is not None] == [max(row.occasion for row in rows)]
    assert sum(row.certificate is not None for row in rows) == 1
    assert certificates_of(None) == []


def test_the_day_is_bangkoks_and_the_year_buddhist() -> None:
    assert formal_day(date(2027, 1, 1)) == "๑ มกราคม พุทธศักราช ๒๕๗๐"

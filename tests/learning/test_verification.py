"""`/v/`: anybody may check a certificate, and learns no more than that."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.core.codes import grouped, new_code
from portal.learning.certificates import issuing
from portal.learning.certificates.issuing import Written, reserve
from portal.learning.models import Certificate, Learner
from portal.learning.models.certificate import erase_certificates
from portal.learning.requirements import required_now
from portal.learning.views import verifying
from portal.thai.names import masked_name
from tests.factories import content
from tests.factories.tree import Tree
from tests.learning.earning import earned

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NAME = "นางสาวสมศรี น้ำใจงาม"
UNKNOWN = "ไม่พบวุฒิบัตรที่มีรหัสนี้"


@pytest.fixture(autouse=True)
def nothing_tried_yet() -> None:
    cache.clear()


def said(code: str, **kwargs: Any) -> str:
    return Client().get(f"/v/{code}", **kwargs).content.decode()


def childs(site: Tree, name: str = "เด็กหญิงแก้วใจ ดีงาม") -> Certificate:
    site.course.audiences.set([content.audience("child")])
    site.course.save_revision().publish()
    return earned(site, Client(), name=name, age="under-18")


def test_it_shows_course_day_organiser_state_and_a_masked_name(site: Tree) -> None:
    certificate = earned(site, Client(), name=NAME)
    html = said(certificate.code)
    for words in (site.course.title, "ศูนย์เรียนรู้ดิจิทัลตัวอย่าง", "วุฒิบัตรจริง ใช้ได้", "ส••• น้ำ•••", certificate.printed_code):
        assert words in html, words
    assert "สมศรี" not in html and "น้ำใจงาม" not in html


def test_it_sets_no_cookie_and_is_kept_nowhere(site: Tree) -> None:
    certificate = earned(site, Client(), name=NAME)
    for url in ("/v/", f"/v/{certificate.code}", "/v/nonsense"):
        response = Client().get(url)
        assert response.cookies == {}
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"] and "noindex" in response.content.decode()
        assert response["Referrer-Policy"] == "no-referrer"


def test_the_code_may_be_typed_as_people_type(site: Tree) -> None:
    certificate = earned(site, Client())
    lower = grouped(certificate.code).lower().replace("0", "o").replace("1", "l")
    thai = certificate.code.translate({ord(str(digit)): chr(0x0E50 + digit) for digit in range(10)})
    for typed in (lower, thai, f" {certificate.code[:4]} {certificate.code[4:]} "):
        response = Client().get("/v/", {"code": typed})
        assert response["Location"] == f"/v/{certificate.code}"
        assert certificate.printed_code in said(typed.strip())
    assert Client().get(f"/v/{certificate.code}/").status_code == 200


def test_every_wrong_code_is_answered_alike(site: Tree) -> None:
    earned(site, Client())
    nobodys, broken = new_code(), "7QZX-4KWM-9TRB"
    pages = {}
    for typed in (nobodys, broken, "xqzj9"):
        response = Client().get(f"/v/{typed}")
        assert response.status_code == 422
        assert UNKNOWN in response.content.decode()
        pages[typed] = response.content.decode().replace(typed, "CODE")
    assert len(set(pages.values())) == 1
    typed_in = Client().get("/v/", {"code": broken})
    assert typed_in.status_code == 422 and UNKNOWN in typed_in.content.decode() and broken in typed_in.content.decode()
    empty = Client().get("/v/", {"code": " "})
    assert empty.status_code == 200 and "พิมพ์รหัสก่อน" in empty.content.decode()


def test_too_many_looks_from_one_address_must_wait(site: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "LOOKS", 3)
    certificate = earned(site, Client())
    answers = [Client().get(f"/v/{certificate.code}", REMOTE_ADDR="192.0.2.7").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert Client().get(f"/v/{certificate.code}/badge.json", REMOTE_ADDR="192.0.2.7").status_code == 429
    assert Client().get(f"/v/{certificate.code}", REMOTE_ADDR="192.0.2.8").status_code == 200


@pytest.mark.parametrize("name", ["เด็กหญิงแก้วใจ ดีงาม", "แก้วใจ  ดีงาม", "ด.ญ.แก้วใจ ดีงาม"])
def test_a_childs_name_is_compared_and_never_shown(site: Tree, name: str) -> None:
    certificate = childs(site)
    before = said(certificate.code)
    assert "แก้วใจ" not in before and "•••" not in before and 'name="name"' in before
    same = Client().post(f"/v/{certificate.code}", {"name": name})
    assert "ชื่อตรงกัน" in same.content.decode() and same.cookies == {}
    other = Client().post(f"/v/{certificate.code}", {"name": "แก้วตา ดีงาม"}).content.decode()
    assert "ชื่อไม่ตรงกัน" in other and "แก้วใจ" not in other


def test_names_cannot_be_tried_for_long(site: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "NAMES", 2)
    certificate = childs(site)
    for _ in range(2):
        assert Client().post(f"/v/{certificate.code}", {"name": "ก"}).status_code == 200
    late = Client().post(f"/v/{certificate.code}", {"name": certificate.name})
    assert late.status_code == 429 and "ชื่อตรงกัน" not in late.content.decode()


def test_an_adults_name_is_not_compared(site: Tree) -> None:
    certificate = earned(site, Client(), name=NAME)
    html = Client().post(f"/v/{certificate.code}", {"name": NAME}).content.decode()
    assert "ชื่อตรงกัน" not in html and 'name="name"' not in html


def test_a_replaced_one_says_so_and_leads_nowhere(site: Tree) -> None:
    old = earned(site, Client(), name="สมสี")
    new = issuing.correct(old, Written(NAME))
    html = said(old.code)
    assert "ใบนี้ใช้ไม่ได้แล้ว มีใบใหม่แทน" in html
    for leak in (new.code, new.printed_code, str(new.uuid), str(old.uuid), "วุฒิบัตรจริง"):
        assert leak not in html
    assert "วุฒิบัตรจริง ใช้ได้" in said(new.code)


def test_a_revoked_one_says_so_but_not_why(site: Tree, admin: Any) -> None:
    certificate = earned(site, Client(), name=NAME)
    issuing.revoke(certificate, "ออกผิดคน", admin)
    html = said(certificate.code)
    assert "ใบนี้ถูกเพิกถอน ใช้ไม่ได้" in html
    assert "ออกผิดคน" not in html and "วุฒิบัตรจริง" not in html


def test_an_expired_one_was_genuine(site: Tree) -> None:
    certificate = earned(site, Client())
    Certificate.objects.update(expires_at=timezone.now())
    assert "วุฒิบัตรจริง แต่หมดอายุแล้ว" in said(certificate.code)


def test_a_reserved_one_waits_for_its_roster(site: Tree) -> None:
    [paper] = reserve(1, required_now(site.course))
    html = said(paper.code)
    assert "ยังไม่เริ่มใช้" in html and "วุฒิบัตรจริง" not in html


def test_an_erased_one_was_issued_and_is_nobodys(site: Tree) -> None:
    certificate = earned(site, Client(), name=NAME)
    erase_certificates(Learner.objects.get())
    html = said(certificate.code)
    assert "ผู้ถือขอลบข้อมูลของตนแล้ว" in html
    assert "สมศรี" not in html and "•••" not in html and "ใช้ได้<" not in html


def test_it_costs_one_query_besides_the_frame(site: Tree, django_assert_max_num_queries: Any) -> None:
    certificate = earned(site, Client(), name=NAME)
    said(certificate.code)
    with django_assert_max_num_queries(3):
        said(certificate.code)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("นางสาวสมศรี ใจงาม", "ส••• ใจ•••"),
        ("นางน้ำฝน เสือดี", "น้ำ••• เสือ•••"),
        ("เกาะ เมียวดี", "••• เมีย•••"),
        ("ด.ช.เดือน บัวผัน", "เดือ••• บัว•••"),
        ("เพ็ญ พิมพ์", "เพ็••• พิ•••"),
        ("ปู", "•••"),
        ("นายิกา", "นา•••"),
        ("นางสาวิตรี", "สา•••"),
        ("John O'Hara", "J••• O•••"),
        ("นํ้าใจ", "น้ำ•••"),
        ("", ""),
    ],
)
def test_a_mask_cuts_no_cluster(name: str, masked: str) -> None:
    assert masked_name(name) == masked

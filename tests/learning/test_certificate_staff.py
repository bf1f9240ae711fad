"""Certificates in the admin: found by code and revoked with a reason, by those who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from portal.learning.models import Certificate
from tests.factories.tree import Tree
from tests.learning.earning import claim_url, earned

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NAME = "นางสาวสมศรี น้ำใจงาม"


def page_of(certificate: Certificate) -> str:
    return f"/th/my/certificates/{certificate.uuid}/"


def test_staff_revoke_with_a_reason(site: Tree, visitor: Client, browser_of: Any, admin: Any) -> None:
    certificate = earned(site, visitor, name=NAME)
    staff = browser_of(admin)
    found = staff.get("/admin/certificates/", {"q": certificate.printed_code.lower()}).content.decode()
    assert certificate.printed_code in found and NAME not in found
    assert "ชื่อ (ปิดบางส่วน)" in found and "ส••• น้ำ•••" in found
    url = f"/admin/certificates/edit/{certificate.pk}/"
    assert staff.post(url, {"revoked_reason": "  "}).status_code == 200
    certificate.refresh_from_db()
    assert certificate.state == "issued"
    assert staff.post(url, {"revoked_reason": "ออกผิดคน"}).status_code == 302
    certificate.refresh_from_db()
    assert (certificate.state, certificate.revoked_reason, certificate.revoked_by) == ("revoked", "ออกผิดคน", admin)
    # Not twice, and not by another reason.
    assert staff.post(url, {"revoked_reason": "อีกครั้ง"}).status_code == 200
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "ออกผิดคน"
    shown = visitor.get(page_of(certificate)).content.decode()
    assert "ออกผิดคน" in shown and "paper__name" not in shown
    # The same course is not claimed anew in its place.
    assert claim_url(site.course) not in visitor.get("/th/my/").content.decode()
    assert visitor.get(claim_url(site.course))["Location"] == page_of(certificate)


@pytest.mark.parametrize("other", ["visitor", "learner", "member", "trainer", "kpi_staff", "author", "lawyer"])
def test_nobody_else_sees_the_list_or_revokes(
    site: Tree, browser_of: Callable[[Any], Client], other: str, request: pytest.FixtureRequest
) -> None:
    certificate = earned(site, Client(), name=NAME)
    person = request.getfixturevalue(other)
    client = person if isinstance(person, Client) else browser_of(person)
    for url in ("/admin/certificates/", f"/admin/certificates/edit/{certificate.pk}/"):
        assert client.get(url).status_code in (302, 403), url
    client.post(f"/admin/certificates/edit/{certificate.pk}/", {"revoked_reason": "ไม่ชอบ"})
    certificate.refresh_from_db()
    assert certificate.state == "issued"


def test_nothing_is_added_or_deleted_in_the_admin(site: Tree, browser_of: Any, admin: Any) -> None:
    certificate = earned(site, Client())
    staff = browser_of(admin)
    for url in ("/admin/certificates/new/", f"/admin/certificates/delete/{certificate.pk}/"):
        staff.post(url, {})
    assert Certificate.objects.get().state == "issued"


def test_a_group_that_was_given_the_right_may_revoke(site: Tree, browser_of: Any, kpi_staff: Any) -> None:
    certificate = earned(site, Client(), name=NAME)
    kpi_staff.groups.first().permissions.add(Permission.objects.get(codename="revoke_certificate"))
    staff = browser_of(kpi_staff)
    assert certificate.printed_code in staff.get("/admin/certificates/").content.decode()
    staff.post(f"/admin/certificates/edit/{certificate.pk}/", {"revoked_reason": "ออกผิดคน"})
    certificate.refresh_from_db()
    assert certificate.revoked_by == kpi_staff


def test_the_list_asks_as_often_for_forty_as_for_one(
    site: Tree, browser_of: Any, admin: Any, django_assert_max_num_queries: Any
) -> None:
    first = earned(site, Client(), name=NAME)
    for number in range(40):
        Certificate.objects.create(course_key=first.course_key, title=f"หลักสูตร {number}")
    staff = browser_of(admin)
    staff.get("/admin/certificates/")
    with django_assert_max_num_queries(16):
        page = staff.get("/admin/certificates/")
    assert "หลักสูตร 39" in page.content.decode()

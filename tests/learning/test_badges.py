"""Open Badges 3.0: what is signed verifies with the library's own verifier, and nothing else does."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from openbadgeslib.ob3 import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from portal.learning.certificates import badge_key, issuing
from portal.learning.certificates.issuing import Written, reserve
from portal.learning.models import Certificate
from portal.learning.models.certificate import STATUS_PLACES, erase_certificates
from portal.learning.requirements import required_now
from tests.factories.tree import Tree
from tests.learning.earning import earned

pytestmark = pytest.mark.django_db

NAME = "นางสาวสมศรี น้ำใจงาม"
BASE = "https://learn.example.go.th"


@pytest.fixture(autouse=True)
def at_home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal with an address of its own and a fresh key, on a machine without a network."""
    settings.BASE_URL = BASE
    settings.BADGE_KEY = str(tmp_path / "secrets" / "badge-key.pem")
    cache.clear()

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a badge asked the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def of_this_portal(url: str) -> bytes:
    """Answers a verifier's questions from the portal itself instead of the network."""
    response = Client().get(url.removeprefix(BASE))
    assert response.status_code == 200, url
    return bytes(response.content)


def badge_of(certificate: Certificate) -> str:
    response = Client().get(f"/v/{certificate.code}/badge.json")
    assert (response.status_code, response["Content-Type"]) == (200, "application/vc+ld+json")
    return str(response.content.decode())


def test_it_verifies_by_the_key_the_portal_publishes(site: Tree) -> None:
    certificate = earned(site, Client(), name=NAME)
    text = badge_of(certificate)
    credential = OB3LdpVerifier.for_issuer_did("did:web:learn.example.go.th:badges").verify(
        text, check_status=True, download=of_this_portal
    )
    assert credential.recipient_id == f"urn:uuid:{certificate.subject}"
    assert credential.achievement.name == site.course.title
    assert credential.issuer.name == "ศูนย์เรียนรู้ดิจิทัลตัวอย่าง"
    assert credential.evidence_url == f"{BASE}/v/{certificate.code}"
    proof = json.loads(text)["proof"]
    assert (proof["type"], proof["cryptosuite"]) == ("DataIntegrityProof", "eddsa-rdfc-2022")


PARTS: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
    "title": lambda one: [one["credentialSubject"]["achievement"], "name"],
    "subject": lambda one: [one["credentialSubject"], "id"],
    "day": lambda one: [one, "validFrom"],
    "issuer": lambda one: [one["issuer"], "name"],
    "signature": lambda one: [one["proof"], "proofValue"],
}


@pytest.mark.parametrize("part", PARTS)
def test_with_one_changed_character_it_does_not(site: Tree, part: str) -> None:
    document = json.loads(badge_of(earned(site, Client())))
    holder, name = PARTS[part](document)
    place = 3 if part == "day" else len(holder[name]) - 1
    old = holder[name][place]
    holder[name] = holder[name][:place] + ("5" if old != "5" else "4") + holder[name][place + 1 :]
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier(pubkey_pem=badge_key.public_pem()).verify(json.dumps(document))


def test_it_tells_no_name_and_no_address_of_a_person(site: Tree, browser_of: Any, member: Any) -> None:
    certificate = earned(site, browser_of(member), name=NAME)
    text = badge_of(certificate)
    written = json.dumps(json.loads(text), ensure_ascii=False)
    for secret in ("สมศรี", "น้ำใจงาม", member.email, member.username, str(certificate.uuid), "@"):
        assert secret not in written.replace('"@context"', ""), secret


def test_two_badges_of_one_learner_cannot_be_told_to_be_hers(site: Tree) -> None:
    old = earned(site, Client(), name="สมสี")
    new = issuing.correct(old, Written(NAME))
    assert old.subject != new.subject and old.status_place != new.status_place


@pytest.mark.parametrize("how", ["revoked", "replaced"])
def test_one_taken_back_is_marked_in_the_status_list(site: Tree, admin: Any, how: str) -> None:
    certificate = earned(site, Client(), name=NAME)
    text = badge_of(certificate)
    verifier = OB3LdpVerifier(pubkey_pem=badge_key.public_pem())
    verifier.verify(text, check_status=True, download=of_this_portal)
    if how == "revoked":
        issuing.revoke(certificate, "ออกผิดคน", admin)
    else:
        issuing.correct(certificate, Written("สมศรี"))
    with pytest.raises(OB3VerificationError, match="status 'revocation' is set"):
        verifier.verify(text, check_status=True, download=of_this_portal)
    assert Client().get(f"/v/{certificate.code}/badge.json").status_code == 410


def test_only_a_good_certificate_has_one(site: Tree) -> None:
    [paper] = reserve(1, required_now(site.course))
    assert Client().get(f"/v/{paper.code}/badge.json").status_code == 404
    assert Client().get("/v/0000-0000-0001/badge.json").status_code == 404
    certificate = earned(site, Client(), name=NAME)
    assert certificate.learner is not None
    erase_certificates(certificate.learner)
    assert Client().get(f"/v/{certificate.code}/badge.json").status_code == 410


def test_validity_stands_in_it(site: Tree) -> None:
    certificate = earned(site, Client())
    end = timezone.now() + timezone.timedelta(days=30)
    Certificate.objects.update(expires_at=end)
    document = json.loads(badge_of(certificate))
    assert document["validUntil"].startswith(end.strftime("%Y-%m-%d"))


def test_the_same_certificate_gives_the_same_badge(site: Tree) -> None:
    certificate = earned(site, Client())
    first = badge_of(certificate)
    cache.clear()
    assert badge_of(certificate) == first


def test_the_key_is_made_once_and_only_its_owner_reads_it(settings: Any) -> None:
    first = badge_key.public_pem()
    file = Path(settings.BADGE_KEY)
    assert file.stat().st_mode & 0o077 == 0
    assert badge_key.public_pem() == first
    # Another process that comes at the same moment makes none of its own.
    badge_key._make(file)
    assert badge_key.public_pem() == first
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_file_that_holds_no_key_is_named(settings: Any) -> None:
    file = Path(settings.BADGE_KEY)
    file.parent.mkdir()
    file.write_text("not a key")
    with pytest.raises(badge_key.BadgeKeyError, match="BADGE_KEY"):
        badge_key.private_pem()
    assert file.read_text() == "not a key"


def test_on_a_machine_without_https_the_key_names_itself(site: Tree, settings: Any) -> None:
    settings.BASE_URL = ""
    certificate = earned(site, Client())
    text = badge_of(certificate)
    issuer = json.loads(text)["issuer"]["id"]
    assert issuer.startswith("did:key:z")
    assert json.loads(Client().get("/badges/did.json").content)["id"] == issuer
    OB3LdpVerifier().verify(text)


def test_places_in_the_status_list_are_random_and_each_ones_own(site: Tree) -> None:
    places = [Certificate.objects.create(course_key=site.course.translation_key, status_place=issuing.free_status_place()).status_place for _ in range(40)]  # fmt: skip
    assert len(set(places)) == 40
    assert all(place is not None and 0 <= place < STATUS_PLACES for place in places)
    assert places != sorted(places)

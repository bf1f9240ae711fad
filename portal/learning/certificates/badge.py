"""A certificate as an Open Badge 3.0: a W3C Verifiable Credential with a DataIntegrityProof (eddsa-rdfc-2022).

It says what the verification page says and no more: no name, no e-mail; its subject is a random urn:uuid. JSON-LD
contexts come from the library's own files, so nothing is fetched. Revocation is a Bitstring Status List.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from openbadgeslib.ob3 import Achievement, Issuer, OB3LdpSigner, OpenBadgeCredential
from openbadgeslib.ob3.did import did_key_from_pem, did_web_from_url, multikey_from_pem
from openbadgeslib.ob3.status_list import build_status_list_credential, sign_status_list_credential, status_entry

from portal.learning.certificates.addresses import verify_url
from portal.learning.certificates.badge_key import private_pem, public_pem
from portal.learning.models import Certificate
from portal.learning.models.certificate import STATUS_PLACES
from portal.learning.requirements import kept

KEY_NAME = "badges"
KEPT_SECONDS = 3600
LIST_VALID = timedelta(days=7)


def issuer_did(base: str) -> str:
    """Who signs: did:web of the portal's address, its document at /badges/did.json.

    On a machine without HTTPS (a demo) the key itself, as did:key: did:web trusts nothing less.
    """
    if not base.startswith("https://"):
        return str(did_key_from_pem(public_pem()))
    return str(did_web_from_url(base + reverse("badge_did").rpartition("/")[0]))


def verification_method(base: str) -> str:
    """The name of the signing key within the issuer."""
    did = issuer_did(base)
    return f"{did}#{KEY_NAME if did.startswith('did:web:') else did.removeprefix('did:key:')}"


def did_document(base: str) -> dict[str, Any]:
    """The DID document with the public key, as a Multikey."""
    did = issuer_did(base)
    method = {
        "id": verification_method(base),
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": multikey_from_pem(public_pem()),
    }
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [method],
        "assertionMethod": [method["id"]],
    }


def badge_json(certificate: Certificate, base: str) -> str:
    """The signed credential of an issued certificate, kept for an hour: the same certificate gives the same text."""
    credential = _credential(certificate, base)
    key = private_pem()
    digest = hashlib.sha256(json.dumps(credential.to_vc(), sort_keys=True).encode() + key).hexdigest()
    signed: str | None = cache.get(f"badge:{digest}")
    if signed is None:
        signer = OB3LdpSigner(key, verification_method=verification_method(base))
        signed = str(signer.sign_to_json(credential, created=certificate.issued_at))
        cache.set(f"badge:{digest}", signed, KEPT_SECONDS)
    return signed


def status_list(number: int, base: str) -> str:
    """The signed status list (a JWT) with this number: a bit for each certificate, set when it is no longer good."""
    first = number * STATUS_PLACES
    places = (
        Certificate.objects.no_longer_good()
        .filter(status_place__range=(first, first + STATUS_PLACES - 1))
        .values_list("status_place", flat=True)
    )
    now = timezone.now()
    unsigned = build_status_list_credential(
        issuer_did(base),
        _list_url(number, base),
        "revocation",
        [place - first for place in places if place is not None],
        size_bits=STATUS_PLACES,
        issued=now,
        valid_until=now + LIST_VALID,
    )
    return str(sign_status_list_credential(unsigned, private_pem(), "EdDSA"))


def _credential(certificate: Certificate, base: str) -> OpenBadgeCredential:
    required = kept(certificate.snapshot)
    lessons = [title for _key, title in required.lessons] if required is not None else []
    address = verify_url(certificate.code, base)
    achievement = Achievement(
        id=f"urn:uuid:{certificate.course_key}",
        name=certificate.title,
        description=(required.summary if required is not None else "") or certificate.title,
        criteria_narrative=" · ".join(lessons) or certificate.title,
        achievement_type="Course",
    )
    place = certificate.status_place
    return OpenBadgeCredential(
        id=f"{address}/badge.json",
        issuer=Issuer(id=issuer_did(base), name=certificate.organiser or base, url=f"{base}/"),
        recipient_id=f"urn:uuid:{certificate.subject}",
        achievement=achievement,
        issuance_date=certificate.issued_at,
        expiration_date=certificate.expires_at,
        evidence_url=address,
        credential_status=[status_entry(_list_url(place // STATUS_PLACES, base), "revocation", place % STATUS_PLACES)]
        if place is not None
        else [],
    )


def _list_url(number: int, base: str) -> str:
    return base + reverse("badge_status", args=[number])

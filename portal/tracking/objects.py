"""What can be counted, and how a page says so: registry, object references, signed ids.

Content apps register their models in ``AppConfig.ready``. A page carries the signed id of its object; the id
holds everything a count is kept by, so nothing has to be looked up when a beacon arrives, and what a past view
was counted under never changes (counting rule 14).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from portal.thai.normalise import for_search
from portal.tracking.signing import BadSignature, Signer

if TYPE_CHECKING:
    from django.http import HttpRequest

FORMAT = "1"
"""First field of every signed id; ids of another format are refused."""

SEARCH_MISS = "search-miss"
DOCUMENT = "document"
LONGEST_TERM = 80
LAW_PROJECT = "digital-law-center"
LAW_KIND = "article"
_NAMESPACE = uuid.UUID("6f1c2b54-6f0e-5d7e-9a53-2f0b5a1f8a11")
_KIND = re.compile(r"[a-z][a-z-]{1,19}")
_PERSONAL = re.compile(r"\S*@\S*|\S*\d\S*")


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """One object in one language, with what its counts are reported by.

    ``key`` is the translation key; ``audiences`` are slugs; ``title`` is for people and does not travel in the
    signed id (for a search without hits it is the term).
    """

    kind: str
    key: uuid.UUID
    language: str
    site: int = 0
    project: str = ""
    production: str = ""
    audiences: tuple[str, ...] = ()
    title: str = ""

    @property
    def is_law(self) -> bool:
        """Whether a reader of this object is a reader of law content (counting rule 7)."""
        return self.kind == LAW_KIND or self.project == LAW_PROJECT

    @property
    def audience_list(self) -> str:
        """The audiences as stored: sorted slugs joined by commas."""
        return ",".join(sorted(self.audiences))


Describe = Callable[[Any], ObjectRef]


@dataclass(frozen=True, slots=True)
class Registration:
    """A model whose instances are counted, under which kind, and how one is described (None: as a page)."""

    model: type
    kind: str
    describe: Describe | None


_registered: dict[type, Registration] = {}


def register(model: type, kind: str, describe: Describe | None = None) -> None:
    """Makes a model countable; called from ``AppConfig.ready``.

    ``describe`` turns an instance into its ObjectRef; without it the instance is described as one of the
    portal's pages. Raises ValueError when the kind is no short lower-case word.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError(f"kind {kind!r}: write a short lower-case word")
    _registered[model] = Registration(model, kind, describe)


def registrations() -> list[Registration]:
    """Everything that can be counted."""
    return list(_registered.values())


def registration_for(model: type) -> Registration | None:
    """The registration of a model or of the nearest model it inherits from."""
    return next((_registered[base] for base in model.__mro__ if base in _registered), None)


def ref_for(instance: Any, request: HttpRequest | None = None) -> ObjectRef | None:
    """The reference of a page or other object; None when it is not counted."""
    found = registration_for(type(instance))
    if found is None:
        return None
    return found.describe(instance) if found.describe else describe_page(instance, found.kind, request)


def describe_page(page: Any, kind: str, request: HttpRequest | None = None) -> ObjectRef:
    """The reference of a page of the portal: its project and production are those it inherited from its section."""
    parts = page.get_url_parts(request)
    project = getattr(page, "project", None)
    return ObjectRef(
        kind=kind,
        key=page.translation_key,
        language=page.locale.language_code,
        site=parts[0] if parts else 0,
        project=project.slug if project else "",
        production=getattr(page, "production", "") or "",
        audiences=tuple(sorted(getattr(page, "audience_slugs", ()))),
        title=page.title,
    )


def document_ref(document: Any, *, language: str = "", site: int = 0) -> ObjectRef:
    """The reference of an uploaded document: it has no translation key, so its key is made from its number."""
    key = uuid.uuid5(_NAMESPACE, f"{document._meta.label_lower}:{document.pk}")
    return ObjectRef(DOCUMENT, key, language, site, title=str(document.title))


def site_signer(purpose: str) -> Signer:
    """The signer of this site for a purpose, from SECRET_KEY and SECRET_KEY_FALLBACKS."""
    from django.conf import settings

    return _signer(purpose, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=32)
def _signer(purpose: str, secrets: tuple[str, ...]) -> Signer:
    return Signer(purpose, secrets)


def sign(ref: ObjectRef) -> str:
    """The signed id of an object: URL-safe ASCII, the same for every reader."""
    name = quote(ref.title, safe="") if ref.kind == SEARCH_MISS else ref.key.hex
    fields = (FORMAT, ref.kind, name, ref.language, str(ref.site), quote(ref.project, safe=""), ref.production,
              ",".join(quote(slug, safe="") for slug in sorted(ref.audiences)))  # fmt: skip
    return site_signer("object").sign(":".join(fields))


def unsign(signed: str) -> ObjectRef:
    """The object a signed id stands for.

    Raises BadSignature for anything this site did not sign.
    """
    return parse(site_signer("object").unsign(signed))


def parse(payload: str) -> ObjectRef:
    """The object of a payload whose signature was checked.

    Raises BadSignature when the payload is not of this format.
    """
    fields = payload.split(":")
    if len(fields) != 8 or fields[0] != FORMAT or not _KIND.fullmatch(fields[1]):
        raise BadSignature("an id of another format")
    _, kind, name, language, site, project, production, audiences = fields
    title = unquote(name) if kind == SEARCH_MISS else ""
    key = _term_key(title, language) if kind == SEARCH_MISS else uuid.UUID(hex=name)
    slugs = tuple(unquote(slug) for slug in audiences.split(",")) if audiences else ()
    return ObjectRef(kind, key, language, int(site), unquote(project), production, slugs, title)


def searchable_term(term: str) -> str:
    """A search term fit to be kept: normalised, without e-mail addresses and anything that holds a digit."""
    return " ".join(_PERSONAL.sub(" ", for_search(term)).split())[:LONGEST_TERM].strip()


def _term_key(term: str, language: str) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, f"{language}:{term}")


def sign_search_miss(term: str, language: str, site: int = 0) -> str:
    """The signed id of a search that found nothing; "" when nothing of the term may be kept."""
    kept = searchable_term(term)
    if not kept:
        return ""
    return sign(ObjectRef(SEARCH_MISS, _term_key(kept, language), language, site, title=kept))

"""Short signed texts: object ids in pages, identity cookies. Standard library only, for the hot path."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

SIGNATURE_BYTES = 16


class BadSignature(ValueError):
    """The text was not signed by us, or was changed since."""


def hash_text(digest: bytes) -> str:
    """Sixteen bytes of a digest as 22 URL-safe characters."""
    return base64.urlsafe_b64encode(digest[:SIGNATURE_BYTES]).rstrip(b"=").decode("ascii")


class Signer:
    """Signs ASCII texts for one purpose with keys derived from the site's secret keys.

    The first secret signs; the others (``SECRET_KEY_FALLBACKS``) are still accepted, so pages cached before
    a change of the secret go on counting.
    """

    def __init__(self, purpose: str, secrets: Sequence[str]) -> None:
        self._keys = [hashlib.sha256(f"portal.tracking/{purpose}/{secret}".encode()).digest() for secret in secrets]

    def digest(self, text: str) -> str:
        """A keyed hash of any text, for ids that must not be readable."""
        return hash_text(hmac.digest(self._keys[0], text.encode(), "sha256"))

    def sign(self, text: str) -> str:
        """The text with its signature after a colon."""
        return f"{text}:{self.digest(text)}"

    def unsign(self, signed: str) -> str:
        """The text that was signed.

        Raises BadSignature when none of the keys made the signature.
        """
        text, colon, signature = signed.rpartition(":")
        if colon and signed.isascii():
            for key in self._keys:
                if hmac.compare_digest(hash_text(hmac.digest(key, text.encode(), "sha256")), signature):
                    return text
        raise BadSignature("not signed by this site")

"""What a form carries for us and shows to no one: compressed, encrypted, signed and dated (decision 32)."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

SALT = "portal.learning.quiz"


def seal(value: dict[str, Any]) -> str:
    """Plain JSON values as a token that only this site can read."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return _box().encrypt(zlib.compress(data, 9)).decode()


def unseal(token: str) -> dict[str, Any]:
    """What was sealed, however long ago: a quiz has no time limit. Raises signing.BadSignature for anything else."""
    try:
        opened: dict[str, Any] = json.loads(zlib.decompress(_box().decrypt(token)))
    except (InvalidToken, UnicodeEncodeError) as error:
        raise signing.BadSignature("not a form of ours") from error
    return opened


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_key(key) for key in keys])


def _key(secret: str | bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac(SALT, "seal", secret=secret, algorithm="sha256").digest()))

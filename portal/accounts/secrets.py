"""Secrets of authenticator apps, unreadable in the database: a copy of it signs nobody in.

The key comes from SECRET_KEY. Without it, or one of SECRET_KEY_FALLBACKS, people set up their app again.
"""

from __future__ import annotations

import base64
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"portal.accounts.secrets"


def _fernet() -> MultiFernet:
    keys = (str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS))
    return MultiFernet([Fernet(base64.urlsafe_b64encode(sha256(PURPOSE + key.encode()).digest())) for key in keys])


def encrypt(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def decrypt(kept: str) -> str:
    """The text; "" when it was written under a key that is gone, so that no code fits."""
    try:
        return _fernet().decrypt(kept.encode()).decode()
    except InvalidToken:
        return ""

"""The key badges are signed with: Ed25519, in a file of its own that only its owner may read.

Made at the first need and never changed by itself: with another key every badge of before would fail to verify. It
belongs into the backup.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


class BadgeKeyError(RuntimeError):
    """The file holds no Ed25519 key; the message says what to do."""


def private_pem() -> bytes:
    """The private key, made now if there is none. Raises BadgeKeyError for a file that holds something else."""
    path = Path(settings.BADGE_KEY)
    try:
        pem = path.read_bytes()
    except FileNotFoundError:
        _make(path)
        pem = path.read_bytes()
    _load(pem)
    return pem


def public_pem() -> bytes:
    """The public half, as verifiers take it."""
    return _load(private_pem()).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _load(pem: bytes) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise BadgeKeyError(_wrong()) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadgeKeyError(_wrong())
    return key


def _wrong() -> str:
    return f"BADGE_KEY={settings.BADGE_KEY}: holds no Ed25519 key; bring it back from the backup, or move it away to begin a new one"


def _make(path: Path) -> None:
    """Write a new key; of several processes the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # mkstemp makes the file 0600; linking fails where the name is taken, so no key is ever overwritten.
    descriptor, name = tempfile.mkstemp(prefix=path.name + ".", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        Path(path).hardlink_to(name)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()

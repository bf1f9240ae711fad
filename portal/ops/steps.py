"""Doing things one after another and telling how long each took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


def say(text: str = "") -> None:
    """A line for whoever typed the command, at once even through a pipe."""
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Names what is being done, then how many seconds it took. An error passes through."""
    started = time.monotonic()
    say(f"→ {name} …")
    yield
    say(f"  {name}: {time.monotonic() - started:.1f} s")


def stop(sentence: str, code: int = 1) -> NoReturn:
    """Ends the program with a sentence that says what to do."""
    sys.stdout.flush()
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(code)

"""Child processes that never outlive the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

PR_SET_PDEATHSIG = 1
"""prctl(2): the signal a process gets when its parent dies, also by kill -9."""

_libc = ctypes.CDLL(None, use_errno=True)


def ends_with_parent(name: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: the child is sent this signal when the parent is gone, however that happened."""

    def arrange() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, name)

    return arrange


def start(
    command: Sequence[str], env: Mapping[str, str] | None = None, group: int = 0, **options: Any
) -> subprocess.Popen[bytes]:
    """Starts a program in the process group `group`, or as the first of a new one (0)."""
    return subprocess.Popen(
        command,
        env=env,
        process_group=group,
        stdin=subprocess.DEVNULL,
        preexec_fn=ends_with_parent(signal.SIGTERM),
        **options,
    )


def end_group(group: int, members: Sequence[subprocess.Popen[bytes]], patience: float) -> None:
    """Asks a whole group to end, waits for its members so many seconds, then ends what is left by force."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGTERM)
    until = time.monotonic() + patience
    for member in members:
        with suppress(subprocess.TimeoutExpired):
            member.wait(max(0.1, until - time.monotonic()))
    kill_group(group)
    for member in members:
        member.wait()


def kill_group(group: int) -> None:
    """Ends by force whatever still runs in the group."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)

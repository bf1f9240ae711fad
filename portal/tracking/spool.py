"""The spool: where an event stands from its acknowledgement until it is in the store.

One append-only file per process. A line is handed to the operating system by one ``write(2)`` before the beacon
is answered, so killing the process loses nothing; ``fsync`` every 200 ms limits what a power cut may take.
Every line ends in a checksum, and after a short write (full disk) the next line starts on a fresh one: a torn line
was never acknowledged and is passed over. A living process holds a lock on its file, so the drain knows which files
are finished without asking who lives.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SUFFIX = ".spool"
UNNAMED_PREFIX = ".open-"
FORMAT = "1"
FSYNC_SECONDS = 0.2
ROTATE_BYTES = 16 * 1024 * 1024
ROTATE_SECONDS = 600.0
_READ_BYTES = 1 << 20

EVENT, MALFORMED, ALIAS, FORGET, HEADER = "E", "M", "A", "F", "H"


class SpoolError(OSError):
    """The event could not be written; the sender must be told to try again."""


def node_name() -> str:
    """This machine's name, fit for a file name."""
    return "".join(char if char.isalnum() else "-" for char in socket.gethostname())[:40] or "node"


def format_line(*fields: str) -> bytes:
    """A spool line: ASCII fields and their checksum, tab between, newline at the end.

    Raises UnicodeEncodeError for a field that is not ASCII.
    """
    body = "\t".join(fields).encode("ascii")
    return b"%b\t%08x\n" % (body, zlib.crc32(body))


def parse_line(line: bytes) -> list[str] | None:
    """The fields of a line (without its newline); None when it is torn."""
    body, tab, checksum = line.rpartition(b"\t")
    if not tab or checksum != b"%08x" % zlib.crc32(body):
        return None
    return body.decode("ascii").split("\t")


class SpoolWriter:
    """Appends this process's lines to its own file; safe to share between threads and across forks."""

    def __init__(self, directory: str | os.PathLike[str], header: tuple[str, ...]) -> None:
        self.directory = Path(directory)
        self._header = format_line(HEADER, FORMAT, *header)
        self._lock = threading.Lock()
        self._descriptor = -1
        self._pid = 0
        self._size = 0
        self._opened = 0.0
        self._torn = False
        self._dirty = False

    def append(self, line: bytes) -> None:
        """Writes one line; when it returns, the operating system has it.

        Raises SpoolError when it cannot be written whole.
        """
        with self._lock:
            try:
                self._ensure_open()
                data = b"\n" + line if self._torn else line
                written = os.write(self._descriptor, data)
            except OSError as error:
                raise SpoolError(error.errno, f"spool {self.directory}: {error.strerror}") from error
            self._size += written
            self._dirty = True
            self._torn = written != len(data)
            if self._torn:
                raise SpoolError(0, f"spool {self.directory}: short write")

    def close(self) -> None:
        """Ends the file: synced, and its lock given back, so the drain may remove it once read."""
        with self._lock:
            self._close()

    def sync(self) -> None:
        """Has the disk hold what was written so far."""
        with self._lock:
            if not self._dirty or self._pid != os.getpid():
                return
            self._dirty = False
            copy = os.dup(self._descriptor)
        try:
            os.fsync(copy)
        except OSError:
            # What the disk refused is gone as in a power cut; later lines go to a new file.
            self.close()
        finally:
            os.close(copy)

    def _ensure_open(self) -> None:
        if self._pid != os.getpid():
            # A forked child leaves the parent's file alone and starts its own, with its own fsync thread.
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1
            self._pid = os.getpid()
            threading.Thread(target=self._sync_for_ever, name="spool-fsync", daemon=True).start()
        full = self._size >= ROTATE_BYTES or time.monotonic() - self._opened >= ROTATE_SECONDS
        if self._descriptor >= 0 and full:
            self._close()
        if self._descriptor < 0:
            self._open()

    def _open(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o750)
        name = f"{time.time_ns() // 1_000:017d}-{node_name()}-{os.getpid()}-{secrets.token_hex(4)}"
        unnamed = self.directory / (UNNAMED_PREFIX + name)
        descriptor = os.open(unnamed, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o640)
        try:
            # Locked before it gets its name: no moment in which the drain could take it for finished.
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.write(descriptor, self._header) != len(self._header):
                raise OSError(28, "No space left on device")
            unnamed.rename(self.directory / (name + SUFFIX))
        except OSError:
            os.close(descriptor)
            with contextlib.suppress(OSError):
                unnamed.unlink()
            raise
        _sync_directory(self.directory)
        self._descriptor, self._size, self._torn, self._opened = descriptor, len(self._header), False, time.monotonic()

    def _close(self) -> None:
        if self._descriptor >= 0 and self._pid == os.getpid():
            with contextlib.suppress(OSError):
                os.fsync(self._descriptor)
            os.close(self._descriptor)
        self._descriptor, self._dirty = -1, False

    def _sync_for_ever(self) -> None:
        pid = os.getpid()
        while os.getpid() == pid:
            time.sleep(FSYNC_SECONDS)
            self.sync()


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Record(NamedTuple):
    """One line read back; ``fields`` is None for a torn one and empty for a blank one after it, whose time is that of
    the line before."""

    at_us: int
    file: str
    end: int
    """Offset after the line: the cursor once it is in the store."""
    fields: list[str] | None


class SpoolFile:
    """A spool file as the drain sees it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name

    def size(self) -> int:
        """Bytes written so far; 0 when the file is gone."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def records(self, offset: int) -> Iterator[Record]:
        """The whole lines from an offset on, in the order written; a line still being written is left for later."""
        at_us = 0
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            file.seek(offset)
            rest = b""
            while chunk := file.read(_READ_BYTES):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    offset += len(line) + 1
                    fields = parse_line(line) if line else []
                    if fields and fields[0] != HEADER:
                        at_us = int(fields[1])
                    yield Record(at_us, self.name, offset, fields)

    def remove_if_finished(self, cursor: int) -> bool:
        """Removes the file when its process has let go of it and everything in it is in the store.

        A torn last line of a dead process (no newline) holds nothing acknowledged and goes with the file.
        """
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            return True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if any(True for _ in self.records(cursor)):
                return False
            self.path.unlink()
            return True
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)


def spool_files(directory: Path) -> list[SpoolFile]:
    """The spool files of a directory, oldest first."""
    return [SpoolFile(path) for path in sorted(directory.glob("*" + SUFFIX))]


def remove_abandoned(directory: Path, older_than: float = 60.0) -> None:
    """Removes files whose process died before giving them their name: they hold no event."""
    for path in directory.glob(UNNAMED_PREFIX + "*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > older_than:
                path.unlink()


@contextlib.contextmanager
def drain_lock(directory: Path, *, wait: bool) -> Iterator[bool]:
    """One drain at a time per spool directory; yields False when another has it and ``wait`` is off."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o750)
    descriptor = os.open(directory / ".drain.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)

"""Files that survive: written beside, made durable, put in place; private from the first byte.

Plain functions over the operating system's calls; they raise ``OSError``. ``reason`` turns one into
words. Everything is made with mode 0600 (folders 0700), whatever the umask says.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
"""Only the owner reads and writes."""

PRIVATE_FOLDER = 0o700
"""Only the owner enters."""

_WINDOWS = sys.platform == "win32"
_EXTRA_FLAGS = (
    getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
"""Never through a link that somebody laid there; never handed on to another program."""

_RENAME_TRIES = 3
"""On Windows a sync client or virus scanner may hold the file for a moment."""

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "a limit for the size of files is reached",
    errno.EIO: "the disk reported an error",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "there is no permission",
    errno.EPERM: "there is no permission",
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "part of the path is not a folder",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "it is a link that leads elsewhere",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOLCK: "the system grants no more locks",
    errno.ENOSYS: "this file system cannot do it",
    errno.ESTALE: "the network disk is gone",
    errno.ENAMETOOLONG: "the name is too long",
}

SPACE_RUNS_OUT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Faults after which the disk itself is still sound: make room and go on."""


def reason(error: OSError) -> str:
    """Why the operating system refused, in words."""
    return _REASONS.get(error.errno or 0, (error.strerror or str(error)).lower())


def read_file(path: Path) -> bytes:
    """All bytes of a file."""
    fd = os.open(path, os.O_RDONLY | _EXTRA_FLAGS)
    with os.fdopen(fd, "rb") as file:
        return file.read()


def create_file(path: Path) -> int:
    """A new, private, empty file that was not there before; its descriptor, open for writing."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _EXTRA_FLAGS, PRIVATE_FILE)
    if not _WINDOWS:
        os.fchmod(fd, PRIVATE_FILE)
    return fd


def open_for_appending(path: Path) -> int:
    """An existing file, open for reading and for writing at its end."""
    return os.open(path, os.O_RDWR | os.O_APPEND | _EXTRA_FLAGS)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte, however little the system takes at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def write_at(fd: int, data: bytes, offset: int) -> None:
    """Write a few bytes at a place of a file, in one call where the system can."""
    if _WINDOWS:
        os.lseek(fd, offset, os.SEEK_SET)
        os.write(fd, data)
    else:
        os.pwrite(fd, data, offset)


def sync_data(fd: int) -> None:
    """Come back only when the bytes (and the length) of a file are on the disk."""
    if hasattr(os, "fdatasync"):
        os.fdatasync(fd)
    else:
        sync_file(fd)


def sync_file(fd: int) -> None:
    """Come back only when a file with all that belongs to it is on the disk."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # network disks do not know it
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def sync_folder(path: Path) -> None:
    """Come back only when the names in a folder are on the disk."""
    if _WINDOWS:
        return
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | getattr(os, "O_CLOEXEC", 0))
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # folders cannot be synced there
            raise
    finally:
        os.close(fd)


def write_new(path: Path, data: bytes) -> None:
    """Make a durable file that was not there before; nothing is left of it when that fails."""
    fd = create_file(path)
    try:
        try:
            write_all(fd, data)
            sync_file(fd)
        finally:
            os.close(fd)
        sync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def replace(path: Path, data: bytes) -> None:
    """Put new bytes in the place of a file: a reader finds the old ones or the new, never a mix.

    The caller must be the only writer, since the temporary file has a fixed name.
    """
    beside = temporary(path)
    with suppress(FileNotFoundError):
        beside.unlink()
    fd = create_file(beside)
    try:
        try:
            write_all(fd, data)
            sync_file(fd)
        finally:
            os.close(fd)
        _rename(beside, path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def temporary(path: Path) -> Path:
    """The name under which a file is written before it takes its place."""
    return path.with_name(path.name + ".tmp")


def link_or_copy(source: Path, target: Path) -> None:
    """Keep a file under a second name, durably; by a hard link where the disk can."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        write_new(target, read_file(source))
        return
    sync_folder(target.parent)


def move_aside(source: Path, target: Path) -> None:
    """Give a file another name in the same folder, durably; the target must be free."""
    if target.exists():
        raise FileExistsError(errno.EEXIST, "the name is taken", str(target))
    _rename(source, target)
    sync_folder(target.parent)


def make_folder(path: Path) -> None:
    """See that a private folder is there."""
    try:
        path.mkdir(mode=PRIVATE_FOLDER)
    except FileExistsError:
        if path.is_symlink() or not path.is_dir():
            raise
        if not _WINDOWS and path.stat().st_mode & 0o077:
            path.chmod(PRIVATE_FOLDER)
        return
    path.chmod(PRIVATE_FOLDER)
    sync_folder(path.parent)


def make_private(paths: Iterable[Path]) -> list[Path]:
    """Take away what others may do with files; the ones that others could read until now."""
    narrowed: list[Path] = []
    if _WINDOWS:
        return narrowed
    for path in paths:
        with suppress(OSError):
            if path.stat().st_mode & 0o077:
                path.chmod(PRIVATE_FILE)
                narrowed.append(path)
    return narrowed


def _rename(source: Path, target: Path) -> None:
    for attempt in range(_RENAME_TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if not _WINDOWS or attempt + 1 == _RENAME_TRIES:
                raise
        else:
            return

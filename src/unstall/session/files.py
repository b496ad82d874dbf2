"""Writing that survives a crash: private files, complete or not there at all.

Beside a session `2026-11-20.toml` may lie, hidden from listings:

- `.2026-11-20.toml.previous`: the version before the one in the file;
- `.2026-11-20.toml.pending-000017-3f9c…`: a newer state that is on its way into the file. The end
  of its name is the hash of its content, so that one cut short by a crash is told from a whole one;
- `.2026-11-20.toml.lock`, `.2026-11-20.toml.holder`: see `unstall.session.lock`;
- `2026-11-20.toml.conflict-20261120-101500`: what another program wrote into the file meanwhile;
- `.2026-11-20.toml.room/`: a workshop that is under way, see `unstall.workshop.folder`.

Every file is 0600 and every folder made here 0700, whatever the umask.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unstall.errors import Place, SessionError, StorageError

_FILE_MODE = 0o600
_FOLDER_MODE = 0o700
_HASH_DIGITS = 16
_REFUSED_FOR_GOOD = (errno.ENOENT, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)
_PENDING = re.compile(r"\.pending-(\d{6,})-([0-9a-f]{16})")


def previous_of(path: Path) -> Path:
    """Where the version before the one in the file is kept."""
    return path.with_name(f".{path.name}.previous")


def room_beside(path: Path) -> Path:
    """Where votes on a session meet while a workshop is under way."""
    return path.with_name(f".{path.name}.room")


@dataclass(frozen=True, slots=True)
class Pending:
    """A state on its way into a session file."""

    path: Path
    number: int
    """Later states have higher numbers."""
    digest: str
    """The beginning of the content's hash, as its name says."""

    def read(self) -> bytes | None:
        """Read the content; None if it is gone or was cut short."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return None
        return data if _digest(data) == self.digest else None


def pending_for(path: Path, number: int, data: bytes) -> Pending:
    """Name the pending file for a state of the session."""
    digest = _digest(data)
    return Pending(path.with_name(f".{path.name}.pending-{number:06}-{digest}"), number, digest)


def pendings(path: Path, siblings: Iterable[str] | None = None) -> list[Pending]:
    """List the pending files of a session, newest first.

    `siblings` are the names in its folder, if the caller has read them already.
    """
    start = f".{path.name}"
    if siblings is None:
        try:
            siblings = [sibling.name for sibling in path.parent.iterdir()]
        except OSError:
            return []
    found = [
        Pending(path.with_name(name), int(match[1]), match[2])
        for name in siblings
        if name.startswith(start) and (match := _PENDING.fullmatch(name[len(start) :]))
    ]
    return sorted(found, key=lambda pending: pending.number, reverse=True)


def conflicts_of(path: Path, siblings: Iterable[str]) -> tuple[Path, ...]:
    """List what other programs wrote into a session file and was kept beside it."""
    start = f"{path.name}.conflict-"
    return tuple(path.with_name(name) for name in sorted(siblings) if name.startswith(start))


def companions_of(path: Path) -> list[Path]:
    """List what lies beside a session and belongs to it, whether the session is there or not."""
    try:
        siblings = [sibling.name for sibling in path.parent.iterdir()]
    except OSError:
        return []
    pending = [one.path for one in pendings(path, siblings)]
    single = [one for one in (previous_of(path), room_beside(path)) if one.name in siblings]
    return [*conflicts_of(path, siblings), *single, *pending]


def conflict_name(path: Path, now: datetime) -> Path:
    """Choose a free name for what another program wrote into a session file."""
    stem = f"{path.name}.conflict-{now:%Y%m%d-%H%M%S}"
    names = (stem if count == 1 else f"{stem}-{count}" for count in itertools.count(1))
    return next(copy for name in names if not (copy := path.with_name(name)).exists())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_HASH_DIGITS]


def make_folder(folder: Path) -> None:
    """Make a private folder and the private folders that lead to it; those that exist stay."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for step in reversed(missing):
        with contextlib.suppress(FileExistsError):
            step.mkdir(_FOLDER_MODE)
            step.chmod(_FOLDER_MODE)


def write_new(path: Path, data: bytes, modified_ns: int | None = None) -> None:
    """Write a file that must not be there yet; leaves nothing behind if the disk refuses.

    `modified_ns` is the moment of change that the file is to show, in nanoseconds; by default now.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, _FILE_MODE)
    try:
        try:
            os.fchmod(descriptor, _FILE_MODE)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if modified_ns is not None:
                os.utime(descriptor, ns=(modified_ns, modified_ns))
        finally:
            os.close(descriptor)
    except OSError:
        remove(path)
        raise


def real_path(path: Path) -> Path:
    """Follow links to where a file lies; raises `SessionError` if they lead back to themselves."""
    try:
        return path.resolve()
    except RuntimeError:
        raise SessionError(
            "the link leads back to itself", Place(path), "Name the file itself."
        ) from None


def is_there(path: Path) -> bool:
    """Tell whether a regular file has this name; nothing has a name that no file can have."""
    try:
        return path.is_file()
    except OSError:
        return False


def sync(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on the disk itself."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_as(path: Path, copy: Path) -> None:
    """Keep what a file holds now under another name, replacing what has that name, in one step."""
    step = _step(copy)
    try:
        os.link(path, step)
    except OSError as refused:
        if refused.errno in _REFUSED_FOR_GOOD:
            raise
        # Some file systems have no links.
        shutil.copyfile(path, step)
    try:
        with contextlib.suppress(OSError):
            step.chmod(_FILE_MODE)
        step.replace(copy)
    finally:
        # Renaming one link of a file onto another does nothing and leaves both.
        remove(step)


def _step(path: Path) -> Path:
    """Choose a hidden name of which nobody else thinks, for a file on its way to its own."""
    return path.with_name(f".{path.name.lstrip('.')}.{os.urandom(4).hex()}.new")


def remove(path: Path) -> None:
    """Take a file away if it is there and can be."""
    with contextlib.suppress(OSError):
        path.unlink()


def put_new(path: Path, data: bytes) -> bool:
    """Write a whole file under a name that nothing has yet; tells whether the name was free."""
    step = _step(path)
    write_new(step, data)
    try:
        sync(step)
        if not move_new(step, path):
            return False
        sync(path.parent)
    finally:
        remove(step)
    return True


def put_over(path: Path, data: bytes) -> None:
    """Write a whole file in the place of what has its name, if anything has, in one step.

    A link stays a link: what it leads to is written again. Raises `OSError`, after which what was
    there is as it was.
    """
    real = path.resolve()
    step = _step(real)
    write_new(step, data)
    try:
        sync(step)
        step.replace(real)
        sync(real.parent)
    finally:
        remove(step)


def move_new(path: Path, target: Path) -> bool:
    """Move a file to a name that nothing has yet; tells whether the name was free."""
    try:
        os.link(path, target)
    except FileExistsError:
        return False
    except OSError as refused:
        if refused.errno in _REFUSED_FOR_GOOD:
            raise
        # Without links there is a moment between looking and moving; nothing better is to be had.
        if target.exists():
            return False
        path.rename(target)
        return True
    path.unlink()
    return True


_REFUSALS = {
    errno.ENOSPC: ("the disk is full", "Free some space."),
    errno.EDQUOT: ("your share of the disk is full", "Free some space."),
    errno.EFBIG: ("the disk takes no file of this size", "Free some space."),
    errno.EROFS: ("the disk is read-only", "Choose another folder with --sessions."),
    errno.EACCES: ("the folder is read-only for you", "Choose another folder with --sessions."),
    errno.EPERM: ("the folder is read-only for you", "Choose another folder with --sessions."),
    errno.ENOENT: ("the folder is gone", "Put it back, or choose another with --sessions."),
    errno.ENOTDIR: ("a file stands where a folder should", "Choose another with --sessions."),
    errno.EIO: ("the disk reports an error", "Copy the folder to another disk."),
    errno.EMFILE: ("too many files are open", "Close other programs."),
    errno.ENFILE: ("too many files are open", "Close other programs."),
}


def storage_error(refused: OSError, path: Path, outcome: str = "not saved") -> StorageError:
    """Put what the operating system says into words."""
    said = (refused.strerror or "no reason given").lower()
    what, hint = _REFUSALS.get(refused.errno or 0, (f"the disk refused ({said})", "Try again."))
    return StorageError(f"{outcome}: {what}", Place(path), hint)

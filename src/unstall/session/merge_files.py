"""Three versions of a file merged into one, as git asks of a merge driver.

Sessions are merged item by item, see `unstall.session.merge`. What is no session, such as a copy of
a questionnaire, is merged line by line as git would on its own. The outcome goes into the file of
our side; where it holds a conflict, both versions stand in it between markers.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from unstall.errors import Place, SessionError, UsageError
from unstall.session.conflict import Conflicted, conflict_of
from unstall.session.conflict_words import in_brief
from unstall.session.files import put_over, storage_error
from unstall.session.format import encode, from_toml
from unstall.session.git import run_git
from unstall.session.markers import halves_of, marked
from unstall.session.merge import WHOLE, Merged, differences, merge
from unstall.session.models import Session

_MOST_CONFLICTS = 127
"""Exit codes above say that git could not merge the lines at all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a merge; the file of our side holds it."""

    is_clean: bool
    said: str = ""
    """What is in conflict, as a clause; blank if nothing is."""


def merge_files(
    base: Path, ours: Path, theirs: Path, *, our_label: str = "", their_label: str = ""
) -> Outcome:
    """Merge three files and write what comes out over `ours`.

    Raises `UsageError` for a file that is not there, `StorageError` if the disk refuses; then
    `ours` is as it was.

    Args:
        base: What both began with; empty if there was nothing.
        ours: One version, and where the outcome goes.
        theirs: The other version.
        our_label: What the markers are to say of our version, such as a branch.
        their_label: The same of theirs.
    """
    before, one, other = (_content(path) for path in (base, ours, theirs))
    if other in (one, before):
        return Outcome(is_clean=True)
    if one == before:
        _write(ours, other)
        return Outcome(is_clean=True)
    labels = our_label or "ours", their_label or "theirs"
    merged = _merged_sessions(before, one, other)
    if merged is None:
        return _by_lines(base, ours, theirs, labels)
    if not merged.conflicts:
        _write(ours, _as_written_by_hand(merged.ours, base, ours, theirs) or encode(merged.ours))
        return Outcome(is_clean=True)
    _write(ours, marked(merged, *labels).encode())
    return Outcome(is_clean=False, said=in_brief(Conflicted(merged, *labels, line=1)))


def _merged_sessions(before: bytes, one: bytes, other: bytes) -> Merged | None:
    """Merge what are sessions; None if one of both sides is none."""
    ours, theirs = _session(one), _session(other)
    if ours is None or theirs is None:
        return None
    base = _session(before) or _agreed(before)
    if base is None and before.strip():
        return differences(ours, theirs)
    return merge(base, ours, theirs)


def _agreed(data: bytes) -> Session | None:
    """Read what was settled in a base that git merged itself, as it does where histories cross."""
    try:
        halves = halves_of(data.decode("utf-8-sig"))
        merged = conflict_of(halves).merged if halves else None
    except (SessionError, UnicodeDecodeError):
        return None
    is_whole = merged is not None and all(one.keys != WHOLE for one in merged.conflicts)
    return merged.agreed() if merged and is_whole else None


def _session(data: bytes) -> Session | None:
    try:
        session = from_toml(data.decode("utf-8-sig"))
        encode(session)
    except (SessionError, UnicodeDecodeError):
        return None
    return session


def _as_written_by_hand(merged: Session, *files: Path) -> bytes | None:
    """Keep comments and order, which a session does not know, where lines merge to the same."""
    if all(_is_as_we_write(path) for path in files):
        return None
    found = _git_merge_file(*files, labels=("ours", "theirs"))
    if found is None or found.returncode:
        return None
    return found.stdout if _session(found.stdout) == merged else None


def _is_as_we_write(path: Path) -> bool:
    data = _content(path)
    session = _session(data)
    return session is None or encode(session) == data


def _by_lines(base: Path, ours: Path, theirs: Path, labels: tuple[str, str]) -> Outcome:
    found = _git_merge_file(base, ours, theirs, labels=labels)
    if found is None or not 0 <= found.returncode <= _MOST_CONFLICTS:
        # Both sides stay in git, which is told that they could not be put together.
        return Outcome(is_clean=False, said="two versions of this file cannot be merged by lines")
    _write(ours, found.stdout)
    if found.returncode == 0:
        return Outcome(is_clean=True)
    return Outcome(is_clean=False, said="two people changed the same lines")


def _git_merge_file(
    base: Path, ours: Path, theirs: Path, *, labels: tuple[str, str]
) -> subprocess.CompletedProcess[bytes] | None:
    """Have git merge lines; None if git is not there or does not answer."""
    named = [part for label in (labels[0], "base", labels[1]) for part in ("-L", label)]
    files = [str(path.absolute()) for path in (ours, base, theirs)]
    return run_git(ours.absolute().parent, "merge-file", "-p", *named, *files)


def _content(path: Path) -> bytes:
    try:
        if path.is_file():
            return path.read_bytes()
    except OSError as refused:
        raise storage_error(refused, path, "not read") from None
    except ValueError:
        raise UsageError("no file can have such a name", hint="Check the path.") from None
    raise UsageError(
        "there is no such file to merge", Place(path), "Name the base, our version and theirs."
    )


def _write(path: Path, data: bytes) -> None:
    try:
        put_over(path, data)
    except OSError as refused:
        raise storage_error(refused, path) from None

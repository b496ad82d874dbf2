"""The copy of every questionnaire version that a sessions folder has used.

It is written once and never changed, so that a session gives the same result in two years. Which
copy belongs to a session is told by the content hash alone: names only help people.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from unstall.errors import Place, QuestionnaireError
from unstall.paths import kept_questionnaires
from unstall.questionnaire.library import earlier_with_hash, list_available
from unstall.questionnaire.load import Loaded, as_single_file, load
from unstall.session.files import make_folder, put_new
from unstall.session.models import QuestionnaireRef, Session

_SHORT = 8


def keep_questionnaire(sessions: Path, questionnaire: Loaded) -> Path:
    """Write the copy unless it is there; raises `OSError` if the disk refuses."""
    folder = kept_questionnaires(sessions)
    make_folder(folder)
    data = as_single_file(questionnaire).encode()
    named, sha256 = questionnaire.questionnaire, questionnaire.sha256
    start = f"{named.id}-{named.version[:_SHORT]}"
    for digits in (_SHORT, len(sha256)):
        path = folder / f"{start}-{sha256[:digits]}.toml"
        if put_new(path, data) or path.read_bytes() == data:
            return path
    raise QuestionnaireError(
        "the kept copy of the questionnaire was changed", Place(path), "Take the file away."
    )


def kept_questionnaire(sessions: Path, ref: QuestionnaireRef) -> Loaded:
    """Load the questionnaire that a session was made with.

    Raises `QuestionnaireError` if there is no copy, or none that is as it was.
    """
    folder = kept_questionnaires(sessions)
    copies = _copies(folder, ref)
    for copy in copies:
        try:
            loaded = load(copy)
        except QuestionnaireError:
            continue
        if loaded.sha256 == ref.sha256:
            return loaded
    which = f"questionnaire {ref.id} {ref.version[:_SHORT]} ({ref.sha256[:_SHORT]})"
    if copies:
        raise QuestionnaireError(
            f"the kept copy of {which} was changed", Place(copies[0]), "Take it from a backup."
        )
    raise QuestionnaireError(
        f"there is no copy of {which}",
        Place(folder),
        "Copy it from the sessions folder in which the session was made.",
    )


def keep_again(session: Session, path: Path, sessions: Path) -> None:
    """Write the copy that a session of this folder needs if somebody took it away.

    To be asked whenever a session is opened to be written. What cannot be done now is done the next
    time: a copy that is nowhere else to be had, or a disk that refuses, keeps nobody from working.
    """
    inside = path.resolve().is_relative_to(sessions.resolve())
    if not inside or _copies(kept_questionnaires(sessions), session.questionnaire):
        return
    with suppress(OSError, QuestionnaireError):
        keep_questionnaire(sessions, questionnaire_for(session, path, sessions))


def questionnaire_for(session: Session, path: Path, sessions: Path) -> Loaded:
    """Load the very version of the questionnaire that a session was made with, wherever it lies.

    Looked for among the copies of the sessions folder, then of the folder in which the session's
    file lies, then among the questionnaires of the user and the program, then among what was in
    force before another version was adopted. Raises `QuestionnaireError` if it is in none of them.
    """
    try:
        return questionnaire_named(session.questionnaire, path, sessions)
    except QuestionnaireError:
        if session.ballot is None:
            raise
    # Whoever votes has no sessions folder of the facilitator's to copy from.
    ref = session.questionnaire
    raise QuestionnaireError(
        f"this ballot is about the questionnaire {ref.id} {ref.version[:_SHORT]}"
        f" ({ref.sha256[:_SHORT]}), which is not here",
        Place(path),
        "Ask for that questionnaire's file, then: unstall questionnaire adopt FILE.",
    )


def questionnaire_named(ref: QuestionnaireRef, path: Path, sessions: Path) -> Loaded:
    """Load the version that the session at a path names; see `questionnaire_for`."""
    try:
        return kept_questionnaire(sessions, ref)
    except QuestionnaireError as missing:
        with suppress(QuestionnaireError):
            return kept_questionnaire(path.resolve().parent.parent, ref)
        for available in list_available():
            if available.sha256 == ref.sha256:
                return load(available.path)
        if earlier := earlier_with_hash(ref.sha256):
            return earlier
        raise missing from None


def _copies(folder: Path, ref: QuestionnaireRef) -> list[Path]:
    """List what has the name of a copy of this version."""
    ends = (f"-{ref.sha256[:_SHORT]}.toml", f"-{ref.sha256}.toml")
    try:
        return sorted(copy for copy in folder.iterdir() if copy.name.endswith(ends))
    except OSError:
        return []

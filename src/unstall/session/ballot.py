"""Ballots: what one person answers alone, before the room votes, in a small session file.

A ballot names its session by project, moment and questionnaire version, and holds nothing else of
it: no client, no fact, nobody's answers. It goes to all participants alike and has no id until it
is filled in first, so that nobody can tell who was sent which.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from unstall.errors import Place, SessionError, SessionIsBallotError
from unstall.questionnaire.models import Questionnaire
from unstall.session.edit import find_question
from unstall.session.format import to_toml
from unstall.session.models import NOBODY_KNOWS, BallotRef, Session
from unstall.session.names import folded
from unstall.session.typed import one_line

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LONGEST_ROLE = 40
_DIGITS = 16
"""Of a voter's pseudonym."""


def blank_ballot(
    session: Session,
    questionnaire: Questionnaire,
    questions: Sequence[str],
    *,
    role: str | None = None,
) -> Session:
    """Make a ballot that asks these questions; raises `SessionError` for one that is not there.

    Args:
        session: What is voted on.
        questionnaire: Its questionnaire.
        questions: At least one, in the order in which they are asked.
        role: The id of the role in which its voter votes; None to leave it to the voter.
    """
    asked = tuple(find_question(questionnaire, question).id for question in questions)
    return Session(
        project=session.project,
        depth=session.depth,
        opened=session.opened,
        assessed=session.assessed,
        questionnaire=session.questionnaire,
        ballot=BallotRef(role=role, questions=asked),
    )


def role_id(questionnaire: Questionnaire, typed: str) -> str:
    """Make an id of a role as somebody typed it; raises `SessionError` if nothing is left of it.

    A title of one of the questionnaire's roles gives that role. Small letters, digits and hyphens
    are left, so that nothing hostile stands in a role; an umlaut becomes two letters.
    """
    wanted = one_line(typed).casefold()
    for role in questionnaire.roles:
        if wanted in (role.id, role.title.casefold()):
            return role.id
    slug = re.sub(r"[^a-z0-9]+", "-", plain_letters(wanted)).strip("-")[:_LONGEST_ROLE].strip("-")
    if not slug or not slug[0].isalpha():
        raise SessionError(
            "a role needs a name in letters from a to z",
            Place(item="role"),
            "Write one such as engineering or business.",
        )
    return slug


def plain_letters(text: str) -> str:
    """Write a text in small letters without accents; umlauts as German writes them without."""
    whole = unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS)
    parts = unicodedata.normalize("NFKD", whole).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part))


def filled_in(ballot: Session, draw_id: Callable[[], str]) -> Session:
    """Give a ballot its id, if it has none yet.

    Args:
        ballot: A ballot; any other session stays as it is.
        draw_id: Gives a random pseudonym.
    """
    if ballot.ballot is None or ballot.ballot.id is not None:
        return ballot
    ref = ballot.ballot.model_copy(update={"id": draw_id()})
    return ballot.model_copy(update={"ballot": ref})


def with_role(ballot: Session, role: str) -> Session:
    """Say in which role a ballot's voter votes; raises `SessionError` for what is no ballot."""
    if ballot.ballot is None:
        raise SessionError(
            "only a ballot has the role of its voter",
            Place(item="role"),
            "Make one with unstall ballot.",
        )
    ref = ballot.ballot.model_copy(update={"role": role})
    return ballot.model_copy(update={"ballot": ref})


def voter_of(ballot: BallotRef, session: Session) -> str:
    """Give the pseudonym under which a ballot is counted.

    It is as random as the ballot's id and cannot be turned back into it, so that a session does not
    tell whose ballot a vote was; the same ballot always has the same.
    """
    text = f"unstall ballot {session.opened.isoformat()} {ballot.id}"
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def votes_on(ballot: Session) -> dict[str, str]:
    """Give what a ballot says: question id → level id or `unknown`.

    What does not apply, or was left open, is no vote.
    """
    return {
        question: answer.level or NOBODY_KNOWS
        for question, answer in sorted(ballot.answers.items())
        if answer.level is not None or answer.unknown
    }


def refuse_ballot(session: Session, path: Path) -> None:
    """Raise `SessionIsBallotError` for a ballot: what one person thinks has no verdict."""
    if session.ballot is not None:
        raise SessionIsBallotError(
            "this is a ballot, which has no result of its own",
            Place(path),
            "Count it into its session: unstall collect SESSION BALLOT.",
        )


def refuse_foreign(ballot: Session, session: Session, path: Path | None = None) -> BallotRef:
    """Give what makes it a ballot of this session; raises `SessionError` if it is none."""
    ref = ballot.ballot
    if ref is None:
        raise SessionError("this is no ballot", Place(path), "Make ballots with unstall ballot.")
    if folded(ballot.project) != folded(session.project):
        raise SessionError(
            f"this ballot is for another project, {one_line(ballot.project)!r}",
            Place(path),
            "Collect it into that one.",
        )
    theirs, ours = ballot.questionnaire, session.questionnaire
    if theirs.id != ours.id:
        raise SessionError(
            f"this ballot is for another questionnaire, {theirs.id}, not {ours.id}",
            Place(path),
            "Collect it into the session that it was made for.",
        )
    if theirs != ours:
        raise SessionError(
            f"this ballot is for another version of the questionnaire, {theirs.version[:20]},"
            f" not {ours.version}",
            Place(path),
            "Make new ballots with unstall ballot.",
        )
    if ballot.opened != session.opened:
        raise SessionError(
            f"this ballot is for the session begun on {ballot.opened.date()}, and this one was"
            f" begun on {session.opened.date()}",
            Place(path),
            "Collect it into that one.",
        )
    foreign = set(ballot.answers) - set(ref.questions)
    if foreign:
        raise SessionError(
            "this ballot does not ask that", Place(path, item=min(foreign)), "Take the answer out."
        )
    return ref


def ballot_text(ballot: Session, questionnaire: Questionnaire) -> str:
    """Write a blank ballot as TOML, with what it asks in words, to be filled in with any editor."""
    return to_toml(ballot) + "\n" + "\n".join(_in_words(ballot, questionnaire)) + "\n"


def _in_words(ballot: Session, questionnaire: Questionnaire) -> Iterator[str]:
    yield "# What you think, before the room votes. Nobody sees it but with all the others."
    yield "# Fill it in with: unstall open FILE, or unstall answer FILE QUESTION=LEVEL --role ROLE"
    yield "# Or here: take away the # before a question's two lines, keep one level or write"
    yield '# unknown = true instead, and above, under [ballot], write role = "engineering" (or'
    yield '# whatever yours is) and id = "…" with 16 random digits.'
    for name in ballot.ballot.questions if ballot.ballot else ():
        question = questionnaire.question_by_id[name]
        yield "#"
        yield f"# {one_line(question.prompt)}"
        for number, level in enumerate(question.levels, start=1):
            yield f"#   {number} {level.id}: {one_line(level.label)}"
        yield f"# [answers.{name}]"
        yield f'# level = "{question.levels[0].id}"'

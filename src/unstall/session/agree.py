"""Whether a session and its questionnaire agree, for files that people write by hand."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from unstall.errors import Place, SessionError
from unstall.questionnaire.models import Questionnaire
from unstall.session.edit import check_left_from, find_action, find_fact, find_level, find_question
from unstall.session.facts import check_fact
from unstall.session.format import MOST_BYTES
from unstall.session.models import NOBODY_KNOWS, Result, Session
from unstall.session.own import check_own, refuse_circles
from unstall.session.settling import settled_question
from unstall.toml import Lines, read_text


def agreed(session: Session, questionnaire: Questionnaire, path: Path | None = None) -> Session:
    """Check every id, level and fact of a session against the questionnaire version it names.

    Gives the session with its facts in their normal form, and with what stands under an id that a
    question had before under the id that it has. Against another version ids that are not there are
    to be expected, and this is not to be asked. Raises `SessionError` for the first disagreement,
    with file and line if there is a file.
    """
    facts = {}
    for name, value in session.facts.items():
        with _placed(path, "facts", name):
            fact = find_fact(questionnaire, name)
            if fact.held_in:
                raise SessionError(
                    "this fact has a key of its own",
                    hint=f"Write {fact.held_in} = … at the top of the file instead.",
                )
            facts[fact.id] = check_fact(fact, value, questionnaire.roles)
    former: dict[str, str] = {}
    for name in session.how_soon:
        with _placed(path, "how_soon", name):
            former |= _former(name, find_question(questionnaire, name).id, session.how_soon)
    for name, answer in session.answers.items():
        places = questionnaire.level_places.get(name)
        if places is not None and (answer.level is None or answer.level in places):
            continue
        with _placed(path, "answers", name):
            question = find_question(questionnaire, name)
            former |= _former(name, question.id, session.answers)
        if answer.level is not None:
            with _placed(path, "answers", name, "level"):
                find_level(questionnaire, question, answer.level)
    former_votes = _check_votes(session, questionnaire, path)
    for name in session.plan.actions:
        if name not in session.plan.own and settled_question(name, questionnaire) is None:
            with _placed(path, "plan", "actions", name):
                find_action(questionnaire, name)
    for name, own in session.plan.own.items():
        with _placed(path, "plan", "own", name):
            check_own(session, questionnaire, name, own)
    if session.plan.own:
        with _placed(path, "plan", "own"):
            refuse_circles(session)
    with _placed(path, "plan", "left_from"):
        check_left_from(session)
    _check_result(session.result, questionnaire, path)
    changes: dict[str, object] = {"facts": facts}
    if former_votes:
        changes["votes"] = {former_votes.get(name, name): v for name, v in session.votes.items()}
    if former:
        changes |= {
            "answers": {former.get(name, name): one for name, one in session.answers.items()},
            "how_soon": {former.get(name, name): one for name, one in session.how_soon.items()},
        }
    return session.model_copy(update=changes)


def _check_result(result: Result | None, questionnaire: Questionnaire, path: Path | None) -> None:
    if result is None:
        return
    conditions = {gate.id for gate in questionnaire.gates} | questionnaire.question_by_id.keys()
    named: tuple[tuple[str, str, Iterable[str | None], Container[str | None]], ...] = (
        ("strategy", "strategy", (result.strategy,), questionnaire.strategy_by_id),
        ("then", "strategy", (result.then,), questionnaire.strategy_by_id),
        ("conditions", "condition", result.conditions, conditions),
    )
    for key, what, ids, known in named:
        with _placed(path, "result", key):
            for unknown in (id_ for id_ in ids if id_ is not None and id_ not in known):
                raise SessionError(
                    f"there is no {what} {unknown!r}",
                    hint="A result is not changed by hand: take the file from a backup.",
                )


def _check_votes(
    session: Session, questionnaire: Questionnaire, path: Path | None
) -> dict[str, str]:
    """Check votes and what a ballot asks; gives the present ids of questions by former ones."""
    former: dict[str, str] = {}
    for name, votes in session.votes.items():
        with _placed(path, "votes", name):
            question = find_question(questionnaire, name)
            former |= _former(name, question.id, session.votes)
        for in_round, cast in (("first", votes.first), ("second", votes.second)):
            for voter, vote in cast.items():
                if vote != NOBODY_KNOWS:
                    with _placed(path, "votes", name, in_round, voter):
                        find_level(questionnaire, question, vote)
    for name in session.ballot.questions if session.ballot else ():
        with _placed(path, "ballot", "questions"):
            find_question(questionnaire, name)
    return former


def _former(name: str, present: str, there: Container[str]) -> dict[str, str]:
    """Give the present id of a question by the one that it had; raises `SessionError` for both."""
    if name == present:
        return {}
    if present in there:
        raise SessionError(
            f"{name} is what {present} was called before, and both are there",
            hint="Keep one of the two.",
        )
    return {name: present}


@contextmanager
def _placed(path: Path | None, *keys: str) -> Iterator[None]:
    """Give the file and line of these keys to an error that is raised inside."""
    try:
        yield
    except SessionError as refused:
        text = read_text(path, most_bytes=MOST_BYTES, error=SessionError) if path else ""
        place = Place(path, Lines(text).nearest(keys), ".".join(keys))
        raise SessionError(refused.message, place, refused.hint) from None

"""A copy of a session for other people's eyes: no names, no private notes, nothing said in
confidence, and no role so small that it tells who voted what.

Names become *Person 1*, *Person 2*: who does what stays readable, who it is does not. Notes, what
evidence lies where, whom somebody was going to ask and who accepted a risk are dropped. Levels,
facts and the plan stay, so verdict and plan are those of the original. The project's and the
client's name stay: they are what the document is about.

People write names into any text, a role included. What was dropped is therefore searched for in the
finished document (`unstall.session.leaks`), and a document in which any of it is left is not to be
written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unstall.questionnaire.models import Questionnaire
from unstall.session.leaks import leaks, words_beside
from unstall.session.models import (
    Accepted,
    Answer,
    CheckpointKind,
    Held,
    LastPlan,
    PlannedAction,
    PlanState,
    Session,
)
from unstall.session.voters import OTHERS, different_people, folded

WITHHELD = "withheld"
_FREE_TEXT = ("text", "long-text", "texts")
_FORM_OF_ADDRESS = re.compile(
    "mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|herr|frau|mme|mlle|monsieur|madame|"
    "sr|sra|senor|senora|don|dona|signor|signora"
)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted session, and what must not be found in any document made from it."""

    session: Session
    names: tuple[str, ...]
    """Names that were dropped, as they were written."""


def redact(session: Session, questionnaire: Questionnaire) -> Redacted:
    """Make the copy.

    Args:
        session: The session; it is not changed.
        questionnaire: Tells which facts hold people.
    """
    return redact_together([(session, questionnaire)])[0]


def redact_together(sessions: Sequence[tuple[Session, Questionnaire]]) -> tuple[Redacted, ...]:
    """Make copies of sessions of one project, for a document about all of them.

    Whoever is named in several is the same *Person 1* in all, and an added action has the same
    plain id wherever it is named. Each copy has the names of all sessions with it.

    Args:
        sessions: With their questionnaires, the oldest first, each followed by the one that
            repeats it.
    """
    # The newest counts first, so that its people have the numbers that they have alone.
    names = tuple(dict.fromkeys(name for one in reversed(sessions) for name in _names_in(*one)))
    numbered = {name: f"Person {number}" for number, name in enumerate(names, start=1)}

    def withheld(name: str) -> str:
        return numbered.get(name.strip(), name)

    # An added action that goes on in the next session's plan is the same one there.
    plain = _plain_ids({id_ for session, _ in sessions for id_ in session.plan.own}, "own")
    return tuple(
        Redacted(_copy(session, known, withheld, plain), names)
        for session, known in _with_known_actions(sessions)
    )


def _with_known_actions(
    sessions: Sequence[tuple[Session, Questionnaire]],
) -> Iterator[tuple[Session, _Known]]:
    """Give each session with its questionnaire, and the actions that it can speak of."""
    before: frozenset[str] = frozenset()
    for session, questionnaire in sessions:
        own = frozenset(questionnaire.action_by_id)
        yield session, _Known(questionnaire, own | before)
        before = own


@dataclass(frozen=True, slots=True)
class _Known:
    questionnaire: Questionnaire
    actions: frozenset[str]
    """Ids of actions of the session's questionnaire and of that of the session before."""


def _copy(
    session: Session,
    known: _Known,
    withheld: Callable[[str], str],
    plain: Mapping[str, str],
) -> Session:
    return session.model_copy(
        update={
            "facts": {
                fact: _fact_without_names(value, known.questionnaire, fact, withheld)
                for fact, value in session.facts.items()
            },
            "answers": {
                question: _answer(answer, withheld)
                for question, answer in session.answers.items()
                if not _answer(answer, withheld).is_empty
            },
            "voters": _shown_roles(session),
            "plan": _plan(session.plan, withheld, plain),
            "last_plan": _last_plan(session.last_plan, known.actions, plain),
        }
    )


def _shown_roles(session: Session) -> dict[str, str]:
    """Fold roles by the people in them: two who voted twice, on other papers, are two still."""
    people = different_people(session.voters, session.casts)
    shown = {people[voter]: role for voter, role in folded(people).items()}
    return {voter: shown.get(role, OTHERS) for voter, role in session.voters.items()}


def without_free_texts(redacted: Session, questionnaire: Questionnaire) -> Session:
    """Give a redacted session without anything that people typed, its title and client included.

    A document made from it shows which words belong to the form and not to what somebody typed.
    """
    plain = _plain_ids({*redacted.voters.values()} - {OTHERS}, "role")
    voters = {voter: plain.get(role, role) for voter, role in redacted.voters.items()}
    without = _with_texts(redacted, questionnaire, lambda _: WITHHELD)
    return _with_titles_withheld(without.model_copy(update={"voters": voters}))


def without_titles(redacted: Redacted, questionnaire: Questionnaire) -> Session:
    """Give a redacted session without the project's and the client's name.

    They may hold a name that was dropped, and stay nevertheless. In a text that somebody typed they
    are taken out where they say more than such a name: "Adeyemi Mutual promised" speaks of the
    client, "Mr Adeyemi promised" does not, even where the client is called Adeyemi.
    """
    session = redacted.session
    titles = [title for title in (session.project, session.client or "") if title.strip()]
    patterns = [_as_it_stands(title) for title in titles if _says_more(title, redacted.names)]

    def change(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(WITHHELD, text)
        return text

    return _with_titles_withheld(_with_texts(session, questionnaire, change))


def titles_hold_a_name(redacted: Redacted) -> bool:
    """Tell whether the project's or the client's name holds a dropped name, whole or in part."""
    titles = f"{redacted.session.project}\n{redacted.session.client or ''}"
    return bool(leaks((titles,), redacted.names, ("",)))


def _says_more(title: str, names: tuple[str, ...]) -> bool:
    beside = words_beside(title, names)
    return any(len(word) > 1 and not _FORM_OF_ADDRESS.fullmatch(word) for word in beside)


def _as_it_stands(title: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in title.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _with_titles_withheld(session: Session) -> Session:
    client = session.client and WITHHELD
    return session.model_copy(update={"project": WITHHELD, "client": client})


def _with_texts(
    session: Session, questionnaire: Questionnaire, change: Callable[[str], str]
) -> Session:
    """Change every text that people typed and that stays in a redacted session."""
    answers = {
        question: answer.model_copy(
            update={"not_applicable": answer.not_applicable and change(answer.not_applicable)}
        )
        for question, answer in session.answers.items()
    }
    actions = {
        action: planned.model_copy(update={"dropped": planned.dropped and change(planned.dropped)})
        for action, planned in session.plan.actions.items()
    }
    facts = {
        fact: _fact_with_texts(value, questionnaire, fact, change)
        for fact, value in session.facts.items()
    }
    own = {
        action: added.model_copy(
            update={
                "title": change(added.title),
                "done_when": added.done_when and change(added.done_when),
            }
        )
        for action, added in session.plan.own.items()
    }
    plan = session.plan.model_copy(update={"actions": actions, "own": own})
    outcomes = {
        action: outcome.model_copy(update={"dropped": outcome.dropped and change(outcome.dropped)})
        for action, outcome in session.last_plan.actions.items()
    }
    last = session.last_plan.model_copy(update={"actions": outcomes})
    return session.model_copy(
        update={"facts": facts, "answers": answers, "plan": plan, "last_plan": last}
    )


def _fact_with_texts(
    value: Any, questionnaire: Questionnaire, fact: str, change: Callable[[str], str]
) -> Any:
    known = questionnaire.fact_by_id.get(fact)
    match known.kind if known else "", value:
        case kind, str() if kind in _FREE_TEXT:
            return change(value)
        case kind, (list() | tuple()) if kind in _FREE_TEXT:
            return [change(text) for text in value]
        case "people", (list() | tuple()):
            return [
                {part: text if part == "name" else change(text) for part, text in person.items()}
                for person in value
            ]
    return value


def _names_in(session: Session, questionnaire: Questionnaire) -> Iterator[str]:
    for fact in questionnaire.facts:
        yield from _people_of(session.facts.get(fact.id), fact.kind)
    for answer in session.answers.values():
        if answer.accepted and answer.accepted.by.strip():
            yield answer.accepted.by.strip()
    for planned in session.plan.actions.values():
        if planned.owner and planned.owner.strip():
            yield planned.owner.strip()


def _people_of(value: Any, kind: str) -> Iterator[str]:
    match kind, value:
        case "people", (list() | tuple()):
            yield from (person["name"].strip() for person in value if person["name"].strip())
        case "names-by-role", Mapping():
            yield from (name.strip() for name in value.values() if name and name.strip())


def _fact_without_names(
    value: Any, questionnaire: Questionnaire, fact: str, withheld: Callable[[str], str]
) -> Any:
    known = questionnaire.fact_by_id.get(fact)
    match known.kind if known else "", value:
        case "people", (list() | tuple()):
            return [{**person, "name": withheld(person["name"])} for person in value]
        case "names-by-role", Mapping():
            return {role: withheld(name) if name else name for role, name in value.items()}
    return value


def _answer(answer: Answer, withheld: Callable[[str], str]) -> Answer:
    accepted = answer.accepted and Accepted(by=withheld(answer.accepted.by), why=WITHHELD)
    return answer.model_copy(
        update={"note": None, "evidence": None, "ask": None, "accepted": accepted}
    )


def _plan(plan: PlanState, withheld: Callable[[str], str], plain: Mapping[str, str]) -> PlanState:
    own = {
        plain[id_]: added.model_copy(
            update={
                "after": tuple(plain.get(needed, needed) for needed in added.after),
                "part_of": added.part_of and plain.get(added.part_of, added.part_of),
            }
        )
        for id_, added in plan.own.items()
    }
    actions = {
        plain.get(action, action): _planned(planned, withheld)
        for action, planned in plan.actions.items()
        if not _planned(planned, withheld).is_empty
    }
    held = _held(plan.held)
    return plan.model_copy(update={"actions": actions, "own": own, "held": held})


def _plain_ids(ids: Iterable[str], word: str) -> dict[str, str]:
    """Number ids that were made of titles, which may hold names."""
    every = sorted(ids)
    places = len(f"{len(every)}")
    return {id_: f"{word}-{number:0{places}}" for number, id_ in enumerate(every, start=1)}


def _last_plan(last: LastPlan, known: Collection[str], own: Mapping[str, str]) -> LastPlan:
    noteless = {
        action: outcome.model_copy(update={"note": None})
        for action, outcome in last.actions.items()
    }
    stays = {action: outcome for action, outcome in noteless.items() if not outcome.is_empty}
    others = stays.keys() - set(known) - own.keys()
    plain = {**own, **_plain_ids(others, "other")}
    actions = {plain.get(action, action): outcome for action, outcome in stays.items()}
    return last.model_copy(update={"actions": actions, "held": _held(last.held)})


def _held(held: Mapping[CheckpointKind, Held]) -> dict[CheckpointKind, Held]:
    return {kind: one.model_copy(update={"note": None}) for kind, one in held.items()}


def _planned(planned: PlannedAction, withheld: Callable[[str], str]) -> PlannedAction:
    owner = withheld(planned.owner) if planned.owner else planned.owner
    return planned.model_copy(update={"owner": owner, "note": None})

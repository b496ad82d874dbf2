"""A copy of a session for other people's eyes: no names, no private notes, nothing said in
confidence.

Names become *Person 1*, *Person 2*: who does what stays readable, who it is does not. Notes, what
evidence lies where, whom somebody was going to ask and who accepted a risk are dropped. Levels,
facts and the plan stay, so verdict and plan are those of the original. The project's and the
client's name stay: they are what the document is about.

People write names into any text. What was dropped is therefore searched for in the finished
document, and a document in which any of it is left is not to be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unstall.questionnaire.models import Questionnaire
from unstall.session.models import Accepted, Answer, PlannedAction, Session

SHORTEST_PART = 3
"""Letters from which a part of a name is searched for by itself."""
WITHHELD = "withheld"
_FREE_TEXT = ("text", "long-text", "texts")

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted session, and what must not be found in any document made from it."""

    session: Session
    names: tuple[str, ...]
    """Names that were dropped, as they were written."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A dropped name that is left in a document."""

    line: int
    """Counted from 1."""
    name: str
    """The name, or the part of it, as it stands there."""


def redact(session: Session, questionnaire: Questionnaire) -> Redacted:
    """Make the copy.

    Args:
        session: The session; it is not changed.
        questionnaire: Tells which facts hold people.
    """
    names = tuple(dict.fromkeys(_names_in(session, questionnaire)))
    numbered = {name: f"Person {number}" for number, name in enumerate(names, start=1)}

    def withheld(name: str) -> str:
        return numbered.get(name.strip(), name)

    return Redacted(
        session=session.model_copy(
            update={
                "facts": {
                    fact: _fact_without_names(value, questionnaire, fact, withheld)
                    for fact, value in session.facts.items()
                },
                "answers": {
                    question: _answer(answer, withheld)
                    for question, answer in session.answers.items()
                    if not _answer(answer, withheld).is_empty
                },
                "plan": session.plan.model_copy(
                    update={
                        "actions": {
                            action: _planned(planned, withheld)
                            for action, planned in session.plan.actions.items()
                            if not _planned(planned, withheld).is_empty
                        }
                    }
                ),
            }
        ),
        names=names,
    )


def without_free_texts(redacted: Session, questionnaire: Questionnaire) -> Session:
    """Give a redacted session without the texts that people wrote and that stay in it.

    A document made from it shows which words belong to the form and not to what somebody typed.
    """
    texts = {fact.id for fact in questionnaire.facts if fact.kind in _FREE_TEXT}
    plan = {
        action: planned.model_copy(update={"dropped": planned.dropped and WITHHELD})
        for action, planned in redacted.plan.actions.items()
    }
    answers = {
        question: answer.model_copy(update={"not_applicable": answer.not_applicable and WITHHELD})
        for question, answer in redacted.answers.items()
    }
    return redacted.model_copy(
        update={
            "facts": {fact: v for fact, v in redacted.facts.items() if fact not in texts},
            "answers": answers,
            "plan": redacted.plan.model_copy(update={"actions": plan}),
        }
    )


def leaks(document: str, names: Iterable[str], form: str) -> tuple[Leak, ...]:
    """Find dropped names in a document, whole or in part, in the order of its lines.

    A part of a name is looked for as a word of its own, in whatever case. What the form says by
    itself is no leak: a Ms Price does not keep a document from speaking of the price.

    Args:
        document: What is about to be written.
        names: What was dropped.
        form: The same document made from `without_free_texts`.
    """
    own_words = {word.casefold() for word in _WORD.findall(form)}
    wanted = []
    for name in names:
        parts = [part for part in _WORD.findall(name) if len(part) >= SHORTEST_PART]
        wanted += [_pattern(part) for part in parts if part.casefold() not in own_words]
        if not _pattern(name).search(form):
            wanted.append(_pattern(name))
    found = []
    for number, line in enumerate(document.splitlines(), start=1):
        hits = [hit.group() for pattern in wanted for hit in pattern.finditer(line)]
        if hits:
            found.append(Leak(number, max(hits, key=len)))
    return tuple(found)


def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(part)}(?!\w)", re.IGNORECASE)


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


def _planned(planned: PlannedAction, withheld: Callable[[str], str]) -> PlannedAction:
    owner = withheld(planned.owner) if planned.owner else planned.owner
    return planned.model_copy(update={"owner": owner, "note": None})

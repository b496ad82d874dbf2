"""Ids that stand twice, and names that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unstall.questionnaire.base import Model
from unstall.questionnaire.checks.walk import Contents, Kind
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding, Keys
from unstall.suggest import did_you_mean

_FEW = 12
"""Up to so many names are listed in a hint."""


def meant(word: str, among: Iterable[str], otherwise: str) -> str:
    """Write a hint for a name that does not exist."""
    known = tuple(among)
    listed = f"There is {', '.join(known)}." if 0 < len(known) <= _FEW else otherwise
    return did_you_mean(word, known) or listed


def repeated(contents: Contents) -> Iterator[Finding]:
    """Ids have to be different within their list, those of levels within their question."""
    questionnaire = contents.questionnaire
    for name in type(questionnaire).model_fields:
        entries = getattr(questionnaire, name)
        # A retired question and a retired action may have had the same id; see `history`.
        if name == "retired":
            continue
        if isinstance(entries, tuple) and entries and isinstance(entries[0], Model):
            key = "id" if "id" in type(entries[0]).model_fields else "name"
            ids = [getattr(entry, key) for entry in entries]
            yield from _twice(ids, (name,), (key,))
    for position, question in enumerate(questionnaire.questions):
        at = ("questions", position, "levels")
        yield from _twice([level.id for level in question.levels], at, ("id",))
    for position, fact in enumerate(questionnaire.facts):
        at = ("facts", position, "choices")
        yield from _twice([choice.id for choice in fact.choices], at, ("id",))


def _twice(ids: list[str], at: Keys, key: Keys) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, id_ in enumerate(ids):
        if id_ in seen:
            what = {"levels": "level", "choices": "choice"}.get(str(at[-1]), "entry")
            yield Finding(
                (*at, position, *key),
                f"{id_} is the id of two {_many(what)} of {at[0] if len(at) == 1 else at[-1]}",
                f"Give one {what} another id.",
            )
        seen.add(id_)


def _many(what: str) -> str:
    return "entries" if what == "entry" else f"{what}s"


def leading_nowhere(contents: Contents) -> Iterator[Finding]:
    """Whatever is named has to be there."""
    questionnaire = contents.questionnaire
    known = contents.known
    sets: dict[Kind, frozenset[str]] = {kind: frozenset(ids) for kind, ids in known.items()}
    for name in contents.named:
        if name.kind == "source" and not known["source"]:
            continue  # sources may be free words where the questionnaire lists none
        if name.id not in sets[name.kind]:
            hint = meant(name.id, known[name.kind], "Add it, or take the name out.")
            yield Finding(name.keys, f"there is no {name.kind} {name.id}", hint)
    yield from _levels_of_triggers(questionnaire)


def _levels_of_triggers(questionnaire: Questionnaire) -> Iterator[Finding]:
    for position, action in enumerate(questionnaire.actions):
        for entry, trigger in enumerate(action.because):
            yield from no_such_level(
                questionnaire,
                trigger.question,
                trigger.at_most,
                ("actions", position, "because", entry, "at_most"),
            )


def no_such_level(
    questionnaire: Questionnaire, question_id: str, level_id: str, keys: Keys
) -> Iterator[Finding]:
    """Report a level that a question does not have; a question that is not there is left alone."""
    question = questionnaire.question_by_id.get(question_id)
    if question is not None and question.level_index(level_id) is None:
        levels = [level.id for level in question.levels]
        hint = meant(level_id, levels, "Name one of its levels.")
        yield Finding(keys, f"{question_id} has no level {level_id}", hint)

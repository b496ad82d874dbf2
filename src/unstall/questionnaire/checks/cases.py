"""The author's own cases, as far as they can be checked without deciding anything."""

from __future__ import annotations

from collections.abc import Iterator

from unstall.questionnaire.checks.names import meant, no_such_level
from unstall.questionnaire.checks.values import impossible
from unstall.questionnaire.checks.walk import Contents
from unstall.questionnaire.models import AuthorCase, Questionnaire
from unstall.questionnaire.problems import Finding, Keys


def expectations(contents: Contents) -> Iterator[Finding]:
    """A case gives answers that exist, and expects what could come about."""
    questionnaire = contents.questionnaire
    for position, case in enumerate(questionnaire.cases):
        at = ("cases", position)
        for question, level in case.answers.items():
            keys = (*at, "answers", question)
            yield from no_such_level(questionnaire, question, level, keys)
        for id_, value in case.facts.items():
            fact = questionnaire.fact_by_id.get(id_)
            fault = impossible(fact, value) if fact else None
            if fault:
                yield Finding((*at, "facts", id_), *fault)
        yield from _conditions(questionnaire, case, (*at, "expected", "conditions"))
        yield from _consistent(questionnaire, case, (*at, "expected"))


def _conditions(questionnaire: Questionnaire, case: AuthorCase, at: Keys) -> Iterator[Finding]:
    waits = questionnaire.procedure.pause_preconditions.questions
    known = dict.fromkeys([*(gate.id for gate in questionnaire.gates), *waits])
    for entry, id_ in enumerate(case.expected.conditions):
        if id_ not in known:
            yield Finding(
                (*at, entry),
                f"there is no gate {id_}",
                meant(id_, known, "Name a gate, or a question of pause_preconditions."),
            )


def _consistent(questionnaire: Questionnaire, case: AuthorCase, at: Keys) -> Iterator[Finding]:
    expected, procedure = case.expected, questionnaire.procedure
    known = questionnaire.strategy_by_id
    if expected.forced and expected.strategy != procedure.stop and procedure.stop in known:
        yield Finding(
            (*at, "forced"),
            "a forced stop is expected, but not the strategy that it leads to",
            f'Write strategy = "{procedure.stop}", or take forced out.',
        )
    if expected.then and expected.strategy != procedure.pause and procedure.pause in known:
        yield Finding(
            (*at, "then"),
            "only a pause is followed by another strategy",
            f'Write strategy = "{procedure.pause}", or take then out.',
        )
    led = expected.then or expected.strategy
    strategy = known.get(led or "")
    if expected.shape and strategy and strategy.takes is None:
        yield Finding(
            (*at, "shape"),
            f"{strategy.id} has no shape, since it takes no points from others",
            "Take shape out.",
        )
    for key in ("then", "open"):
        value = getattr(expected, key) or ()
        for id_ in (value,) if isinstance(value, str) else value:
            other = known.get(id_)
            if other and other.kind != "go":
                keys = (*at, key) if isinstance(value, str) else (*at, key, id_)
                yield Finding(
                    keys, f"{id_} does not go on with the project", "Name a strategy of kind go."
                )

"""What stands in a questionnaire without effect, and what cannot be told apart on screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from unstall.questionnaire.actions import CaseExpectation, Cause
from unstall.questionnaire.checks.walk import Contents, Kind
from unstall.questionnaire.models import AuthorCase, Interview, Questionnaire
from unstall.questionnaire.problems import Finding

_WITHOUT_EFFECT = (AuthorCase, CaseExpectation, Cause, Interview)
"""Tables that name things without making use of them."""


def without_use(contents: Contents) -> Iterator[Finding]:
    """Everything that is asked or offered has an effect somewhere.

    Facts are left out: every fact that was given is printed in the report.
    """
    questionnaire = contents.questionnaire
    used: dict[Kind, set[str]] = defaultdict(set)
    for name in contents.named:
        if not isinstance(name.by, _WITHOUT_EFFECT):
            used[name.kind].add(name.id)
    yield from _questions(questionnaire, used["question"])
    yield from _strategies(contents, used["strategy"])
    for position, action in enumerate(questionnaire.actions):
        if not action.because and not action.always:
            yield _warning(
                "actions",
                position,
                "no answer brings it into a plan",
                "Name a question under because, or a strategy under always.",
            )
    lists: tuple[tuple[str, Kind, str], ...] = (
        ("sections", "section", "no question is in this section"),
        ("groups", "group", "no question counts for this group"),
        ("causes", "cause", "no question points to this cause"),
        ("axes", "axis", "no points bear on this axis"),
        ("roles", "role", "no action is owned by this role, and no rule asks for it"),
    )
    for field, kind, what in lists:
        for position, id_ in enumerate(contents.known[kind]):
            if id_ not in used[kind]:
                yield _warning(field, position, what, "Use it, or take it out.")


def _warning(field: str, position: int, what: str, hint: str) -> Finding:
    return Finding((field, position), what, hint, "warning")


def _questions(questionnaire: Questionnaire, used: set[str]) -> Iterator[Finding]:
    for position, question in enumerate(questionnaire.questions):
        has_effect = question.points or question.causes or question.groups or question.blocks
        if not has_effect and question.id not in used:
            yield _warning(
                "questions",
                position,
                "nothing depends on its answer",
                "Give it points, groups or causes, name it in a rule or an action, or take it out.",
            )


def _strategies(contents: Contents, used: set[str]) -> Iterator[Finding]:
    # [procedure] always names stop and pause, and a calendar or a floor chooses nothing.
    chooses = {
        name.id
        for name in contents.named
        if name.kind == "strategy" and name.keys[0] in ("questions", "gates", "fact_points")
    }
    questionnaire = contents.questionnaire
    procedure = questionnaire.procedure
    if questionnaire.forced_stops:
        chooses.add(procedure.stop)
    chooses |= {procedure.pause, *(s.id for s in questionnaire.strategies if s.takes)}
    for position, strategy in enumerate(questionnaire.strategies):
        if strategy.id not in chooses & used:
            yield _warning(
                "strategies",
                position,
                "no answer speaks for or against this strategy",
                "Give it points at some questions, or a gate.",
            )


def same_titles(contents: Contents) -> Iterator[Finding]:
    """What is offered side by side has different words on it."""
    questionnaire = contents.questionnaire
    yield from _same([q.short for q in questionnaire.questions], "questions", "short")
    yield from _same([f.title for f in questionnaire.facts], "facts", "title")
    yield from _same([s.title for s in questionnaire.strategies], "strategies", "title")
    yield from _same([a.title for a in questionnaire.actions], "actions", "title")
    for position, question in enumerate(questionnaire.questions):
        labels = [level.label for level in question.levels]
        yield from _same(labels, "questions", "label", (position, "levels"))


def _same(
    titles: Sequence[str], field: str, key: str, inner: tuple[int | str, ...] = ()
) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, title in enumerate(titles):
        if title.casefold() in seen:
            yield Finding(
                (field, *inner, position, key),
                f'"{title}" stands on two of them',
                "Word one of the two differently.",
                "warning",
            )
        seen.add(title.casefold())

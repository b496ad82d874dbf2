"""What a questionnaire says of its earlier versions: ids that are used no more, levels that were.

Ids are for ever, and history is read from the oldest entry to the newest; what contradicts either
would put old answers in the wrong place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from unstall.questionnaire.checks.walk import Contents
from unstall.questionnaire.history import Kind, Lasting, Rescaled, version_numbers
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding, Keys
from unstall.questionnaire.questions import Question
from unstall.questionnaire.versions import rescaled


def former_ids(contents: Contents) -> Iterator[Finding]:
    """An id that something had belongs to it for ever, also once it is retired."""
    questionnaire = contents.questionnaire
    for kind, name, entries in lasting(questionnaire):
        taken = {entry.id: entry.id for entry in entries}
        for position, entry in enumerate(entries):
            yield from _claimed(entry.renamed_from, entry.id, taken, (name, position))
        for position, gone in enumerate(questionnaire.retired):
            if gone.kind != kind:
                continue
            at = ("retired", position)
            if gone.id in taken:
                yield Finding(
                    (*at, "id"),
                    f"{gone.id} is retired, and belongs to {taken[gone.id]}",
                    "An id is for ever: take the entry out, or give the other another id.",
                )
            taken.setdefault(gone.id, f"{gone.id}, which is retired")
            yield from _claimed(gone.renamed_from, taken[gone.id], taken, at)


def lasting(questionnaire: Questionnaire) -> tuple[tuple[Kind, str, Sequence[Lasting]], ...]:
    """Give what has ids with a past, with the name of its list."""
    return (
        ("question", "questions", questionnaire.questions),
        ("fact", "facts", questionnaire.facts),
        ("action", "actions", questionnaire.actions),
    )


def _claimed(
    former: Sequence[str], owner: str, taken: dict[str, str], at: Keys
) -> Iterator[Finding]:
    for entry, old in enumerate(former):
        if old in taken:
            yield Finding(
                (*at, "renamed_from", entry),
                f"renamed_from names {old}, which belongs to {taken[old]}",
                "An id is for ever: name only ids that nothing uses any more.",
            )
        taken.setdefault(old, owner)


def versions(contents: Contents) -> Iterator[Finding]:
    """Nothing happened after the version that the questionnaire is."""
    questionnaire = contents.questionnaire
    for position, gone in enumerate(questionnaire.retired):
        yield from _to_come(gone.in_, questionnaire.version, ("retired", position))
    for position, question in enumerate(questionnaire.questions):
        for entry, step in enumerate(question.rescaled):
            at = ("questions", position, "rescaled", entry)
            yield from _to_come(step.in_, questionnaire.version, at)


def _to_come(in_: str, version: str, at: Keys) -> Iterator[Finding]:
    if version_numbers(in_) > version_numbers(version):
        yield Finding(
            (*at, "in"),
            f"this happened in {in_}, and the questionnaire is version {version}",
            "Write the version in which it happened, or raise version.",
        )


def rescalings(contents: Contents) -> Iterator[Finding]:
    """Every rescaling follows on the one before, and the last leads to the present levels."""
    for position, question in enumerate(contents.questionnaire.questions):
        at = ("questions", position, "rescaled")
        for entry, (before, after) in enumerate(pairwise(question.rescaled), start=1):
            if version_numbers(after.in_) <= version_numbers(before.in_):
                yield Finding(
                    (*at, entry, "in"),
                    f"this rescaling, in {after.in_}, stands after the one in {before.in_}",
                    "List them from the oldest to the newest, one for each version.",
                )
        for entry, step in enumerate(question.rescaled):
            yield from _one(step, levels_after(question, entry), (*at, entry))


def levels_after(question: Question, entry: int) -> tuple[str, ...]:
    """Give the levels to which one of a question's rescalings led, worst first."""
    following = question.rescaled[entry + 1 :]
    return following[0].levels if following else question.level_ids


def _one(step: Rescaled, after: tuple[str, ...], at: Keys) -> Iterator[Finding]:
    twice = next((id_ for id_ in step.levels if step.levels.count(id_) > 1), None)
    if twice is not None:
        yield Finding(
            (*at, "levels"),
            f"{twice} stands twice in levels",
            "Name every level that there was once, worst first.",
        )
    elif step.rule == "ask-again":
        return
    elif step.levels == after:
        yield Finding(
            (*at, "levels"),
            "these are the levels that there were afterwards too",
            'Name the levels before the change, or write rule = "ask-again" if they came to mean '
            "something else.",
        )
    else:
        found = rescaled(step.levels, after, step.rule)
        places = [(level, after.index(now)) for level, now in found.items() if now is not None]
        for (worse, place), (better, next_place) in pairwise(places):
            if next_place < place:
                yield Finding(
                    (*at, "rule"),
                    f"{better} was better than {worse}, and by {step.rule} comes out worse",
                    'Choose the other rule, or write rule = "ask-again".',
                )
                return

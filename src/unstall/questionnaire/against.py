"""A new version of a questionnaire held against an older one, so that no saved answer is lost.

What sessions keep by its id has to be there still, under the same id or under one that says what it
was called; levels that changed have to say what becomes of the old ones; the past has to stay in
the file; and the version has to say how much changed.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import StringConstraints

from unstall.questionnaire.base import Model
from unstall.questionnaire.checks.history import lasting
from unstall.questionnaire.history import Kind, Lasting, Rescaled, version_numbers
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.problems import Finding, Keys
from unstall.questionnaire.questions import Fact, Question
from unstall.questionnaire.versions import VersionMap, version_map

Part = Literal["major", "minor", "patch"]
_PARTS: tuple[Part, ...] = ("major", "minor", "patch")
_SAYS_NOTHING = ("version", "cases", "sources")
"""Of a questionnaire, what changes no answer, no question and no verdict."""
_NEVER_WORDS = ("id", "unit")
_MOST_REASONS = 3


def against(new: Questionnaire, old: Questionnaire, *, same_content: bool) -> Iterator[Finding]:
    """Give what in a new version does not follow on an older one; paths lie in the new one.

    Args:
        new: The version to be looked at.
        old: The version whose sessions are to go on.
        same_content: The two have the same content hash.

    Raises `QuestionnaireError` if they are two different questionnaires.
    """
    versions = version_map(old, new)
    if version_numbers(new.version) < version_numbers(old.version):
        yield Finding(
            ("version",),
            f"version {new.version} is older than {old.version}",
            f"Raise it to {_next(old.version, 'patch')} or more.",
        )
        return
    yield from _gone(old, new, versions)
    yield from _merged(old, new, versions)
    yield from _levels(old, new, versions)
    yield from _facts(old, new, versions)
    yield from _past(old, new, versions)
    yield from _others(old, new)
    if not same_content:
        yield from _number(old, new, versions)


def _gone(old: Questionnaire, new: Questionnaire, versions: VersionMap) -> Iterator[Finding]:
    for kind, name, entries in lasting(old):
        for entry in entries:
            if _place(versions, kind, entry.id) is None and _retired(new, kind, entry.id) is None:
                yield Finding(
                    (name,),
                    f"the {kind} {entry.id} of {old.version} is gone",
                    f"Keep it, write renamed_from = [{_quoted((entry.id,))}] where it went, or "
                    "list it under [[retired]] with the reason.",
                )


def _merged(old: Questionnaire, new: Questionnaire, versions: VersionMap) -> Iterator[Finding]:
    for kind, name, entries in lasting(old):
        positions = {
            entry.id: place
            for k, _, now in lasting(new) if k == kind
            for place, entry in enumerate(now)
        }  # fmt: skip
        first: dict[str, str] = {}
        for entry in entries:
            place = _place(versions, kind, entry.id)
            if place is not None and first.setdefault(place, entry.id) != entry.id:
                yield Finding(
                    (name, positions[place], "renamed_from"),
                    f"{first[place]} and {entry.id} of {old.version} both become {place}",
                    "Two answers cannot be one: list one of the two under [[retired]].",
                )


def _place(versions: VersionMap, kind: Kind, old: str) -> str | None:
    if kind == "question":
        return versions.questions[old].new
    return (versions.facts if kind == "fact" else versions.actions)[old]


def _retired(new: Questionnaire, kind: Kind, id_: str) -> int | None:
    for position, gone in enumerate(new.retired):
        if gone.kind == kind and id_ in (gone.id, *gone.renamed_from):
            return position
    return None


def _questions(
    old: Questionnaire, new: Questionnaire, versions: VersionMap
) -> Iterator[tuple[Question, Question, Keys]]:
    """Give every question that is still there, before and now, with where it stands."""
    places = {question.id: place for place, question in enumerate(new.questions)}
    for question in old.questions:
        now = versions.questions[question.id].new
        if now is not None:
            yield question, new.questions[places[now]], ("questions", places[now])


def _levels(old: Questionnaire, new: Questionnaire, versions: VersionMap) -> Iterator[Finding]:
    for before, now, at in _questions(old, new, versions):
        steps = versions.questions[before.id].steps
        if not steps and before.level_ids != now.level_ids:
            yield Finding(
                (*at, "levels"),
                f"in {old.version} its levels were {', '.join(before.level_ids)}",
                f'Add a table [[questions.rescaled]] with in = "{new.version}", '
                f"levels = [{_quoted(before.level_ids)}] and a rule.",
            )
        elif steps and steps[0].levels != before.level_ids:
            entry = now.rescaled.index(steps[0])
            yield Finding(
                (*at, "rescaled", entry, "levels"),
                f"in {old.version} its levels were {', '.join(before.level_ids)}, not "
                f"{', '.join(steps[0].levels)}",
                f"Write levels = [{_quoted(before.level_ids)}].",
            )


def _facts(old: Questionnaire, new: Questionnaire, versions: VersionMap) -> Iterator[Finding]:
    places = {fact.id: place for place, fact in enumerate(new.facts)}
    for before in old.facts:
        now_id = versions.facts[before.id]
        if now_id is None:
            continue
        at, now = ("facts", places[now_id]), new.facts[places[now_id]]
        if now.kind != before.kind:
            yield Finding(
                (*at, "kind"),
                f"in {old.version} it was of kind {before.kind}",
                "Give the new fact an id of its own, and list the old one under [[retired]].",
            )
        elif now.unit != before.unit:
            yield Finding(
                (*at, "unit"),
                f"in {old.version} it was given in {before.unit or 'no unit'}",
                "If the same number means something else now, give the new fact an id of its own.",
                "warning",
            )
        elif lost := _lost(before, now):
            yield Finding(
                at,
                f"{lost} fits no more; on a re-run such a value is left out",
                "Let it fit still, or give the new fact an id of its own.",
                "warning",
            )


def _lost(before: Fact, now: Fact) -> str | None:
    """Name values that fitted before and do so no more."""
    choices = {choice.id for choice in now.choices}
    parts = [part for part in before.parts if part not in now.parts]
    if gone := [choice.id for choice in before.choices if choice.id not in choices]:
        return f"the choice {gone[0]}"
    if parts:
        return f"the part {parts[0]}"
    if now.max is not None and (before.max is None or before.max > now.max):
        return f"more than {now.max:g}"
    if now.min is not None and now.min > (before.min or 0):
        return f"less than {now.min:g}"
    return None


def _past(old: Questionnaire, new: Questionnaire, versions: VersionMap) -> Iterator[Finding]:
    for kind, name, entries in lasting(old):
        there: dict[str, tuple[int, Lasting]] = {
            entry.id: (place, entry)
            for k, _, now in lasting(new) if k == kind
            for place, entry in enumerate(now)
        }  # fmt: skip
        for entry in entries:
            gone = _retired(new, kind, entry.id)
            if found := there.get(_place(versions, kind, entry.id) or ""):
                place, now = found
                yield from _forgotten(entry.renamed_from, now.renamed_from, (name, place))
            elif gone is not None:
                former = (new.retired[gone].id, *new.retired[gone].renamed_from)
                yield from _forgotten(entry.renamed_from, former, ("retired", gone))
    for once in old.retired:
        place_now = _retired(new, once.kind, once.id)
        if place_now is None:
            yield Finding(
                ("retired",),
                f"the {once.kind} {once.id}, retired in {once.in_}, is not listed any more",
                "Put its entry under [[retired]] back: sessions older than that need it.",
            )
        else:
            kept = (new.retired[place_now].id, *new.retired[place_now].renamed_from)
            yield from _forgotten(once.renamed_from, kept, ("retired", place_now))
    for before, question, at in _questions(old, new, versions):
        since = version_numbers(old.version)
        kept_steps = [step for step in question.rescaled if version_numbers(step.in_) <= since]
        if [_bare(step) for step in kept_steps] != [_bare(step) for step in before.rescaled]:
            yield Finding(
                (*at, "rescaled"),
                f"the rescalings up to {old.version} are not those that {old.version} lists",
                "Put them back as they were: sessions older than that need them.",
            )


def _bare(step: Rescaled) -> tuple[str, tuple[str, ...], str]:
    return step.in_, step.levels, step.rule


def _forgotten(before: Sequence[str], now: Sequence[str], at: Keys) -> Iterator[Finding]:
    lost = [id_ for id_ in before if id_ not in now]
    if lost:
        yield Finding(
            (*at, "renamed_from"),
            f"it was called {', '.join(lost)} once, and does not say so any more",
            f"Put {_quoted(lost)} back into renamed_from.",
        )


def _others(old: Questionnaire, new: Questionnaire) -> Iterator[Finding]:
    lists: tuple[tuple[str, str, set[str], set[str]], ...] = (
        ("role", "roles", set(old.role_by_id), set(new.role_by_id)),
        ("strategy", "strategies", set(old.strategy_by_id), set(new.strategy_by_id)),
    )
    for what, name, before, now in lists:
        for id_ in sorted(before - now):
            yield Finding(
                (name,),
                f"the {what} {id_} of {old.version} is gone",
                "Keep it; what sessions hold for it is left out on a re-run.",
                "warning",
            )


def _number(old: Questionnaire, new: Questionnaire, versions: VersionMap) -> Iterator[Finding]:
    needed, reasons = needed_part(old, new, versions)
    before, now = version_numbers(old.version), version_numbers(new.version)
    raised = next((part for part, a, b in zip(_PARTS, before, now, strict=True) if a != b), None)
    if raised is not None and _PARTS.index(raised) <= _PARTS.index(needed):
        return
    more = ", …" if len(reasons) > _MOST_REASONS else ""
    yield Finding(
        ("version",),
        f"version {new.version} does not say how much changed since {old.version}: "
        f"{', '.join(reasons[:_MOST_REASONS])}{more}",
        f'Write version = "{_next(old.version, needed)}".',
    )


def needed_part(
    old: Questionnaire, new: Questionnaire, versions: VersionMap
) -> tuple[Part, tuple[str, ...]]:
    """Tell which of a version's numbers has to be raised, and why, in a few words each.

    Where an answer comes to mean something else or is asked for no more, the first; where
    something is added or weighed otherwise, the second; for words alone, the third.
    """
    places = {q.id: q for q in new.questions}
    asked = [one for one in versions.questions.values() if one.is_rescaled]
    major = [
        *(f"{one.old} is not asked any more" for one in versions.retired),
        *(f"{one.new} has other levels" for one in asked if one.new in places),
        *(f"{id_} is not asked any more" for id_, now in versions.facts.items() if now is None),
    ]
    if major:
        return "major", tuple(major)
    if _bones(old) == _bones(new):
        return "patch", ("its words",)
    minor = [
        *(f"{id_} is new" for id_ in versions.added),
        *(f"{one.old} is called {one.new}" for one in versions.renamed),
    ]
    return "minor", tuple(minor or ["something is added or weighed otherwise"])


def _next(version: str, part: Part) -> str:
    numbers = version_numbers(version)
    place = _PARTS.index(part)
    raised = [*numbers[:place], numbers[place] + 1, *([0] * (len(_PARTS) - 1 - place))]
    return ".".join(map(str, raised))


def _bones(value: Any) -> Any:
    """Give all that is not words for people."""
    if isinstance(value, Model):
        return tuple(
            (name, _bones(getattr(value, name)))
            for name, field in type(value).model_fields.items()
            if (name in _NEVER_WORDS or not _is_words(field.annotation, field.metadata))
            and not (isinstance(value, Questionnaire) and name in _SAYS_NOTHING)
        )
    if isinstance(value, tuple):
        return tuple(map(_bones, value))
    if isinstance(value, dict):
        return tuple((key, _bones(value[key])) for key in sorted(value))
    return value


def _is_words(annotation: Any, metadata: Sequence[Any] = ()) -> bool:
    """Tell whether a field holds texts for people: texts of any form, alone or in a list."""
    if any(isinstance(one, StringConstraints) and one.pattern for one in metadata):
        return False
    if get_origin(annotation) in (Union, types.UnionType, tuple):
        inner = [one for one in get_args(annotation) if one not in (type(None), ...)]
        return all(_is_words(one) for one in inner)
    if hasattr(annotation, "__metadata__"):
        return _is_words(annotation.__origin__, annotation.__metadata__)
    return annotation is str


def _quoted(ids: Sequence[str]) -> str:
    return ", ".join(f'"{id_}"' for id_ in ids)

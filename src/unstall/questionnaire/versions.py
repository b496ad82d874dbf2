"""From the ids of one version of a questionnaire to those of another.

The newer version tells what became of the older one's questions, levels, facts and actions: an id
that is still there means what it meant; another is looked for under `renamed_from`, then under
`[[retired]]`. Levels go through every rescaling that came after the older version, one after the
other. As long as versions only ever add to their history and no two ids become one, one map over
many versions is the same as the maps from each to the next, `composed`.

From a newer version to an older one the same map is read backwards. What it cannot tell for sure,
such as a level that two older ones went into, is to be asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from unstall.errors import QuestionnaireError
from unstall.questionnaire.history import (
    Kind,
    Lasting,
    Rescaled,
    Retired,
    Rule,
    version_numbers,
)
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question

Levels = Mapping[str, str | None]
"""Old level id → new level id; None: to be asked again."""


@dataclass(frozen=True, slots=True)
class QuestionMap:
    """What became of one question."""

    old: str
    new: str | None
    """None if it is there no more."""
    levels: Levels
    is_rescaled: bool = False
    """Its levels are not those that they were."""
    steps: tuple[Rescaled, ...] = ()
    """The rescalings in between, oldest first, with their authors' words."""
    because: str | None = None
    """Why it was retired; None if it was not, or if it is gone without a word."""

    @property
    def is_renamed(self) -> bool:
        """It is there under another id."""
        return self.new is not None and self.new != self.old

    @property
    def asks_again(self) -> bool:
        """Whatever the answer was, it is asked for again."""
        return any(step.rule == "ask-again" for step in self.steps)


@dataclass(frozen=True)
class VersionMap:
    """What became of one version of a questionnaire in another."""

    id: str
    old_version: str
    new_version: str
    questions: Mapping[str, QuestionMap]
    """By old id, in the order of the older version, as all that follows."""
    facts: Mapping[str, str | None]
    """Old id → new id; None if the fact is there no more."""
    actions: Mapping[str, str | None]
    added: tuple[str, ...]
    """Questions that the older version did not have, by id."""
    retired_since: tuple[Retired, ...]
    """What was retired in between, by version."""
    into: Questionnaire = field(repr=False, compare=False)
    """The version that it leads to."""

    @property
    def is_identity(self) -> bool:
        """Everything stays as it is."""
        return (
            not self.added
            and all(old == new for old, new in (*self.facts.items(), *self.actions.items()))
            and all(
                one.old == one.new and not one.is_rescaled and not one.asks_again
                for one in self.questions.values()
            )
        )

    @property
    def renamed(self) -> tuple[QuestionMap, ...]:
        """Questions that have another id now."""
        return tuple(one for one in self.questions.values() if one.is_renamed)

    @property
    def rescaled(self) -> tuple[QuestionMap, ...]:
        """Questions whose levels are not those that they were."""
        return tuple(one for one in self.questions.values() if one.is_rescaled)

    @property
    def retired(self) -> tuple[QuestionMap, ...]:
        """Questions that are there no more, with the author's reason."""
        return tuple(one for one in self.questions.values() if one.new is None)

    def why_gone(self, kind: Kind, old: str) -> str | None:
        """Give the author's reason why something is there no more, if there is one."""
        return _why_gone(self.retired_since, kind, old)


def version_map(old: Questionnaire, new: Questionnaire) -> VersionMap:
    """Tell what became of one version's ids in another version of the same questionnaire.

    Raises `QuestionnaireError` for versions of two different questionnaires.
    """
    if old.id != new.id:
        raise QuestionnaireError(
            f"{old.id} and {new.id} are two questionnaires, not two versions of one",
            hint="Name versions of the same questionnaire.",
        )
    if version_numbers(old.version) > version_numbers(new.version):
        return _backwards(_forwards(new, old), old, new)
    return _forwards(old, new)


def composed(first: VersionMap, second: VersionMap) -> VersionMap:
    """Make one map of two that follow each other.

    Raises `QuestionnaireError` if the second does not begin where the first ends.
    """
    if (first.id, first.new_version) != (second.id, second.old_version):
        raise QuestionnaireError(
            f"what leads to {first.id} {first.new_version} is not gone on with by what begins at "
            f"{second.id} {second.old_version}",
            hint="Name maps that follow each other.",
        )
    questions = {
        old: _joined(one, second.questions.get(one.new or ""))
        for old, one in first.questions.items()
    }
    all_there = {*second.added, *(one.new for one in second.questions.values())}
    return VersionMap(
        id=first.id,
        old_version=first.old_version,
        new_version=second.new_version,
        questions=questions,
        facts=_through(first.facts, second.facts),
        actions=_through(first.actions, second.actions),
        added=_sorted(all_there - {one.new for one in questions.values()}),
        retired_since=tuple(sorted((*first.retired_since, *second.retired_since), key=_by_version)),
        into=second.into,
    )


def _through(first: Mapping[str, str | None], second: Mapping[str, str | None]) -> Levels:
    return {old: second.get(new) if new is not None else None for old, new in first.items()}


def _joined(first: QuestionMap, second: QuestionMap | None) -> QuestionMap:
    if second is None or second.new is None:
        return _gone(first.old, first.levels, second.because if second else first.because)
    return QuestionMap(
        first.old,
        second.new,
        _through(first.levels, second.levels),
        first.is_rescaled or second.is_rescaled,
        (*first.steps, *second.steps),
    )


def _gone(old: str, levels: Iterable[str], because: str | None) -> QuestionMap:
    return QuestionMap(old, None, dict.fromkeys(levels), because=because)


def _forwards(old: Questionnaire, new: Questionnaire) -> VersionMap:
    since = version_numbers(old.version)
    retired = tuple(
        sorted((r for r in new.retired if version_numbers(r.in_) > since), key=_by_version)
    )
    into = _places(new.questions)
    by_id = {question.id: question for question in new.questions}
    questions = {
        question.id: _question(question, by_id.get(into.get(question.id, "")), since, new.retired)
        for question in old.questions
    }
    return VersionMap(
        id=old.id,
        old_version=old.version,
        new_version=new.version,
        questions=questions,
        facts=_ids(old.facts, new.facts),
        actions=_ids(old.actions, new.actions),
        added=_sorted(by_id.keys() - {one.new for one in questions.values()}),
        retired_since=retired,
        into=new,
    )


def _places(entries: Iterable[Lasting]) -> dict[str, str]:
    """Give the present id of every id that something has or had."""
    entries = tuple(entries)
    places = {entry.id: entry.id for entry in entries}
    for entry in entries:
        for former in entry.renamed_from:
            places.setdefault(former, entry.id)
    return places


def _ids(old: Iterable[Lasting], new: Iterable[Lasting]) -> dict[str, str | None]:
    places = _places(new)
    return {entry.id: places.get(entry.id) for entry in old}


def _question(
    old: Question, new: Question | None, since: tuple[int, int, int], retired: Iterable[Retired]
) -> QuestionMap:
    if new is None:
        return _gone(old.id, old.level_ids, _why_gone(retired, "question", old.id))
    steps = tuple(step for step in new.rescaled if version_numbers(step.in_) > since)
    return QuestionMap(
        old.id,
        new.id,
        _levels(old.level_ids, steps, new.level_ids),
        bool(steps) or old.level_ids != new.level_ids,
        steps,
    )


def _levels(
    old: Sequence[str], steps: Sequence[Rescaled], present: Sequence[str]
) -> dict[str, str | None]:
    after = [*(step.levels for step in steps[1:]), present]
    found: dict[str, str | None] = {level: level for level in old}
    for step, levels in zip(steps, after, strict=False):
        one = rescaled(step.levels, levels, step.rule)
        still = {} if step.rule == "ask-again" else {level: level for level in levels}
        found = {
            level: one.get(now, still.get(now)) if now else None for level, now in found.items()
        }
    return {level: now if now in present else None for level, now in found.items()}


def rescaled(before: Sequence[str], after: Sequence[str], rule: Rule) -> dict[str, str | None]:
    """Tell what becomes of each level by one rescaling; both lists of ids are worst first.

    A level that is still there stays itself. Of the nearest places that are equally near,
    `proportional` takes the lower, so that no project is called better than it was.
    """
    if rule == "ask-again":
        return dict.fromkeys(before)
    top, top_before = len(after) - 1, len(before) - 1
    found: dict[str, str | None] = {}
    for place, level in enumerate(before):
        if level in after:
            found[level] = level
        elif rule == "clamp":
            found[level] = after[min(place, top)]
        else:
            # The nearest whole number to place × top ÷ top_before, halves downwards.
            found[level] = after[-((top_before - 2 * place * top) // (2 * top_before))]
    return found


def _backwards(forwards: VersionMap, newer: Questionnaire, older: Questionnaire) -> VersionMap:
    came_from: dict[str, QuestionMap] = {}
    for one in forwards.questions.values():
        if one.new is not None and (one.new not in came_from or one.new == one.old):
            came_from[one.new] = one
    questions = {
        question.id: _returned(question, came_from.get(question.id)) for question in newer.questions
    }
    return VersionMap(
        id=newer.id,
        old_version=newer.version,
        new_version=older.version,
        questions=questions,
        facts=_returned_ids(newer.facts, forwards.facts),
        actions=_returned_ids(newer.actions, forwards.actions),
        added=_sorted({q.id for q in older.questions} - {one.new for one in questions.values()}),
        retired_since=(),
        into=older,
    )


def _returned(question: Question, one: QuestionMap | None) -> QuestionMap:
    if one is None:
        return _gone(question.id, question.level_ids, None)
    came_from: dict[str, list[str]] = {level: [] for level in question.level_ids}
    for before, now in one.levels.items():
        if now is not None:
            came_from[now].append(before)
    levels = {
        level: before[0] if len(before) == 1 else level if level in before else None
        for level, before in came_from.items()
    }
    return QuestionMap(question.id, one.old, levels, one.is_rescaled, one.steps)


def _returned_ids(
    entries: Iterable[Lasting], forwards: Mapping[str, str | None]
) -> dict[str, str | None]:
    came_from: dict[str, str] = {}
    for old, new in forwards.items():
        if new is not None and (new not in came_from or new == old):
            came_from[new] = old
    return {entry.id: came_from.get(entry.id) for entry in entries}


def _why_gone(retired: Iterable[Retired], kind: Kind, old: str) -> str | None:
    for one in retired:
        if one.kind == kind and old in (one.id, *one.renamed_from):
            return one.because
    return None


def _by_version(retired: Retired) -> tuple[tuple[int, int, int], str, str]:
    return version_numbers(retired.in_), retired.kind, retired.id


def _sorted(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted(id_ for id_ in ids if id_ is not None))

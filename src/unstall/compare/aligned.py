"""Both sides of a comparison, brought to the newer of their two versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from unstall.compare.models import Stood
from unstall.compare.side import Side
from unstall.questionnaire.questions import Question
from unstall.questionnaire.versions import VersionMap, version_map
from unstall.session.mapped import mapped
from unstall.session.models import Answer, State
from unstall.triage.engine import Engine, Triage


@dataclass(frozen=True)
class Aligned:
    """One side, as the newer version reads it."""

    side: Side
    rules: Engine
    """The engine of the newer version."""
    triage: Triage
    """What it makes of the side's answers."""
    places: Mapping[str, str]
    """Question of the side's own version → question of the newer one; what has no place any more
    is left out."""
    asked_again: frozenset[str]
    """Questions of the newer version to which the side's answer cannot be carried over."""

    @cached_property
    def reached(self) -> frozenset[str]:
        """Questions of the newer version that the side's own one asks, by whatever id."""
        return frozenset(self.places.values())

    @cached_property
    def applicable(self) -> frozenset[str]:
        """Questions that count, by the newer rules."""
        return frozenset(question.id for question in self.triage.applicable)

    def weight(self, question: str) -> int:
        """Give a question's weight by the newer rules."""
        return self.rules.scale.weight(question, self.triage.reading)

    def level(self, question: str) -> int | None:
        """Give the level of a question on the newer scale; None without one."""
        return self.triage.reading.levels.get(question)

    def stood(self, question: str) -> Stood:
        """Tell how a question of the newer version stood, in the words of the side's own one.

        An answer that cannot be carried over has no level on the newer scale.
        """
        own = self.own_id(question)
        if own is not None and question in self.asked_again:
            return replace(self.stood_before(own), level=None)
        reading = self.triage.reading
        hidden = self.rules.scale.is_hidden(question, reading)
        return _in_words(
            "hidden" if hidden else reading.state(question),
            reading.levels.get(question),
            *self._own(question),
        )

    def stood_before(self, question: str) -> Stood:
        """Tell how a question of the side's own version stood, on its own scale."""
        reading = self.side.triage.reading
        answer = self.side.session.answers.get(question) or Answer()
        asked = self.side.questionnaire.question_by_id[question]
        return _in_words(reading.state(question), reading.levels.get(question), asked, answer)

    def own_id(self, question: str) -> str | None:
        """Give the id that a question has in the side's own version; None if it has none.

        Of several that became one, the one that was answered.
        """
        own = [mine for mine, newer in self.places.items() if newer == question]
        answers = self.side.session.answers
        answered = [mine for mine in own if mine in answers and answers[mine].state != "unanswered"]
        return next(iter((*answered, *own)), None)

    def _own(self, question: str) -> tuple[Question | None, Answer]:
        own = self.own_id(question)
        if own is None:
            return None, Answer()
        asked = self.side.questionnaire.question_by_id[own]
        return asked, self.side.session.answers.get(own) or Answer()


def align(then: Side, now: Side) -> tuple[Aligned, Aligned, VersionMap | None]:
    """Bring both sides to the newer of their versions, with the map from the older to the newer.

    Of two versions with one number that of now is taken as the newer. Two questionnaires that have
    nothing to do with each other have no map, and no question of then has a place in that of now.
    """
    if then.questionnaire.id != now.questionnaire.id:
        return _without_places(then, now.engine), _as_it_is(now), None
    if _same_content(then, now):
        versions = version_map(then.questionnaire, now.questionnaire)
        return _as_it_is(then), _as_it_is(now), versions
    if then.version > now.version:
        versions = version_map(now.questionnaire, then.questionnaire)
        return _as_it_is(then), _carried(now, then, versions), versions
    versions = version_map(then.questionnaire, now.questionnaire)
    return _carried(then, now, versions), _as_it_is(now), versions


def _same_content(one: Side, other: Side) -> bool:
    return one.engine is other.engine or (
        one.session.questionnaire.sha256 == other.session.questionnaire.sha256
        and one.version == other.version
    )


def _as_it_is(side: Side) -> Aligned:
    own = {question.id: question.id for question in side.questionnaire.questions}
    return Aligned(side, side.engine, side.triage, own, frozenset())


def _carried(side: Side, newer: Side, versions: VersionMap) -> Aligned:
    found = mapped(side.session, versions, newer.session.questionnaire)
    return Aligned(
        side=side,
        rules=newer.engine,
        triage=newer.engine.triage_session(found.session),
        places={old: one.new for old, one in versions.questions.items() if one.new is not None},
        asked_again=frozenset(one.new for one in found.account.ask_again if one.new is not None),
    )


def _without_places(side: Side, rules: Engine) -> Aligned:
    bare = side.session.model_copy(update={"answers": {}, "facts": {}, "how_soon": {}})
    return Aligned(side, rules, rules.triage_session(bare), {}, frozenset())


def _in_words(state: State, level: int | None, asked: Question | None, answer: Answer) -> Stood:
    place = asked.level_index(answer.level) if asked and answer.level else None
    return Stood(
        state=state,
        level=level,
        label=asked.levels[place].label if asked and place is not None else "",
        reason=answer.not_applicable,
        known=answer.known,
        note=answer.note,
        level_id=answer.level,
    )

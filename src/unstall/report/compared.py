"""Two sessions in words: what the documents about a comparison share.

Bands speak and steps are counted; shares stand in the appendix, rounded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from unstall.bands import band_words
from unstall.compare.followed import FollowThrough
from unstall.compare.models import (
    Comparison,
    Moved,
    Outcome,
    Progress,
    Remark,
    Shift,
    Stood,
)
from unstall.compare.side import Side
from unstall.questionnaire.questions import Fact
from unstall.report.dossier import SPENT, Dossier
from unstall.report.facts import fact_in_words
from unstall.report.formats import Formats
from unstall.report.phrases import capitalised, clause, counted, in_words, quoted, sentence
from unstall.triage.depth import rests_on_quick_call
from unstall.triage.readiness import Readiness

STEP = 5
"""Percentages are rounded to multiples of this."""
LONGEST_TEXT = 160
"""Longer texts of facts are said to have changed and not printed twice."""

REMARKS: Mapping[Remark, str] = {
    "same-session": "This is one and the same session, held against itself. Nothing can differ.",
    "other-project": "The two sessions are about projects with different names. They are compared "
    "as they stand; whether that makes sense is for you to judge.",
    "other-questionnaire": "The two sessions were made with different questionnaires, so no answer "
    "of one can be held against an answer of the other. The two results stand side by side.",
    "nothing-comparable": "No question counts in both sessions, so nothing can be compared. The "
    "two results stand side by side.",
    "wrong-order": "The session named as the earlier one describes the later day. It is compared "
    "as asked: what is called better here became worse in the course of time.",
    "same-version-other-content": "The two questionnaires have the same version number and are not "
    "the same text. Questions were matched by their ids.",
    "other-depth": "One session is a quick call and the other a full triage. What only one of them "
    "asked is not known on the other side, and widens its range there.",
}

_SHARES = (
    (0.18, "a first step"),
    (0.3, "about a quarter of the way"),
    (0.42, "about a third of the way"),
    (0.58, "about half of the way"),
    (0.7, "about two thirds of the way"),
    (0.85, "about three quarters of the way"),
)
_CLOSE = 1e-9
_ENDS = (".”", "?”", "!”", "…”")


@dataclass(frozen=True)
class Compared:
    """A comparison, with what its sentences are written from."""

    comparison: Comparison
    formats: Formats
    """How figures are written; money in the currency of the newer session."""
    followed: FollowThrough | None = None
    """What became of the plan of then; None where there was none."""

    @cached_property
    def rules(self) -> Dossier:
        """The newer answers by the newer rules."""
        found = self.comparison
        return Dossier(found.rules, found.now.session, found.now_read, None, self.formats)

    @cached_property
    def then(self) -> Dossier:
        """The older session by its own questionnaire."""
        return self._own(self.comparison.then)

    @cached_property
    def now(self) -> Dossier:
        """The newer session by its own questionnaire."""
        return self._own(self.comparison.now)

    @cached_property
    def is_quick(self) -> bool:
        """At least one side rests on a quick call, which supports sections and nothing finer."""
        found = self.comparison
        return any(
            rests_on_quick_call(side.session, side.triage) for side in (found.then, found.now)
        )

    @cached_property
    def is_unfinished(self) -> bool:
        """The newer session has not gone through all that it asks and that was answered then."""
        return any(moved.is_waiting for moved in self.comparison.moved)

    @property
    def is_comparable(self) -> bool:
        """Any question can be compared."""
        return bool(self.comparison.compared)

    def _own(self, side: Side) -> Dossier:
        formats = replace(self.formats, currency=side.session.currency)
        return Dossier(side.engine, side.session, side.triage, side.plan, formats)

    @property
    def day_then(self) -> str:
        """The day that the older answers describe."""
        return self.formats.plain_day(self.comparison.then.session.assessed)

    @property
    def day_now(self) -> str:
        """The day that the newer answers describe."""
        return self.formats.plain_day(self.comparison.now.session.assessed)

    @property
    def days(self) -> str:
        """Both days, or the one day that both describe."""
        one_day = self.day_then == self.day_now
        return self.day_now if one_day else f"{self.day_then} and {self.day_now}"

    @property
    def answers_then(self) -> str:
        """Name the older answers inside a sentence, by their day unless it is that of the newer."""
        one_day = self.day_then == self.day_now
        return "the older answers" if one_day else f"the answers of {self.day_then}"

    def short(self, question: str) -> str:
        """Give the short title of a question of the newer version."""
        return self.rules.short(question)

    def title(self, outcome: Outcome, *, of: Dossier | None = None) -> str:
        """Name a recommendation, by the newer rules or by those of one side."""
        return (of or self.rules).title_of(*outcome)

    def condition(self, condition: str, *, of: Dossier) -> str:
        """Say what must hold, as a clause."""
        return clause(of.gate_text(condition))

    def band(self, readiness: Readiness) -> str:
        """Name the band of a group on one side, as far as it can be told."""
        if not readiness.coverage:
            return "not known"
        return band_words(self.rules.questionnaire, readiness)

    def is_held_down(self, readiness: Readiness) -> bool:
        """Tell whether an answer that stops a launch keeps a part at a lower band."""
        free = replace(readiness, blocked_by=())
        return self.band(readiness) != self.band(free)

    def currencies_differ(self) -> bool:
        """Tell whether money is in other currencies on the two sides."""
        found = self.comparison
        return found.then.session.currency != found.now.session.currency

    def shift_title(self, shift: Shift) -> str:
        """Name what is otherwise now than then."""
        match shift.kind:
            case "fact":
                return self.rules.questionnaire.fact_by_id[shift.id].title
            case "role":
                return f"Who is {self.rules.role_title(shift.id)}"
            case "how-soon":
                return f"{self.short(shift.id)}, how soon it can be had"
            case "evidence":
                return f"{self.short(shift.id)}, whether evidence was seen"
            case _:
                return self.short(shift.id)

    def shift_then_and_now(self, shift: Shift) -> tuple[str, str]:
        """Say how a thing was then and how it is now; empty where the title says it."""
        found = self.comparison
        if shift.kind == "fact":
            fact = self.rules.questionnaire.fact_by_id[shift.id]
            values = (
                side.reading.facts.get(shift.id) for side in (found.then_read, found.now_read)
            )
            then, now = (value_in_words(fact, value, self.formats) for value in values)
            return then, now
        if shift.kind == "how-soon":
            soon = (side.given.how_soon.get(shift.id) for side in (found.then_read, found.now_read))
            then, now = (_HOW_SOON[said or ""] for said in soon)
            return then, now
        if shift.kind == "role":
            named = shift.id in found.now_read.given.roles_named
            return ("nobody named", "named") if named else ("named", "nobody named")
        if shift.kind == "evidence":
            seen = shift.id in found.now_read.given.seen
            return ("not seen", "seen") if seen else ("seen", "not seen")
        moved = found.moved_by_id.get(shift.id)
        if moved:
            return stood(moved.then, is_now=False), stood(moved.now, is_now=True)
        return "not to be compared", self.rules.said(shift.id)


_HOW_SOON = {
    "": "nobody said",
    "2w": "within two weeks",
    "12w": "within twelve weeks",
    "cannot": "not at all",
}


def stood(found: Stood, *, is_now: bool) -> str:
    """Say how a question stood: its level in its own words, or why it has none.

    Args:
        found: How it stood.
        is_now: On the newer side.
    """
    does = "does" if is_now else "did"
    match found.state:
        case "level":
            return quoted(found.label)
        case "unknown":
            return "nobody knows" if is_now else "nobody knew"
        case "not-applicable":
            return f"{does} not apply: {found.reason}" if found.reason else f"{does} not apply"
        case "hidden":
            return f"{does} not arise"
        case "unanswered":
            return "not asked yet" if is_now else "not asked"


def stated(text: str) -> str:
    """End a statement: a quoted sentence has its full stop inside."""
    return capitalised(text) if text.endswith(_ENDS) else sentence(text)


def value_in_words(fact: Fact, value: Any, formats: Formats) -> str:
    """Write a fact's value; a long text is not printed."""
    if value is None:
        return "not given"
    if fact.kind in {"names-by-role", "people", "texts", "long-text", "text"}:
        said = _text_of(fact, value, formats)
        return said if len(said) <= LONGEST_TEXT else "a text of some length"
    return fact_in_words(fact, value, formats)


def _text_of(fact: Fact, value: Any, formats: Formats) -> str:
    if fact.kind == "names-by-role" and isinstance(value, Mapping):
        return "; ".join(f"{role}: {name}" for role, name in value.items() if name)
    text = fact_in_words(fact, value, formats)
    return quoted(" ".join(text.split())) if fact.kind != "people" else text


def fact_rows(told: Compared) -> tuple[tuple[str, str, str], ...]:
    """Give every fact that is another one: its title, then and now. Names stand role by role."""
    rows: list[tuple[str, str, str]] = []
    moved = {move.fact.id for move in told.comparison.facts}
    waiting = {fact.id for fact in facts_waiting(told)}
    formats_then = told.then.formats if told.currencies_differ() else told.formats
    for move in told.comparison.facts:
        fact, then, now = move.fact, move.then, move.now
        if fact.id in waiting or _only_time_passed(fact, moved, waiting):
            continue
        if fact.kind == "names-by-role":
            rows += _names(told, then or {}, now or {})
            continue
        said_then = value_in_words(fact, then, formats_then)
        said_now = value_in_words(fact, now, told.formats)
        if said_then == said_now:
            said_now = "written anew"
        if fact.id == SPENT:
            said_now = f"{said_now}; not used in the decision"
        rows.append((fact.title, said_then, said_now))
    return tuple(rows)


def facts_waiting(told: Compared) -> tuple[Fact, ...]:
    """List the facts that were given then, and that a session under way has not been given yet."""
    if not told.is_unfinished:
        return ()
    return tuple(
        move.fact
        for move in told.comparison.facts
        if move.now is None and move.fact.computed is None
    )


def _only_time_passed(fact: Fact, moved: Collection[str], waiting: Collection[str]) -> bool:
    """Tell whether a number of weeks is another one without anybody having said anything else."""
    counted_to = fact.computed.to if fact.computed else None
    return counted_to is not None and (counted_to not in moved or counted_to in waiting)


def _names(
    told: Compared, then: Mapping[str, str], now: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    roles = [role.id for role in told.rules.questionnaire.roles]
    every = dict.fromkeys((*roles, *then, *now))
    return [
        (
            f"Who is {told.rules.role_title(role)}",
            then.get(role) or "nobody named",
            now.get(role) or "nobody named",
        )
        for role in every
        if (then.get(role) or "") != (now.get(role) or "")
    ]


def progress_in_words(found: Progress) -> str:
    """Say how far a group came towards what the plan of then asked of it."""
    if found.was_there:
        return "was there already" if found.now >= 1 - _CLOSE else "was there, and is not any more"
    way = found.of_the_way or 0.0
    if way >= 1 - _CLOSE:
        return "all of the way"
    if way < -_CLOSE:
        return "further away than then"
    if way <= _CLOSE:
        return "no step nearer"
    return next((words for below, words in _SHARES if way < below), "nearly all of the way")


def steps_in_words(moved: Moved) -> str:
    """Say how far one answer came towards what the plan of then asked of it."""
    then, now, target = moved.then.level, moved.now.level, moved.target
    if target is None:
        return "nothing was planned"
    if now is None or then is None:
        return "cannot be told"
    if then >= target:
        return "was there already" if now >= target else "was there, and is not any more"
    if now >= target:
        return "reached"
    if now <= then:
        return "further away" if now < then else "no step nearer"
    return f"{in_words(now - then)} of {counted_steps(target - then)}"


def counted_steps(number: int) -> str:
    """Write a number of levels on the way to a target."""
    return f"{in_words(number)} {'step' if number == 1 else 'steps'}"


def percent(share: float) -> str:
    """Round a share for the appendix; all and none are only said of all and none."""
    if share >= 1 - _CLOSE:
        return "100 %"
    if share <= _CLOSE:
        return "0 %"
    return f"{min(100 - STEP, max(STEP, round(share * 100 / STEP) * STEP))} %"


def share_in_words(share: float) -> str:
    """Say a share of the weight in words, for the text."""
    if share >= 1 - _CLOSE:
        return "all"
    if share <= _CLOSE:
        return "nothing"
    return f"about {percent(share)}"


def listed_some(titles: Sequence[str], most: int) -> str:
    """List titles; what is beyond the most is counted."""
    shown, more = titles[:most], len(titles) - most
    said = ", ".join(shown)
    return f"{said} and {counted(more, 'more', 'more')}" if more > 0 else said

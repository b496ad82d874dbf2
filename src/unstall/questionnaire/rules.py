"""The deciding side of a questionnaire: strategies, gates, forced stops and the procedure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from unstall.questionnaire.base import Id, Many, Model, Short, Words
from unstall.questionnaire.conditions import Condition, HowSoon

Supply = Literal["name", "sponsor", "money", "people"]
"""What is missing when a gate is false; decides how long it is assumed to take."""


class Axis(Model):
    """One of the questions that the decision asks, in order."""

    id: Id
    title: Words


class Takes(Model):
    """A sourcing choice takes its engineering points from the route whose work it would do."""

    axis: Id
    rebuild: Id
    harden: Id


class Phase(Model):
    """A row of a strategy's week table."""

    first: int
    """First week, counted from 1; 0 means before week 1."""
    last: int
    aim: Words
    checkpoint: Words | None = None
    kind: Literal["commit", "value", "go-live", "benefit", "review", "close"] | None = None
    """Which of the plan's checkpoints falls at its end."""


class Slower(Model):
    """A state of affairs in which a strategy takes longer than its week table says."""

    when: Condition
    by: Annotated[float, Field(gt=1, le=5)]
    """Factor on every week after the second."""
    because: Words


class AddedTime(Model):
    """Weeks that come on top of a strategy's usual duration in some states of affairs."""

    when: Condition
    weeks: Annotated[Many[int], Field(min_length=2, max_length=2)]
    because: Words


class Strategy(Model):
    """One way to recover, or to end, a stalled project."""

    id: Id
    title: Short
    kind: Literal["go", "end", "wait"]
    base: int
    base_because: str = ""
    takes: Takes | None = None
    advice: Words
    """What it tells the client to do, completing "We recommend to …"."""
    summary: Words
    """What it means, in a sentence or two, for somebody who hears of it for the first time."""
    danger: Words
    """How it goes wrong, and the rule that prevents it."""
    cost: Words
    """What choosing it costs politically."""
    weeks: Annotated[Many[int], Field(min_length=2, max_length=2)]
    """Shortest and longest usual duration to first live use (or to the end), in weeks."""
    on_top: str = ""
    """What the usual duration does not include."""
    skeleton: int
    """Length of the week table to first live use (or to the end), in weeks."""
    slower: Slower | None = None
    added_time: Many[AddedTime] = ()
    calendar: dict[str, int] = Field(default_factory=dict)
    """Week of the reference calendar → week of this strategy's calendar."""
    before_start: Many[Id] = ()
    """Actions that are done before week 1."""
    lead_fact: Id | None = None
    """The fact that says how many weeks pass before week 1."""
    lead_weeks: Many[int] = ()
    """Usual number of weeks before week 1, shortest and longest."""
    keeps_only: Many[Id] = ()
    """If given, no shared action but these is in its plan."""
    phases: Many[Phase] = ()


class IfFalse(Model):
    """What a false gate does; the first entry whose condition is true applies."""

    kind: Literal["hard", "missing", "condition"]
    when: Condition | None = None


class Gate(Model):
    """A rule that rules a strategy out, or makes something a precondition, whatever the points."""

    id: Id
    applies_to: Annotated[Many[Id], Field(min_length=1)]
    require: Condition
    text: Words
    """What holds when it is passed, as a clause without a full stop."""
    closed_text: Words
    """What closes or holds up the route when it is not passed, as a sentence."""
    if_false: Annotated[Many[IfFalse], Field(min_length=1)]
    if_unknown: Literal["verify", "ignore"]
    question: Id | None = None
    """The question whose answer would settle it."""
    supply: Supply | None = None
    contestable: bool = False
    """Closes the go routes, but does not by itself rule out a pause."""


class ForcedStop(Model):
    """A state of affairs in which nothing else is worth comparing."""

    id: Id
    when: Condition
    text: Words


class FactPoints(Model):
    """What a fact adds to strategies."""

    id: Id
    when: Condition
    because: Words
    points: dict[Id, int]


class HowSoonAssumed(Model):
    """How long a missing thing is taken to need when nobody has said."""

    supply: Supply | Literal["any"]
    when: Condition
    weeks: int
    because: Words


class FitWord(Model):
    """A word for a number of points."""

    word: Short
    at_least: int | None = None


class PausePreconditions(Model):
    """What a pause waits for when no gate is missing."""

    questions: Many[Id]
    at_most: int
    """Highest level index that counts as not there yet; the worst level is 0."""


class LaunchAcceptance(Model):
    """When a launch blocker may be accepted by name instead of cured."""

    when: Condition
    by: Id
    """The role that accepts."""
    never: Many[Id]
    """Questions whose blockers are never accepted."""


Share = Annotated[float, Field(ge=0, le=1)]


class StandingLimits(Model):
    """From where on a verdict holds up, and from where on it is at least leaning."""

    holds_up_from: Share = 0.90
    """Share of the possible readings under which the verdict is the same."""
    holds_up_coverage: Share = 0.60
    """Weighted share of all applicable questions that have a level."""
    holds_up_each_section: Share = 0.40
    """The same share in every section."""
    leaning_from: Share = 0.60
    """Share of the possible readings below which a verdict is open."""


class Procedure(Model):
    """Every threshold of the decision, in one place."""

    scale: Annotated[int, Field(gt=0)]
    min_quick_known: int
    stop: Id
    """The strategy that forced stops lead to."""
    pause: Id
    stop_mark: int
    stop_reasons: Condition
    max_missing_on_condition: int
    open_within_weeks: int
    points_per_missing: int
    route_floor: dict[Id, int]
    wait_within_weeks: int
    how_soon_weeks: dict[HowSoon, int]
    how_soon_assumed: Many[HowSoonAssumed]
    close_call_points: int
    weak_fit_below: int
    standing: StandingLimits = StandingLimits()
    rebuild_when: Condition
    """When a strategy that takes points has the shape rebuild; otherwise it is harden."""
    words: Many[FitWord]
    pause_preconditions: PausePreconditions
    launch_acceptance: LaunchAcceptance | None = None
    cause_above: Annotated[float, Field(ge=0, lt=1)]
    """Strength above which a cause is reported."""
    cause_min_answers: int
    cause_most: int
    band_when_blocked: Id
    """The highest band of a group with a launch blocker at its worst level."""
    headline_view: Id
    """The view whose lowest group is the headline."""

"""What a session holds. A session is never changed in place: every change gives a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from math import fsum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from unstall.questionnaire.base import Id, Many, Model
from unstall.questionnaire.conditions import HowSoon
from unstall.questionnaire.questions import Depth
from unstall.session.places import checked_place

SCHEMA = 1
"""The version of the session format that this program writes."""

MAX_NAME = 120
"""Longest name of a project, client or person, in characters."""
LAST_WEEK = 156
"""Last week to which an action is moved: nobody plans a recovery beyond three years."""
MOST_DAYS = 1000
"""Most person-days of an added action."""
MOST_OWN = 100
"""Most actions that people add to a plan or split off."""
MOST_AFTER = 20
"""Most actions that an added one waits for by name."""
LEAST_SHARE = 0.01
"""Least that goes with a part, and that is left of a whole."""
MOST_TAKEN = 1 - LEAST_SHARE + 1e-9
"""Most that the parts of an action take together; shares that come to the same by hand may differ
a little."""
MAX_TEXT = 10_000
"""Longest note or long text, in characters."""
MOST_VOTERS = 500
"""Most people who vote in one session."""

KnownHow = Literal["stated", "corroborated", "seen"]
"""How we know an answer: somebody said so, a second person agreed, or evidence was shown."""

State = Literal["level", "unknown", "not-applicable", "unanswered", "hidden"]
"""Exactly one per question; `hidden` is worked out from the facts and never stored."""


YEARS = (1900, 2200)
"""First and last year of days that are taken for days and not for slips."""


def _plausible(day: date) -> date:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError(f"a day lies between the years {YEARS[0]} and {YEARS[1]}")
    return day


def _zoned(moment: datetime) -> datetime:
    _plausible(moment)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its offset from UTC, such as 2026-11-20T10:02:11+01:00")
    return moment


Day = Annotated[date, AfterValidator(_plausible)]
Moment = Annotated[datetime, AfterValidator(_zoned)]
Name = Annotated[str, StringConstraints(max_length=MAX_NAME)]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT)]
Effort = Annotated[float, Field(ge=0, le=MOST_DAYS)]
Pseudonym = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8,32}$")]
"""Stands for a voter or a ballot: random, 8 to 32 of the digits 0 to 9 and a to f, so no name."""
Vote = Id
"""A level's id, or `unknown`."""
NOBODY_KNOWS = "unknown"
"""The vote of somebody who does not know."""


class Accepted(Model):
    """Who accepted a risk instead of curing it, and why. Changes no score; it is listed."""

    by: Annotated[Name, StringConstraints(min_length=1)]
    why: Annotated[Text, StringConstraints(min_length=1)]


class Answer(Model):
    """What is known about one question. With a note alone, the question is still unanswered."""

    level: Id | None = None
    unknown: bool | None = None
    not_applicable: Annotated[Text, StringConstraints(min_length=1)] | None = None
    """The reason why the question does not apply."""
    known: KnownHow | None = None
    evidence: Text | None = None
    """What was shown, or where it lies."""
    note: Text | None = None
    ask: Text | None = None
    """For *don't know*: who finds out, and by when."""
    accepted: Accepted | None = None
    at: Moment | None = None
    """When the level, or its absence, was recorded."""
    confirmed: bool | None = None
    """It is the answer of the session before, gone through again and found to be so still."""
    voted: Literal["median", "decided"] | None = None
    """Of a question that was voted on: it was recorded as the median, or decided so."""

    @model_validator(mode="after")
    def _one_state(self) -> Answer:
        states = (self.level is not None, self.unknown is True, self.not_applicable is not None)
        if sum(states) > 1:
            raise ValueError("an answer is a level, or unknown = true, or not_applicable, not two")
        if self.unknown is False:
            raise ValueError("unknown is either true or left out")
        if self.confirmed is False:
            raise ValueError("confirmed is either true or left out")
        if self.confirmed and not any(states):
            raise ValueError("what is confirmed is an answer: a level, unknown or not_applicable")
        if self.voted and not any(states):
            raise ValueError("what was voted is an answer: a level, unknown or not_applicable")
        return self

    @property
    def state(self) -> State:
        """Which of the stored states this is."""
        if self.level is not None:
            return "level"
        if self.unknown:
            return "unknown"
        return "unanswered" if self.not_applicable is None else "not-applicable"

    @property
    def is_empty(self) -> bool:
        """Nothing at all is recorded."""
        return self == Answer()


class Votes(Model):
    """What was voted on one question, in at most two rounds: voter → vote."""

    first: dict[Pseudonym, Vote] = Field(default_factory=dict)
    second: dict[Pseudonym, Vote] = Field(default_factory=dict)
    """Only of those who voted again."""

    @model_validator(mode="after")
    def _somebody_voted(self) -> Votes:
        if not self.first and not self.second:
            raise ValueError("nobody voted: leave the table out")
        return self

    @property
    def counting(self) -> dict[str, str]:
        """The vote that counts of each voter: the second where there is one, else the first.

        Where nobody of the first round is in the second, the same people voted on other papers, as
        after ballots in the room: then the second counts alone, and nobody twice.
        """
        if self.second and self.first.keys().isdisjoint(self.second):
            return dict(self.second)
        return {**self.first, **self.second}


class BallotRef(Model):
    """What makes a file a ballot: answers that one person gives alone, before the room votes."""

    id: Pseudonym | None = None
    """Drawn when it is filled in first; the same ballot is never counted twice."""
    role: Id | None = None
    """The role in which its voter votes."""
    questions: Annotated[Many[Id], Field(min_length=1, max_length=MOST_VOTERS)]
    """What is asked."""


class QuestionnaireRef(Model):
    """The questionnaire that a session was made with."""

    id: Id
    version: str
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PlannedAction(Model):
    """What people decided about one action of the plan."""

    owner: Name | None = None
    done: Day | None = None
    week: Annotated[int, Field(ge=1, le=LAST_WEEK)] | None = None
    """Moved to this week by hand."""
    dropped: Text | None = None
    """Why it was taken out."""
    note: Text | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was decided."""
        return self == PlannedAction()


CheckpointKind = Literal["commit", "value", "go-live", "benefit", "review", "close"]
"""Which of a plan's checkpoints: each kind falls once in a plan at most."""


class Held(Model):
    """A checkpoint that was held, and what was decided at it."""

    on: Day
    outcome: Literal["go-on", "change", "stop"]
    """Go on as planned; go on otherwise than planned; stop."""
    note: Text | None = None


class ActionOutcome(Model):
    """What became of an action of the plan before."""

    done: Day | None = None
    dropped: Text | None = None
    """Why it was given up."""
    note: Text | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was recorded."""
        return self == ActionOutcome()


class LastPlan(Model):
    """What became of the plan of the session that this one repeats.

    Recorded here, because the session before may be closed, and because its plan went on after it.
    What stands here goes before what the session before says. Its ids are those of that session's
    questionnaire.
    """

    actions: dict[Id, ActionOutcome] = Field(default_factory=dict)
    held: dict[CheckpointKind, Held] = Field(default_factory=dict)


class OwnAction(Model):
    """An action that people added to the plan, or a part that they split off from one.

    What is decided about it (owner, week, done) stands beside that of all other actions.
    """

    title: Annotated[Name, StringConstraints(min_length=1, pattern=r"\S")]
    role: Id
    """Who does it, while nobody is named."""
    done_when: Annotated[Text, StringConstraints(pattern=r"\S")] | None = None
    """By what one sees that it is done; of a part none if it is that of the whole."""
    effort: Annotated[Many[Effort], Field(min_length=2, max_length=2)] | None = None
    """Person-days, least and most; of a part none, because it follows from the whole."""
    after: Annotated[Many[Id], Field(max_length=MOST_AFTER)] = ()
    """Actions that have to be over before; those that are not in the plan count as met."""
    added_for: Id | None = None
    """The strategy in whose plan it was put. It is in every plan of that kind: of going on, of
    waiting or of ending."""
    part_of: Id | None = None
    """The action that it was split off from; it is in the plan when that one is."""
    share: Annotated[float, Field(ge=LEAST_SHARE, lt=1)] | None = None
    """Of a part: how much of the whole action's effort it takes with it."""

    @model_validator(mode="after")
    def _whole_or_part(self) -> OwnAction:
        if self.part_of is None and not (self.effort and self.added_for and self.done_when):
            raise ValueError("an added action needs done_when, effort and added_for")
        if self.part_of is not None and (self.share is None or self.effort is not None):
            raise ValueError("a part of an action has a share and no effort of its own")
        if self.part_of is not None and (self.after or self.added_for):
            raise ValueError(
                "a part of an action waits for what the whole waits for, and is added "
                "for what the whole is: leave out after and added_for"
            )
        if self.part_of is None and self.share is not None:
            raise ValueError("only a part of an action has a share")
        if self.effort is not None and self.effort[0] > self.effort[1]:
            raise ValueError("the least effort stands first")
        return self


class PlanState(Model):
    """What people decided about the plan; the rest follows from the answers."""

    start: Day | None = None
    left_from: Day | None = None
    """What is not done yet is planned for this day or later: the plan was laid out anew."""
    holidays: Annotated[str, AfterValidator(checked_place)] | None = None
    """Where the people work, such as `DE` or `DE-BY`: nothing is planned on holidays there."""
    actions: dict[Id, PlannedAction] = Field(default_factory=dict)
    own: Annotated[dict[Id, OwnAction], Field(max_length=MOST_OWN)] = Field(default_factory=dict)
    held: dict[CheckpointKind, Held] = Field(default_factory=dict)
    """Checkpoints that were held."""

    @model_validator(mode="after")
    def _parts_leave_something(self) -> PlanState:
        for whole in {own.part_of for own in self.own.values() if own.part_of}:
            if whole in self.own and self.own[whole].part_of:
                raise ValueError(f"{whole} is a part itself; name the whole action in part_of")
            if self.taken_from(whole) > MOST_TAKEN:
                raise ValueError(f"the parts of {whole} take all of it")
        return self

    def taken_from(self, action: str) -> float:
        """Give how much of an action's effort went to its parts, from 0 to below 1."""
        return fsum(own.share or 0 for own in self.own.values() if own.part_of == action)


class Result(Model):
    """The outcome as it stood when the session was closed; never worked out again."""

    strategy: Id | None = None
    """None when too little was known."""
    shape: Literal["rebuild", "harden"] | None = None
    then: Id | None = None
    standing: Literal["holds-up", "leaning", "open"]
    conditions: Many[Id] = ()
    points: dict[Id, int] = Field(default_factory=dict)
    readiness: dict[Id, Many[float]] = Field(default_factory=dict)
    """Section id → low and high end, as shares of the top."""
    program: str
    """Version of unstall that worked it out."""


class Session(Model):
    """One triage of one project at one time."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    project: Annotated[Name, StringConstraints(min_length=1)]
    client: Name | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    """ISO 4217 code of all money in the session."""
    depth: Depth = "quick"
    opened: Moment
    assessed: Day
    """The day that the answers describe."""
    closed: Moment | None = None
    previous: str | None = None
    """File name of the session that this one repeats."""
    questionnaire: QuestionnaireRef
    facts: dict[Id, Any] = Field(default_factory=dict)
    how_soon: dict[Id, HowSoon] = Field(default_factory=dict)
    """Question id → how soon what is missing can be had."""
    answers: dict[Id, Answer] = Field(default_factory=dict)
    ballot: BallotRef | None = None
    """There in a ballot alone, which has no verdict and no plan."""
    voters: Annotated[dict[Pseudonym, Id], Field(max_length=MOST_VOTERS)] = Field(
        default_factory=dict
    )
    """Voter → role."""
    votes: dict[Id, Votes] = Field(default_factory=dict)
    """Question id → what was voted on it."""
    plan: PlanState = Field(default_factory=PlanState)
    last_plan: LastPlan = Field(default_factory=LastPlan)
    """What became of the plan of the session before."""
    result: Result | None = None

    @model_validator(mode="after")
    def _voters_have_a_role(self) -> Session:
        for question, votes in self.votes.items():
            for voter in votes.counting:
                if voter not in self.voters:
                    raise ValueError(f"the voter {voter} of {question} is not among the voters")
        return self

    @property
    def casts(self) -> Iterator[Mapping[str, str]]:
        """What was voted in each round of each question: voter → vote."""
        for votes in self.votes.values():
            yield from (votes.first, votes.second)

    def with_answer(self, question: str, answer: Answer) -> Session:
        """Record an answer; an empty one takes the question's table out again."""
        answers = {key: value for key, value in self.answers.items() if key != question}
        if not answer.is_empty:
            answers[question] = answer
        return self.model_copy(update={"answers": answers})

    def with_facts(self, changes: Mapping[str, Any]) -> Session:
        """Record facts; None takes a fact out again."""
        facts = {**self.facts, **changes}
        return self.model_copy(
            update={"facts": {key: value for key, value in facts.items() if value is not None}}
        )

    def with_how_soon(self, question: str, soon: HowSoon | None) -> Session:
        """Record how soon what is missing can be had; None takes it out again."""
        known = {key: value for key, value in self.how_soon.items() if key != question}
        if soon is not None:
            known[question] = soon
        return self.model_copy(update={"how_soon": known})

    def with_planned(self, action: str, planned: PlannedAction) -> Session:
        """Record what was decided about an action; an empty one takes it out again."""
        actions = {key: value for key, value in self.plan.actions.items() if key != action}
        if not planned.is_empty:
            actions[action] = planned
        return self.model_copy(update={"plan": self.plan.model_copy(update={"actions": actions})})

"""Everything that one document is written from, with the look-ups that its sections share.

Facts that documents know by their id are named here; all others are printed as they come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from unstall.compare.side import Side
from unstall.outlook import outlook_of, standing_alone
from unstall.plan.fitting import later_start, shortfall_of
from unstall.plan.laying import holder_titles
from unstall.plan.models import Placed, Plan
from unstall.plan.remedies import Shortfall
from unstall.plan.schedule import SPONSOR, lacks_sponsor
from unstall.plan.settling import settling_title
from unstall.planning import asked_for
from unstall.questionnaire.actions import Action
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.questions import Question
from unstall.questionnaire.rules import Strategy
from unstall.report.formats import Formats
from unstall.report.phrases import clause, quoted
from unstall.session.models import Answer, Held, Session
from unstall.triage.depth import rests_on_quick_call
from unstall.triage.discussion import Discussion
from unstall.triage.engine import Engine, Triage
from unstall.triage.outlook import Outlook
from unstall.triage.reading import Reading
from unstall.triage.reopen import Reopen, reopeners
from unstall.triage.standing import Standing

SPENT = "spent_to_date"
"""Money already spent: printed once, as not used."""
COST_OF_DELAY = "cost_of_delay"
COST_OF_DELAY_BASIS = "cost_of_delay_basis"
TEAM_BURN = "team_burn"
BUDGET_LEFT = "budget_left"
DAY_RATE = "person_day_rate"
RESPONDENTS = "respondents"
NAMES = "names_by_role"
CRITERIA = "criteria_text"
REGIMES = "regimes"
REGULATED = "regulated"
PILOT_VOLUME = "pilot_volume"
PRODUCTION_VOLUME = "production_volume"

FIRM_WEEKS = 2
"""Weeks that a quick call can date; what comes later hangs on answers that it did not ask for."""

SHAPES = {"harden": "to harden what exists", "rebuild": "to rebuild"}


@dataclass(frozen=True)
class Fit:
    """What a plan lacks, and the words for it."""

    shortfall: Shortfall
    titles: Mapping[str, str]
    """Holder of work → the person's name, or the title of the role that nobody fills."""
    actions: Mapping[str, str]
    """Action → title."""
    later_start: str | None
    """A later day on which the plan could begin and then fit, as it is written; None if none is."""


@dataclass(frozen=True)
class Dossier:
    """What one document is written from."""

    engine: Engine
    session: Session
    triage: Triage
    plan: Plan | None
    formats: Formats
    worked_out: Outlook | None = None
    """The outlook, where somebody has worked it out already."""
    earlier: tuple[Side, ...] = ()
    """The sessions before, the oldest first; the last is the one that this session repeats."""
    discussed: Discussion | None = None
    """What a room voted, where somebody has held it against the verdict already."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that was answered."""
        return self.engine.questionnaire

    @cached_property
    def strategy(self) -> Strategy | None:
        """The recommended strategy; None when too little is known."""
        chosen = self.triage.decision.strategy
        return self.questionnaire.strategy_by_id[chosen] if chosen else None

    @cached_property
    def resumed(self) -> Strategy | None:
        """For a pause: the strategy to resume with."""
        then = self.triage.decision.then
        return self.questionnaire.strategy_by_id[then] if then else None

    @cached_property
    def is_quick(self) -> bool:
        """Only the quick call was held, and questions of the full triage are open."""
        return rests_on_quick_call(self.session, self.triage)

    @cached_property
    def discussion(self) -> Discussion:
        """What a room voted, held against the verdict; it may hold no votes."""
        return self.discussed or Discussion(self.engine, self.session)

    @cached_property
    def outlook(self) -> Outlook:
        """How firmly the verdict stands and what would change it; takes a quarter of a second."""
        return self.worked_out or outlook_of(self.engine, self.triage)

    @cached_property
    def standing(self) -> Standing:
        """How firmly the verdict stands, without the rest of the outlook where nobody needs it."""
        if self.worked_out or "outlook" in vars(self):
            return self.outlook.standing
        return standing_alone(self.engine, self.triage)

    @cached_property
    def reopeners(self) -> Mapping[str, Reopen]:
        """What would open the closed strategies again; none for those that would take too much."""
        return reopeners(self.engine, self.triage)

    @cached_property
    def fit(self) -> Fit | None:
        """What the plan lacks; None if it fits. Takes up to half a second."""
        plan = self.plan
        if plan is None or plan.timing is None or not plan.timing.over:
            return None
        asked = asked_for(self.engine, self.session, self.triage, plan.strategy)
        found = shortfall_of(asked)
        if found is None:
            return None
        later = later_start(asked)
        return Fit(
            shortfall=found,
            titles=holder_titles(asked),
            actions={placed.id: placed.chosen.title for placed in plan.actions},
            later_start=self.formats.day(later) if later else None,
        )

    @cached_property
    def heaviest(self) -> tuple[Question, ...]:
        """The applicable questions of the greatest weight."""
        weights = {q.id: self.engine.scale.weight(q.id, self.reading) for q in self.applicable}
        most = max(weights.values(), default=0)
        return tuple(q for q in self.applicable if weights[q.id] == most)

    @property
    def reading(self) -> Reading:
        """The answers as the engine saw them."""
        return self.triage.reading

    @property
    def applicable(self) -> tuple[Question, ...]:
        """The questions that count for this project."""
        return self.triage.applicable

    def fact(self, fact_id: str) -> Any:
        """Give a fact's value; None if it was not given."""
        return self.triage.reading.facts.get(fact_id)

    def answer(self, question_id: str) -> Answer:
        """Give what was recorded about a question."""
        return self.session.answers.get(question_id) or Answer()

    def short(self, question_id: str) -> str:
        """Give a question's short title."""
        return self.questionnaire.question_by_id[question_id].short

    def label(self, question_id: str, level: int) -> str:
        """Give a level's own words between quotation marks."""
        return quoted(self.questionnaire.question_by_id[question_id].levels[level].label)

    def said(self, question_id: str) -> str:
        """Give the chosen level in its own words, or say that there is none."""
        level = self.triage.reading.levels.get(question_id)
        if level is not None:
            return self.label(question_id, level)
        if self.triage.reading.state(question_id) == "unknown":
            return "not known"
        is_voted = question_id in self.session.votes
        return "voted on, nothing recorded yet" if is_voted else "not asked yet"

    @cached_property
    def lacks_sponsor(self) -> bool:
        """A condition of the recommendation is that there is a sponsor at all."""
        return lacks_sponsor(self.triage)

    def role_title(self, role_id: str) -> str:
        """Give a role's title; an id that is no role is its own title."""
        role = self.questionnaire.role_by_id.get(role_id)
        return role.title if role else role_id

    def named(self, role_id: str) -> str | None:
        """Give the name that stands against a role; none for a sponsor where there is none."""
        if role_id == SPONSOR and self.lacks_sponsor:
            return None
        names = self.fact(NAMES) or {}
        return names.get(role_id) or None

    def person(self, role_id: str) -> str:
        """Name the person in a role, or say that one is to be named."""
        name, title = self.named(role_id), self.role_title(role_id)
        return f"{name} ({title})" if name else f"to be named ({title})"

    def doer(self, placed: Placed) -> str:
        """Name who does a planned action, or say that somebody is to be named."""
        return placed.owner or f"to be named ({placed.role})"

    def action_title(self, action: str) -> str | None:
        """Name an action, in the plan or not, also one that was added; None if there is none."""
        own = self.session.plan.own.get(action)
        if own:
            return own.title
        asked = self.questionnaire.action_by_id.get(action)
        if asked:
            return asked.title
        settled = (d for d in self.triage.disputes if d.action == action)
        return next((settling_title(self.questionnaire, d) for d in settled), None)

    def action_for(self, question_id: str) -> Placed | None:
        """Find the planned action that the question asks for most directly."""
        asked = [
            placed
            for placed in (self.plan.actions if self.plan else ())
            if any(why.question == question_id for why in placed.chosen.why)
        ]
        return min(asked, key=lambda p: _directness(p.chosen.action, question_id), default=None)

    def cures_of(self, question_id: str) -> tuple[Placed, ...]:
        """List the planned actions that are there for a question first of all, in their order."""
        return tuple(
            placed
            for placed in (self.plan.actions if self.plan else ())
            if placed.chosen.action.because
            and placed.chosen.action.because[0].question == question_id
            and any(why.question == question_id for why in placed.chosen.why)
        )

    def role_for(self, question_id: str) -> str | None:
        """Tell whose business a question is: who owns the work that it asks for most directly."""
        triggered = [
            action
            for action in self.questionnaire.actions
            if any(trigger.question == question_id for trigger in action.because)
        ]
        action = min(triggered, key=lambda a: _directness(a, question_id), default=None)
        return action.owner if action else None

    def whom(self, question_id: str) -> str:
        """Say who could know: what was noted, otherwise the role whose business it is."""
        noted = self.answer(question_id).ask
        if noted:
            return noted
        role = self.role_for(question_id)
        if role is None:
            return "the project team"
        name = self.named(role)
        return f"{name} ({self.role_title(role)})" if name else f"the {self.role_title(role)}"

    def title_of(self, strategy: str | None, shape: str | None, then: str | None) -> str:
        """Name a recommendation: "Partner, to rebuild", "Pause until a set date, then Partner"."""
        if strategy is None:
            return "no recommendation"
        shaped = f", {SHAPES[shape]}" if shape else ""
        title = self.questionnaire.strategy_by_id[strategy].title
        if then is None:
            return f"{title}{shaped}"
        return f"{title}, then {self.questionnaire.strategy_by_id[then].title}{shaped}"

    @property
    def verdict_title(self) -> str:
        """The recommendation in a few words."""
        decision = self.triage.decision
        return self.title_of(decision.strategy, decision.shape, decision.then)

    def held(self, kind: str | None) -> Held | None:
        """Tell when a checkpoint was held; None if it was not, or nobody recorded it."""
        return next((one for known, one in self.session.plan.held.items() if known == kind), None)

    def ahead_from(self, plan: Plan) -> date:
        """Give the day from which on a plan lies ahead: its first, or that of the latest layout."""
        again = self.session.plan.left_from
        return max(plan.begins, again) if again else plan.begins

    def last_day_of(self, week: int) -> date | None:
        """Give the last working day of a plan's week; None while it cannot be dated.

        Week 0 is the time before week 1.
        """
        if self.plan is None or (self.is_quick and week > FIRM_WEEKS):
            return None
        return self.plan.last_day_of(week)

    def is_dated(self, placed: Placed) -> bool:
        """Tell whether the days of a planned action may be said, not only its weeks."""
        return placed.last_day is not None and self.last_day_of(placed.last_week) is not None

    def ends_on(self, placed: Placed) -> str:
        """Say when a planned action is over, for a table: by its day where it has one."""
        if placed.last_day and self.is_dated(placed):
            return self.formats.day(placed.last_day)
        return self.end_of(placed.last_week)

    def end_of(self, week: int) -> str:
        """Say when a plan's week ends, for a table: by its date where it can be dated."""
        day = self.last_day_of(week)
        if day:
            return self.formats.day(day)
        return "before week 1" if week < 1 else f"end of week {week}"

    def by_end_of(self, week: int) -> str:
        """Say by when, inside a sentence: "by Friday 4 December 2026", "before week 1"."""
        day = self.last_day_of(week)
        if day:
            return f"by {self.formats.day(day)}"
        return "before week 1" if week < 1 else f"by the end of week {week}"

    def gate_text(self, condition: str) -> str:
        """Say what must hold, for a gate or for a question that a pause waits for."""
        gate = next((g for g in self.questionnaire.gates if g.id == condition), None)
        if gate:
            return clause(gate.text)
        return f"{self.short(condition)} is settled"

    def gate_question(self, condition: str) -> str | None:
        """Find the question that would settle a condition."""
        gate = next((g for g in self.questionnaire.gates if g.id == condition), None)
        return gate.question if gate else condition


def _directness(action: Action, question_id: str) -> tuple[bool, int]:
    """Order actions by how directly a question asks for them, the most direct first."""
    return action.because[0].question != question_id, len(action.because)


def dossier_of(
    engine: Engine,
    session: Session,
    triage: Triage,
    plan: Plan | None,
    locale: str,
    *,
    earlier: tuple[Side, ...] = (),
) -> Dossier:
    """Gather a dossier; raises UsageError for a locale that does not exist."""
    formats = Formats.of(locale, session.currency)
    return Dossier(engine, session, triage, plan, formats, earlier=earlier)

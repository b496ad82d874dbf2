"""The asking side of a questionnaire: sections, groups, facts, questions and their levels."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from unstall.questionnaire.base import Id, Many, Model, Short, Weight, Words
from unstall.questionnaire.conditions import Condition
from unstall.questionnaire.history import Rescaled

Depth = Literal["quick", "full"]


class Section(Model):
    """One of the parts that questions are divided into; each question is in exactly one."""

    id: Id
    title: Short


class Group(Model):
    """A view on the same answers, such as a readiness dimension or a wall."""

    id: Id
    view: Id
    """Groups of one view are shown together: `dimensions`, `walls`."""
    title: Annotated[str, Field(min_length=1, max_length=32)]
    meaning: Words | None = None
    """What a low reading here means, as a sentence for the report."""


class Band(Model):
    """A word for a readiness. The first band whose `below` exceeds the low end applies."""

    id: Id
    title: Short
    below: Annotated[float, Field(gt=0, le=1)] | None = None
    """Share of the top; None for the last band, which has no upper end."""
    meaning: Words


class Choice(Model):
    """One value of a fact that is chosen from a list."""

    id: str
    label: Words


class WeeksBetween(Model):
    """Whole weeks from one date to another, rounded down; unknown if either is missing."""

    from_: Id = Field(alias="from")
    to: Id


class Fact(Model):
    """A typed number, date or text about the project."""

    id: Id
    renamed_from: Many[Id] = ()
    """Ids that it had in earlier versions."""
    kind: Literal[
        "text", "long-text", "date", "number", "money", "money-range", "choice", "yes-no",
        "texts", "people", "names-by-role", "numbers-by-role",
    ]  # fmt: skip
    title: Annotated[str, Field(min_length=1, max_length=32)]
    prompt: Words
    use: Words
    """What it is used for, so that people know why they are asked."""
    section: Literal["project", "setting", "delivery", "money", "people"]
    """The part of the Project screen that it stands in."""
    unit: str | None = None
    """What a number counts; for money, per what (`month`, `year`, `person-day`)."""
    min: float | None = None
    max: float | None = None
    step: float | None = None
    parts: Many[Literal["low", "likely", "high"]] = ()
    """For a money range, the figures asked for."""
    choices: Many[Choice] = ()
    quick: bool = False
    """Asked in the quick call."""
    required: Literal["yes", "no", "computed"] = "no"
    required_if: Condition | None = None
    held_in: Literal["project", "client", "assessed"] | None = None
    """The field at the top of a session that holds it, if it is not under `[facts]`."""
    computed: WeeksBetween | None = None

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Fact:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("choices belong to a fact of kind choice, which needs them")
        if (self.kind == "money-range") != bool(self.parts):
            raise ValueError("parts belong to a fact of kind money-range, which needs them")
        return self


class Level(Model):
    """One observable state of what a question asks about."""

    id: Id
    label: Words


class Points(Model):
    """What an answer adds to each strategy, one number per level, worst level first.

    In the file the strategies stand beside `axis` and `because`:
    `points.axis`, `points.because`, `points.stop = [1, 0, 0, -1]`.
    """

    axis: Id
    """Which of the decision's questions it bears on: `worth`, `mandate`, `architecture`, …"""
    because: Words
    by_strategy: dict[Id, Many[int]]

    @model_validator(mode="before")
    @classmethod
    def _strategies_stand_beside(cls, table: Any) -> Any:
        if not isinstance(table, dict) or "by_strategy" in table:
            return table
        named = {"axis", "because"}
        return {key: value for key, value in table.items() if key in named} | {
            "by_strategy": {key: value for key, value in table.items() if key not in named}
        }


class WeightIf(Model):
    """Another weight while a condition is true."""

    when: Condition
    weight: Weight


class Question(Model):
    """One thing to find out; answered with one of its levels."""

    id: Id
    renamed_from: Many[Id] = ()
    """Ids that it had in earlier versions."""
    section: Id
    short: Short
    prompt: Words
    why: Words
    evidence: Words
    """What to ask to see."""
    weight: Weight
    weight_if: WeightIf | None = None
    quick: Literal["framework", "extra"] | None = None
    """In the quick call, as one of the triage framework's questions or as an extra one."""
    only_if: Condition | None = None
    """Hidden while this is false; asked while it is true or unknown."""
    blocks: Literal["start", "launch"] | None = None
    """What its worst level stops: committing money, or going live."""
    blocks_unless: Condition | None = None
    """Blocks nothing while this is true."""
    groups: Many[Id] = ()
    causes: Many[Id] = ()
    ask_facts: Many[Id] = ()
    """Facts that are asked together with it."""
    sources: Many[str] = ()
    levels: Annotated[Many[Level], Field(min_length=2, max_length=5)]
    rescaled: Many[Rescaled] = ()
    """Changes of its levels from version to version, the oldest first."""
    points: Points | None = None

    @property
    def top(self) -> int:
        """Index of the best level; the worst is 0."""
        return len(self.levels) - 1

    @property
    def level_ids(self) -> tuple[str, ...]:
        """Ids of the levels, worst first."""
        return tuple(level.id for level in self.levels)

    def level_index(self, level_id: str) -> int | None:
        """Find a level by its id; None if the question has no such level."""
        for index, level in enumerate(self.levels):
            if level.id == level_id:
                return index
        return None

"""The condition language: TOML tables with three possible values and nothing to execute.

A condition is one table of one of these forms:

- `{ question = "business-owner", at_least = "named" }`, with one of `is`, `is_not`, `at_least`,
  `at_most`, `in`, `known`; levels are named by their id;
- `{ fact = "months_stalled", more_than = 9 }`, with one of `is`, `is_not`, `in`, `less_than`,
  `at_most`, `at_least`, `more_than`, `known`;
- `{ how_soon = "production-skills", is_not = "cannot" }`, with `is` or `is_not`;
- `{ all = [...] }`, `{ any = [...] }`, `{ not = {...} }`;
- `{ role_named = "production-owner" }`: a person stands against that role;
- `{ top_answers_unseen = 0.5 }`: that share of the answers, first asked first, are all at
  their top level and for none of them was evidence seen.

A question without a level (not asked, not known, not applicable, hidden) and a fact that was not
given make a condition *unknown*; `known` asks for just that and is therefore always true or false.
An empty `all` is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from unstall.questionnaire.base import Id, Many, Model

HowSoon = Literal["2w", "12w", "cannot"]
"""How soon a missing thing can be had: by two times, or not at all. `how_soon_weeks` of the
procedure says how many weeks each stands for."""

Plain = bool | int | float | date | str


class _Comparison(Model):
    """A table that compares one thing in exactly one way."""

    @model_validator(mode="after")
    def _compares_once(self) -> _Comparison:
        given = [op for op, value in self.operators() if value is not None]
        if len(given) != 1:
            names = ", ".join(op for op, _ in self.operators())
            raise ValueError(f"a condition compares in exactly one way, one of {names}")
        return self

    def operators(self) -> Iterator[tuple[str, Any]]:
        """Give each operator's name as written in the file, with its value or None."""
        for name, info in type(self).model_fields.items():
            if not info.is_required():
                yield info.alias or name, getattr(self, name)

    @property
    def operator(self) -> str:
        """The operator used, as written in the file."""
        return next(op for op, value in self.operators() if value is not None)

    @property
    def value(self) -> Any:
        """What the operator compares with."""
        return next(value for _, value in self.operators() if value is not None)


class OnQuestion(_Comparison):
    """Compares the level of an answer; levels are ordered, worst first."""

    question: Id
    is_: Id | None = Field(default=None, alias="is")
    is_not: Id | None = None
    at_least: Id | None = None
    at_most: Id | None = None
    in_: Many[Id] | None = Field(default=None, alias="in")
    known: bool | None = None

    def level_ids(self) -> tuple[str, ...]:
        """List the level ids that the condition names."""
        if self.operator == "known":
            return ()
        return self.value if isinstance(self.value, tuple) else (self.value,)


class OnFact(_Comparison):
    """Compares a fact: texts and choices by equality, numbers and dates also by order."""

    fact: Id
    is_: Plain | None = Field(default=None, alias="is")
    is_not: Plain | None = None
    in_: Many[Plain] | None = Field(default=None, alias="in")
    less_than: float | date | None = None
    at_most: float | date | None = None
    at_least: float | date | None = None
    more_than: float | date | None = None
    known: bool | None = None


class OnHowSoon(_Comparison):
    """Compares what was said about how soon a missing thing can be had; not asked is "unknown"."""

    how_soon: Id
    is_: HowSoon | Literal["unknown"] | None = Field(default=None, alias="is")
    is_not: HowSoon | Literal["unknown"] | None = None


class AllOf(Model):
    """False if any part is false, otherwise unknown if any is unknown, otherwise true."""

    all_: Many[Condition] = Field(alias="all")


class AnyOf(Model):
    """True if any part is true, otherwise unknown if any is unknown, otherwise false."""

    any_: Many[Condition] = Field(alias="any", min_length=1)


class NotThis(Model):
    """The opposite; the opposite of unknown is unknown."""

    not_: Condition = Field(alias="not")


class RoleNamed(Model):
    """True if a person's name stands against the role."""

    role_named: Id


class TopAnswersUnseen(Model):
    """True if the first answers are all at the top and no evidence was seen for any of them."""

    top_answers_unseen: float = Field(gt=0, le=1)


def _form(table: Any) -> str | None:
    if isinstance(table, Model):
        return type(table).__name__
    if not isinstance(table, dict):
        return None
    forms = {
        "question": "OnQuestion",
        "fact": "OnFact",
        "how_soon": "OnHowSoon",
        "all": "AllOf",
        "any": "AnyOf",
        "not": "NotThis",
        "role_named": "RoleNamed",
        "top_answers_unseen": "TopAnswersUnseen",
    }
    return next((form for key, form in forms.items() if key in table), None)


Condition = Annotated[
    Annotated[OnQuestion, Tag("OnQuestion")]
    | Annotated[OnFact, Tag("OnFact")]
    | Annotated[OnHowSoon, Tag("OnHowSoon")]
    | Annotated[AllOf, Tag("AllOf")]
    | Annotated[AnyOf, Tag("AnyOf")]
    | Annotated[NotThis, Tag("NotThis")]
    | Annotated[RoleNamed, Tag("RoleNamed")]
    | Annotated[TopAnswersUnseen, Tag("TopAnswersUnseen")],
    Discriminator(
        _form,
        custom_error_type="condition",
        custom_error_message=(
            "a condition is a table with one of the keys question, fact, how_soon, all, any, not, "
            "role_named, top_answers_unseen"
        ),
    ),
]

AllOf.model_rebuild()
AnyOf.model_rebuild()
NotThis.model_rebuild()


def leaves(
    condition: Condition,
) -> Iterator[OnQuestion | OnFact | OnHowSoon | RoleNamed | TopAnswersUnseen]:
    """Give every comparison inside a condition, in the order written."""
    match condition:
        case AllOf(all_=parts) | AnyOf(any_=parts):
            for part in parts:
                yield from leaves(part)
        case NotThis(not_=part):
            yield from leaves(part)
        case _:
            yield condition

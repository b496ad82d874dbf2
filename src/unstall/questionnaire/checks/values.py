"""Values that a fact can have."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from unstall.questionnaire.questions import Fact
from unstall.suggest import did_you_mean

ORDERED = ("number", "money", "date")
"""Kinds of fact whose values can be compared by size."""

COMPARABLE = (*ORDERED, "text", "long-text", "choice", "yes-no")
"""Kinds of fact whose values can be compared at all."""


def impossible(fact: Fact, value: Any) -> tuple[str, str] | None:
    """Say why a fact cannot have a value, and what it can have; None if it can have it."""
    wanted = _wanted(fact)
    if fact.kind in ("number", "money"):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f"{fact.id} is a number", wanted
        least, most = limits(fact)
        if not least <= value <= most:
            return f"{fact.id} is never {value:g}", wanted
        return None
    if fact.kind == "choice":
        ids = [choice.id for choice in fact.choices]
        if value in ids:
            return None
        said = value if isinstance(value, str) else str(value).lower()
        return f'{fact.id} is never "{said}"', did_you_mean(said, ids) or wanted
    if fact.kind == "yes-no":
        fits = value in ("yes", "no") and isinstance(value, str)
    elif fact.kind == "date":
        fits = isinstance(value, date) and not isinstance(value, datetime)
    elif fact.kind in ("text", "long-text"):
        fits = isinstance(value, str)
    elif fact.kind in ("texts", "people"):
        fits = isinstance(value, list)
    else:
        fits = isinstance(value, dict)
    return None if fits else (f"this is no value of {fact.id}", wanted)


def _wanted(fact: Fact) -> str:
    if fact.kind in ("number", "money"):
        least, most = limits(fact)
        if most == float("inf"):
            return f"Write a number of {least:g} or more."
        return f"Write a number from {least:g} to {most:g}."
    if fact.kind == "choice":
        return f"Write one of {', '.join(choice.id for choice in fact.choices)}."
    return {
        "yes-no": 'Write "yes" or "no", in quotation marks.',
        "date": "Write a date such as 2026-11-20, without quotation marks.",
        "text": "Write a text in quotation marks.",
        "long-text": "Write a text in quotation marks.",
        "texts": "Write a list in [ ].",
        "people": "Write a list in [ ].",
    }.get(fact.kind, "Write a table in { }.")


def limits(fact: Fact) -> tuple[float, float]:
    """Least and greatest number that a fact can have; computed ones have none."""
    if fact.computed:
        return float("-inf"), float("inf")
    return (
        0 if fact.min is None else fact.min,
        float("inf") if fact.max is None else fact.max,
    )

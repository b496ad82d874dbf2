"""Facts in words: a value with its unit, money with its currency, a choice by its label."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from unstall.questionnaire.questions import Fact
from unstall.report.formats import Formats
from unstall.report.phrases import listed

_PARTS = {"low": "at least", "likely": "most likely", "high": "at most"}


def fact_in_words(fact: Fact, value: Any, formats: Formats) -> str:  # noqa: PLR0911
    """Write a fact's value; a value that does not fit its kind is written as it is."""
    match fact.kind, value:
        case "money", int() | float():
            return f"{formats.money(value)}{_per(fact)}"
        case "money-range", Mapping():
            return money_range_in_words(fact, value, formats)
        case "number", int() | float():
            return _with_unit(fact, value, formats)
        case "date", date():
            return formats.day(value)
        case "choice", str():
            choice = next((choice for choice in fact.choices if choice.id == value), None)
            return choice.label if choice else value
        case "yes-no", str():
            return value.capitalize()
        case "texts", list() | tuple():
            return "; ".join(str(text) for text in value)
        case "people", list() | tuple():
            return listed([person_in_words(person) for person in value])
        case "numbers-by-role", Mapping():
            each = [f"{role} {_with_unit(fact, number, formats)}" for role, number in value.items()]
            return listed(each)
        case _:
            return str(value)


def person_in_words(person: Mapping[str, str]) -> str:
    """Write a name with its role, or the role alone where no name was given."""
    name, role = person.get("name", ""), person.get("role", "")
    return f"{name} ({role})" if name and role else name or role


def money_range_in_words(fact: Fact, value: Mapping[str, float], formats: Formats) -> str:
    """Write money as a range, with the likely figure where there is one."""
    low, likely, high = (value.get(part) for part in ("low", "likely", "high"))
    if low is None or high is None:
        given = [f"{_PARTS[p]} {formats.money(v)}" for p, v in value.items() if p in _PARTS]
        return f"{', '.join(given)}{_per(fact)}"
    middle = f", most likely {formats.money(likely)}" if likely is not None else ""
    return f"{formats.money_range(low, high)}{_per(fact)}{middle}"


def _per(fact: Fact) -> str:
    return f" per {fact.unit}" if fact.unit else ""


def _with_unit(fact: Fact, value: float, formats: Formats) -> str:
    figure = formats.number(value)
    if not fact.unit:
        return figure
    return f"{figure} {_singular(fact.unit) if value == 1 else fact.unit}"


def _singular(unit: str) -> str:
    first, rest = unit, ""
    for mark in (",", " "):
        if mark in unit:
            first, _, after = unit.partition(mark)
            rest = f"{mark}{after}"
            break
    one = "person" if first == "people" else first.removesuffix("s")
    return f"{one}{rest}"

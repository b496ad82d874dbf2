"""Facts as one text: what is typed on the command line or in a form, and back again.

`parse_fact(fact, fact_text(fact, value))` gives the value again, so a form can show what is kept
and take it back untouched. Entries of a list stand on lines of their own, or have `;` between them.
A name comes before its role, a role's id before its name, with a colon between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from unstall.errors import Place, SessionError
from unstall.session.facts import DECIMALS, accepted, check_fact
from unstall.session.models import MAX_TEXT
from unstall.session.typed import cleaned, one_line

if TYPE_CHECKING:
    from unstall.questionnaire.actions import Role
    from unstall.questionnaire.questions import Fact


def parse_fact(
    fact: Fact, text: str, roles: Sequence[Role] = (), *, decimal_comma: bool = False
) -> Any:
    """Read what somebody typed for a fact; None, from a blank or "unknown", takes the fact out.

    Numbers may be grouped by spaces, commas, points or apostrophes. Where a single comma or point
    could be either, as in 1,234 and 1.234, the comma divides thousands and the point decimals;
    `decimal_comma` says that it is the other way round. Dates are written 2026-11-30, 30.11.2026
    or 30 November 2026. Raises `SessionError` that says what is accepted.
    """
    if len(text) > 4 * MAX_TEXT:
        raise _refused(fact, roles, f"{len(text):,} characters are too many")
    typed = cleaned(text)
    if not typed or (typed.casefold() == "unknown" and not _has_choice(fact, "unknown")):
        return None
    value = _value(fact, typed, roles, decimal_comma)
    if value is None:
        raise _refused(fact, roles, f"{_shortened(typed)!r} cannot be read as {_KINDS[fact.kind]}")
    return check_fact(fact, value, roles)


def fact_text(  # noqa: PLR0911 - one return per kind
    fact: Fact, value: Any, *, decimal_comma: bool = False
) -> str:
    """Write a checked value as `parse_fact` reads it; a blank for None."""
    if value is None:
        return ""
    match fact.kind:
        case "date":
            return str(value)
        case "number" | "money":
            return _number_text(value, decimal_comma)
        case "money-range":
            return "..".join(
                _number_text(value[part], decimal_comma) if part in value else ""
                for part in fact.parts
            )
        case "texts":
            return "\n".join(value)
        case "people":
            return "\n".join(_pair(person["name"], person.get("role", "")) for person in value)
        case "names-by-role":
            return "\n".join(_pair(role, name) for role, name in value.items())
        case "numbers-by-role":
            numbers = ((role, _number_text(n, decimal_comma)) for role, n in value.items())
            return "\n".join(_pair(role, number) for role, number in numbers)
        case _:
            return str(value)


_KINDS = {
    "date": "a date",
    "number": "a number",
    "money": "a number",
    "money-range": "a range",
    "yes-no": "yes or no",
    "names-by-role": "roles with names",
    "numbers-by-role": "roles with numbers",
}


def _value(  # noqa: PLR0911 - one return per kind
    fact: Fact, typed: str, roles: Sequence[Role], decimal_comma: bool
) -> Any:
    """Read the text as the fact's kind, or give None if it cannot be read."""
    match fact.kind:
        case "date":
            return _date(typed)
        case "number" | "money":
            return _number(typed, decimal_comma)
        case "money-range":
            return _range(fact, typed, decimal_comma)
        case "choice":
            return _choice(fact, typed)
        case "yes-no":
            return _YES_NO.get(typed.casefold())
        case "texts":
            return _entries(typed)
        case "people":
            pairs = [_split_pair(entry) for entry in _entries(typed)]
            return [{"name": name, "role": role} for name, role in pairs]
        case "names-by-role":
            return _by_role(typed, roles)
        case "numbers-by-role":
            return _numbers_by_role(typed, roles, decimal_comma)
        case _:
            return typed


_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_POINTED_DATE = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_WORDED_DATE = re.compile(r"([0-9]{1,2})\.? ([a-z]{3,9})\.?,? ([0-9]{4})")


def _date(typed: str) -> date | None:
    text = one_line(typed).casefold()
    if found := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _POINTED_DATE.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif (found := _WORDED_DATE.fullmatch(text)) and found[2][:3] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS.index(found[2][:3]) + 1, int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_GROUPING = re.compile(r"(?<=[0-9])[ \u00a0\u2009\u202f'’_](?=[0-9]{3}(?![0-9]))")
_MAY_BE_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_FIGURE = re.compile(r"[-−]?[0-9][0-9.,]*")
_MOST_DIGITS = 40


def _number(typed: str, decimal_comma: bool) -> int | float | None:
    text = _GROUPING.sub("", typed.strip())
    if len(text) > _MOST_DIGITS or not _FIGURE.fullmatch(text):
        return None
    plain = _with_point(text.replace("−", "-"), "," if decimal_comma else ".")
    if plain is None:
        return None
    return float(plain) if "." in plain else int(plain)


def _with_point(text: str, decimal: str) -> str | None:
    """Tell grouping from the decimal sign; None if the groups are not of three digits."""
    commas, points = text.count(","), text.count(".")
    if commas and points:
        decimal = "," if text.rindex(",") > text.rindex(".") else "."
    elif commas + points == 1:
        sign = "," if commas else "."
        if not _MAY_BE_GROUPED.fullmatch(text):
            decimal = sign
    elif commas + points > 1:
        decimal = "." if commas else ","
    grouping = "." if decimal == "," else ","
    whole, _, fraction = text.partition(decimal)
    groups = whole.lstrip("-").split(grouping)
    digits = 3
    if any(len(group) != digits for group in groups[1:]):
        return None
    if not fraction.isdigit() and text != whole:
        return None
    return whole.replace(grouping, "") + (f".{fraction}" if fraction else "")


_BETWEEN = re.compile(r"\s*(?:\.{2,}|…|–|—|\bto\b|(?<=[0-9])\s*-)\s*")


def _range(fact: Fact, typed: str, decimal_comma: bool) -> dict[str, int | float] | None:
    pieces = _BETWEEN.split(typed)
    numbers = [_number(piece, decimal_comma) if piece else None for piece in pieces]
    if any(piece and number is None for piece, number in zip(pieces, numbers, strict=True)):
        return None
    if len(pieces) == 1:
        named = ("likely",) if "likely" in fact.parts else fact.parts
        return {part: number for part in named for number in numbers if number is not None}
    ends = (fact.parts[0], fact.parts[-1])
    parts = next((names for names in (fact.parts, ends) if len(names) == len(pieces)), None)
    if parts is None:
        return None
    pairs = zip(parts, numbers, strict=True)
    return {part: number for part, number in pairs if number is not None} or None


def _choice(fact: Fact, typed: str) -> str:
    said = one_line(typed)
    wanted = said.casefold().rstrip(".")
    for choice in fact.choices:
        if wanted in (choice.id.casefold(), choice.label.casefold().rstrip(".")):
            return choice.id
    return said


def _has_choice(fact: Fact, choice_id: str) -> bool:
    return any(choice.id == choice_id for choice in fact.choices)


def _by_role(typed: str, roles: Sequence[Role]) -> dict[str, str] | None:
    by_title = {role.title.casefold(): role.id for role in roles}
    given: dict[str, str] = {}
    for entry in _entries(typed):
        role, what = _split_pair(entry)
        if not what:
            return None
        given[by_title.get(role.casefold(), role)] = what
    return given


def _numbers_by_role(
    typed: str, roles: Sequence[Role], decimal_comma: bool
) -> dict[str, int | float] | None:
    given = _by_role(typed, roles) or {}
    numbers = {role: _number(text, decimal_comma) for role, text in given.items()}
    read = {role: number for role, number in numbers.items() if number is not None}
    return read if read and len(read) == len(numbers) else None


def _entries(typed: str) -> list[str]:
    return [entry for piece in re.split(r"[;\n]", typed) if (entry := one_line(piece))]


def _split_pair(entry: str) -> tuple[str, str]:
    first, _, second = entry.partition(":")
    return first.strip(), second.strip()


def _pair(first: str, second: str) -> str:
    return f"{first}: {second}" if second else first


def _number_text(number: float, decimal_comma: bool) -> str:
    text = f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if decimal_comma else text


def _shortened(text: str) -> str:
    most = 40
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _refused(fact: Fact, roles: Sequence[Role], what: str) -> SessionError:
    return SessionError(what, Place(item=fact.id), accepted(fact, roles))

"""Facts as people give them: typed text in, checked values out.

A value is what a session file holds under `[facts]`: text, a date, a number, a choice's id, "yes"
or "no", a list of texts, a list of `{ name, role }`, a table role → name, or a table with some of
`low`, `likely` and `high`. Everything else is refused with a `SessionError` that names the fact and
says what is accepted. Numbers are never negative unless the fact's own `min` is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NoReturn

from unstall.errors import Place, SessionError
from unstall.session.models import MAX_NAME, MAX_TEXT, YEARS
from unstall.session.typed import cleaned, one_line
from unstall.suggest import did_you_mean

if TYPE_CHECKING:
    from unstall.questionnaire.actions import Role
    from unstall.questionnaire.questions import Fact

LARGEST = 10**15
"""Largest number that is taken for a figure and not for a slip."""
DECIMALS = 6
"""Decimals of a figure that are kept."""
MOST_ENTRIES = 200
"""Most texts or people in one fact."""


def accepted(fact: Fact, roles: Sequence[Role] = ()) -> str:  # noqa: PLR0911 - one per kind
    """Say in one sentence what may be typed for a fact."""
    number = _number_in_words(fact)
    match fact.kind:
        case "text":
            return f"Write at most {MAX_NAME} characters on one line."
        case "long-text":
            return f"Write at most {MAX_TEXT:,} characters."
        case "date":
            return "Write a date such as 2026-11-30."
        case "number" | "money":
            return f"Write {number}."
        case "money-range":
            parts = ", ".join(fact.parts)
            example = "..".join(["10000", "20000", "30000"][: len(fact.parts)])
            return f"Write {parts} such as {example}, each {number}."
        case "choice":
            return f"Write one of: {'; '.join(choice.id for choice in fact.choices)}."
        case "yes-no":
            return "Write yes or no."
        case "texts":
            return f"Write texts of at most {MAX_NAME} characters, one a line or with ; between."
        case "people":
            return "Write names with their roles, such as Ana Ruiz: CTO; Bo Lee: sponsor."
        case "names-by-role":
            return _by_role_in_words("names", "Ana Ruiz", roles)
        case "numbers-by-role":
            return _by_role_in_words(number, "2", roles)


def _by_role_in_words(what: str, example: str, roles: Sequence[Role]) -> str:
    if not roles:
        return "This questionnaire has no roles, so leave it out."
    known = ", ".join(role.id for role in roles)
    return f"Write roles with {what}, such as {roles[0].id}: {example}. The roles: {known}."


def check_fact(  # noqa: PLR0911 - one return per kind
    fact: Fact, value: object, roles: Sequence[Role] = ()
) -> Any:
    """Check a value and give it in its normal form: clean text, whole numbers without a point.

    Raises `SessionError` that says what is accepted.
    """
    hint = accepted(fact, roles)

    def refuse(what: str, meant: str | None = None) -> NoReturn:
        raise SessionError(what, Place(item=fact.id), f"{meant} {hint}" if meant else hint)

    match fact.kind:
        case "text":
            return _text(value, refuse)
        case "long-text":
            return _long_text(value, refuse)
        case "date":
            return _date(value, refuse)
        case "number" | "money":
            return _number(fact, value, refuse)
        case "money-range":
            return _money_range(fact, value, refuse)
        case "choice":
            return _choice(fact, value, refuse)
        case "yes-no":
            words = {True: "yes", False: "no", "yes": "yes", "no": "no"}
            if not isinstance(value, (bool, str)) or value not in words:
                refuse("neither yes nor no")
            return words[value]
        case "texts":
            return [_listed(entry, refuse) for entry in _entries(value, refuse)]
        case "people":
            return [_person(entry, refuse) for entry in _entries(value, refuse)]
        case "names-by-role":
            given = _by_role(value, roles, refuse)
            return {role: _name(name, refuse) for role, name in given.items()}
        case "numbers-by-role":
            given = _by_role(value, roles, refuse)
            return {role: _number(fact, number, refuse) for role, number in given.items()}


_Refuse = Callable[..., NoReturn]


def _text(value: object, refuse: _Refuse) -> str:
    text = one_line(value) if isinstance(value, str) else ""
    if not text:
        refuse("no text" if isinstance(value, str) else "not a text")
    if len(text) > MAX_NAME:
        refuse(f"{len(text):,} characters are too many")
    return text


def _long_text(value: object, refuse: _Refuse) -> str:
    text = cleaned(value) if isinstance(value, str) else ""
    if not text:
        refuse("no text" if isinstance(value, str) else "not a text")
    if len(text) > MAX_TEXT:
        refuse(f"{len(text):,} characters are too many")
    return text


def _date(value: object, refuse: _Refuse) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        refuse("not a date")
    if not YEARS[0] <= value.year <= YEARS[1]:
        refuse(f"the year {value.year} lies outside {YEARS[0]} to {YEARS[1]}")
    return value


def _number(fact: Fact, value: object, refuse: _Refuse) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        refuse("not a number")
    if isinstance(value, float) and not math.isfinite(value):
        refuse("not a number that can be counted with")
    if abs(value) > LARGEST:
        refuse("far too large a number")
    least, most = _bounds(fact)
    if value < least:
        refuse(f"{figure(value)} is less than {figure(least)}")
    if value > most:
        refuse(f"{figure(value)} is more than {figure(most)}")
    rounded = round(value, DECIMALS)
    return int(rounded) if rounded == int(rounded) else rounded


def _money_range(fact: Fact, value: object, refuse: _Refuse) -> dict[str, int | float]:
    if not isinstance(value, Mapping) or not value:
        refuse("not a range")
    for part in value:
        if part not in fact.parts:
            refuse(f"{one_line(str(part))[:MAX_NAME]!r} is no part of it")
    # In the order of the parts: least first, so that each may not be below the one before.
    given: dict[str, int | float] = {
        part: _number(fact, value[part], refuse) for part in fact.parts if part in value
    }
    if list(given.values()) != sorted(given.values()):
        order = ", ".join(f"{part} {figure(number)}" for part, number in given.items())
        refuse(f"the figures do not rise: {order}")
    return given


def _choice(fact: Fact, value: object, refuse: _Refuse) -> str:
    ids = [choice.id for choice in fact.choices]
    if not isinstance(value, str) or value not in ids:
        said = one_line(str(value))[:MAX_NAME]
        refuse(f"{said!r} is not one of the choices", did_you_mean(said, ids))
    return value


def _entries(value: object, refuse: _Refuse) -> Sequence[object]:
    if not isinstance(value, (list, tuple)) or not value:
        refuse("not a list")
    if len(value) > MOST_ENTRIES:
        refuse(f"{len(value)} entries are too many; at most {MOST_ENTRIES} are kept")
    return value


def _person(entry: object, refuse: _Refuse) -> dict[str, str]:
    if not isinstance(entry, Mapping) or "name" not in entry or set(entry) - {"name", "role"}:
        refuse("a person is a table with a name and a role")
    name = _name(entry["name"], refuse)
    role = one_line(entry["role"]) if isinstance(entry.get("role"), str) else ""
    return {"name": name, "role": _listed(role, refuse)} if role else {"name": name}


def _listed(value: object, refuse: _Refuse) -> str:
    text = _text(value, refuse)
    if ";" in text:
        refuse("there is a semicolon inside an entry, where it divides entries")
    return text


def _name(value: object, refuse: _Refuse) -> str:
    name = _listed(value, refuse)
    if ":" in name:
        refuse("there is a colon inside a name, where it divides name and role")
    return name


def _by_role(value: object, roles: Sequence[Role], refuse: _Refuse) -> dict[str, object]:
    if not isinstance(value, Mapping) or not value:
        refuse("not a table by role")
    known = [role.id for role in roles]
    for role in value:
        if role not in known:
            said = one_line(str(role))[:MAX_NAME]
            refuse(f"there is no role {said!r}", did_you_mean(said, known))
    return {role: value[role] for role in known if role in value}


def _bounds(fact: Fact) -> tuple[float, float]:
    least = 0.0 if fact.min is None else fact.min
    most = float(LARGEST) if fact.max is None else fact.max
    return max(least, -float(LARGEST)), min(most, float(LARGEST))


def _number_in_words(fact: Fact) -> str:
    least, most = _bounds(fact)
    unit = f" ({fact.unit})" if fact.unit else ""
    if fact.max is None:
        return f"a number of {figure(least)} or more{unit}"
    return f"a number from {figure(least)} to {figure(most)}{unit}"


def figure(number: float) -> str:
    """Write a number with commas between thousands and no needless point."""
    return f"{int(number):,}" if number == int(number) else f"{number:,}"

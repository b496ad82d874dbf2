"""What is typed to add an action to the plan or to split one, read and checked field by field.

Each reader gives the value, or raises `SessionError` that says what is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from unstall.errors import SessionError
from unstall.questionnaire.models import Questionnaire
from unstall.session.models import LAST_WEEK, MOST_DAYS
from unstall.session.typed import one_line

_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?|½|\d{1,3}½)"
_EFFORT = re.compile(rf"{_NUMBER}(?:\s*(?:-|–|to|bis|\s)\s*{_NUMBER})?\s*(?:d|days?)?")
_SHARE = re.compile(r"(\d{1,2})\s*%?")
_FRACTIONS = {"half": 0.5, "1/2": 0.5, "½": 0.5, "1/3": 1 / 3, "1/4": 0.25, "3/4": 0.75}
_FRACTIONS["2/3"] = 2 / 3
_PERCENT = 100


def read_effort(typed: str) -> tuple[float, float]:
    """Read person-days: "2", "2-4", "½ to 1", "1,5–3 d"; least and most."""
    found = _EFFORT.fullmatch(one_line(typed).casefold())
    if found is None:
        raise SessionError(
            "these are no person-days", hint="Write a number such as 3, or a range such as 2-4."
        )
    least = _number(found[1])
    most = _number(found[2]) if found[2] else least
    if not least <= most <= MOST_DAYS:
        raise SessionError(
            f"{least:g} to {most:g} person-days will not do",
            hint=f"Write the least first, and at most {MOST_DAYS}.",
        )
    return least, most


def read_share(typed: str) -> float:
    """Read how much of an action a part takes: "50", "40 %", "1/3", "half"; above 0, below 1."""
    text = one_line(typed).casefold()
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    found = _SHARE.fullmatch(text)
    if found is None or not int(found[1]):
        raise SessionError(
            "this is no part of the work", hint="Write per cent from 1 to 99, such as 50, or 1/3."
        )
    return int(found[1]) / _PERCENT


def read_week(typed: str) -> int | None:
    """Read the number of a week; None for a blank."""
    text = one_line(typed).casefold().removeprefix("week").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:5]) <= LAST_WEEK):
        raise SessionError(
            "this is no week of the plan", hint=f"Write a number from 1 to {LAST_WEEK}, or nothing."
        )
    return int(text)


def read_after(typed: str, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Read which actions have to be over before, by their numbers on the board; gives their ids."""
    ids = {number: action for action, number in numbers.items()}
    found: list[str] = []
    for word in one_line(typed).replace(",", " ").replace("and", " ").split():
        number = int(word[:5]) if word.isascii() and word.isdecimal() else 0
        if number not in ids:
            raise SessionError(
                f"there is no action {word[:20]!r} on the board",
                hint=f"Write numbers from 1 to {len(ids)}, such as 4, 12, or nothing.",
            )
        found.append(ids[number])
    return tuple(dict.fromkeys(found))


def read_role(typed: str, questionnaire: Questionnaire) -> str:
    """Read a role by its title, its id or their beginning; gives its id."""
    text = one_line(typed).casefold()
    titles = {role.id: role.title.casefold() for role in questionnaire.roles}
    for id_, title in titles.items():
        if text in (id_.casefold(), title):
            return id_
    begins = [id_ for id_, title in titles.items() if text and title.startswith(text)]
    if len(begins) == 1:
        return begins[0]
    some = ", ".join(questionnaire.role_by_id[id_].title for id_ in begins or list(titles)[:4])
    raise SessionError(
        "several roles begin like this" if begins else "there is no such role",
        hint=f"There is {some}{'' if begins else ', among others'}.",
    )


def _number(text: str) -> float:
    whole, half, _ = text.partition("½")
    return float(whole.replace(",", ".") or 0) + (0.5 if half else 0)

"""Votes by showing hands, as the facilitator types them: one line, by role, such as `e 112 b 443`.

Each digit is one hand: the number of a level as on screen, 1 the worst, or 0 for somebody who does
not know. A role may be cut short as long as it cannot be taken for another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from unstall.errors import RoomError
from unstall.session.ballot import plain_letters
from unstall.session.voters import OTHERS

Hands = Mapping[str, tuple[int | None, ...]]
"""Role id → the levels shown, 0 the worst, None for *don't know*; sorted, None last."""

_TOKEN = re.compile(r"[0-9]+|[^\W\d]+(?:[-_][^\W\d]+)*|\S")
_EXAMPLE = "Write it like: {}."


def hands_in(line: str, roles: Mapping[str, str], levels: int) -> Hands:
    """Read a line of hands; raises `RoomError` that says what is wrong and how to write it.

    Args:
        line: What was typed. With a single role its name may be left out.
        roles: Role id → title.
        levels: How many levels the question has.
    """
    shown: dict[str, list[int | None]] = {}
    role = next(iter(roles)) if len(roles) == 1 else None
    for token in _TOKEN.findall(line.replace(",", " ").replace(";", " ").replace(":", " ")):
        if not (token.isascii() and token.isdigit()):
            role = _role(token, roles)
            continue
        if role is None:
            raise RoomError("say the role first", hint=_like(roles))
        shown.setdefault(role, []).extend(_level(digit, levels) for digit in token)
    if not shown:
        raise RoomError("nobody's vote stands here", hint=_like(roles))
    return {role: _in_order(votes) for role, votes in shown.items()}


def _role(typed: str, roles: Mapping[str, str]) -> str:
    wanted = typed.casefold()
    names = {role: (role.casefold(), title.casefold()) for role, title in roles.items()}
    if exact := [role for role, said in names.items() if wanted in said]:
        return exact[0]
    begun = (wanted, plain_letters(wanted) or wanted)
    found = [role for role, said in names.items() if any(one.startswith(begun) for one in said)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RoomError(
            f"{typed!r} could be any of {', '.join(roles[role] for role in found)}",
            hint="Write more of it.",
        )
    raise RoomError(f"nobody votes as {typed[:40]!r}", hint=f"Roles: {', '.join(roles.values())}.")


def _level(digit: str, levels: int) -> int | None:
    number = int(digit)
    if number > levels:
        raise RoomError(
            f"{digit} is no level of this question",
            hint=f"Write 1 to {levels}, or 0 for somebody who does not know.",
        )
    return number - 1 if number else None


def _in_order(votes: Sequence[int | None]) -> tuple[int | None, ...]:
    known = sorted(level for level in votes if level is not None)
    return (*known, *(None for _ in range(len(votes) - len(known))))


def _like(roles: Mapping[str, str]) -> str:
    first = [role for role in roles if role != OTHERS][:2] or [*roles][:2]
    votes = zip(first, ("112", "34"), strict=False)
    return _EXAMPLE.format(" ".join(f"{role} {shown}" for role, shown in votes))

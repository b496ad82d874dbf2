"""What the facilitator's program tells the server, on one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from unstall.errors import RoomError
from unstall.serving.door import LETTERS
from unstall.serving.pages import CODE_LENGTH

MOST_VOTERS: Final = 200
"""Devices that one machine has processes for."""
MOST_ORDER: Final = 64 * 1024
"""Bytes of the line."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be served."""

    room: Path
    """The room's folder."""
    roles: Mapping[str, str]
    """Role id → its title, in the order in which they are offered."""
    code: str
    """The join code."""
    host: str
    """The address to bind to."""
    port: int
    most_voters: int


def order_from(line: bytes) -> Order:
    """Read an order; raises `RoomError` for what is none."""
    try:
        return _order(json.loads(line))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RoomError(
            "the server was not told what to serve",
            hint="Start it with unstall workshop --serve.",
        ) from None


def _order(said: Any) -> Order:
    order = Order(
        room=Path(_text(said["room"])),
        roles={_text(role["id"]): _text(role["title"]) for role in said["roles"]},
        code=_text(said["code"]),
        host=_text(said["host"]),
        port=_number(said["port"]),
        most_voters=min(_number(said["most_voters"]), MOST_VOTERS),
    )
    if len(order.code) != CODE_LENGTH or not set(order.code) <= set(LETTERS) or not order.roles:
        raise ValueError("no code that anybody can type, or no role")
    return order


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("a text is expected")
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("a number is expected")
    return value

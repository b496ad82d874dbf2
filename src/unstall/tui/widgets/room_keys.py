"""What the last line of the room says that the keys do, in each phase of a question."""

from __future__ import annotations

from collections.abc import Mapping

from unstall.tui.widgets.key_line import KeyHint
from unstall.tui.wording.room import what_enter_does
from unstall.workshop.stage import Stage


def room_hints(
    keys: Mapping[str, str], stage: Stage, *, decided: bool, seats: bool, devices: bool
) -> list[KeyHint]:
    """List the keys. Nothing in it depends on what anybody voted for before that is shown.

    Args:
        keys: Action id → key, as the user has it.
        stage: What is on stage.
        decided: The answer on stage was decided by the facilitator.
        seats: Some vote at the keyboard that is passed round.
        devices: People can join from their own devices.
    """

    def hint(name: str, label: str, action: str, rank: int = 2) -> KeyHint:
        return KeyHint(keys.get(f"room.{name}", ""), label, action, rank)

    phase = stage.phase
    here = [hint("enter", what_enter_does(stage, decided=decided), "enter", 0)]
    if phase == "lobby":
        here += [] if devices else [hint("serve", "devices", "serve", 1)]
        here += [hint("voters", "who is here", "voters", 1)]
    if phase == "voting":
        here += [hint("hands", "hands", "hands", 1)]
        here += [hint("keyboard", "keyboard", "keyboard", 1)] if seats else []
        here += [hint("later", "later", "later", 1), hint("voters", "who is here", "voters")]
    if phase == "revealed" and stage.asked:
        here += [
            KeyHint(f"1–{len(stage.asked.levels)}", "decide", rank=0),
            hint("again", "vote again", "again", 1),
            hint("said", "said", "said", 1),
            hint("ask", "find out", "ask", 1),
            hint("later", "later", "later", 1),
        ]
    if phase == "over":
        return here
    clock = [hint("clock", "clock", "clock", 3)] if stage.asked and stage.ends else []
    return [
        *here,
        hint("agenda", "agenda", "agenda", 1),
        *clock,
        hint("light", "light/dark", "light", 3),
        hint("leave", "leave", "leave", 2),
        KeyHint(keys.get("app.help", ""), "help", "app.help", rank=0),
    ]

# ruff: noqa: E501 - a table reads best with one row per action
"""What keys do in the room of a workshop; a part of the registry of `unstall.tui.actions`."""

from __future__ import annotations

from unstall.tui.key_action import KeyAction

ROOM_ACTIONS: tuple[KeyAction, ...] = (
    KeyAction("room.enter", "enter", "enter", "go on", "Begin; reveal the votes; or record their median and go on with the next question.", True, display="Enter"),
    KeyAction("room.reveal", "space", "reveal", "reveal", "Reveal the votes; asks once if somebody has not voted."),
    KeyAction("room.hands", "h", "hands", "hands", "Type the hands shown, by role, in one line.", True),
    KeyAction("room.keyboard", "k", "keyboard", "keyboard", "Pass the keyboard round: each seat presses one hidden key.", True),
    KeyAction("room.again", "v", "again", "vote again", "Vote on this question a second time; the first vote stays.", True),
    KeyAction("room.said", "n", "said", "what was said", "Write down what was said; it goes to the answer's note."),
    KeyAction("room.ask", "a", "ask", "find out", "Write down who finds out, and by when; it goes to the parking list."),
    KeyAction("room.later", "l", "later", "later", "Leave the question for later and go on."),
    KeyAction("room.unknown", "0", "unknown", "don't know", "After the reveal: decide that nobody knows."),
    KeyAction("room.level_1", "1", "decide(1)", "level 1", "After the reveal: decide on level 1, the worst.", in_palette=False),
    KeyAction("room.level_2", "2", "decide(2)", "level 2", "After the reveal: decide on level 2.", in_palette=False),
    KeyAction("room.level_3", "3", "decide(3)", "level 3", "After the reveal: decide on level 3.", in_palette=False),
    KeyAction("room.level_4", "4", "decide(4)", "level 4", "After the reveal: decide on level 4.", in_palette=False),
    KeyAction("room.level_5", "5", "decide(5)", "level 5", "After the reveal: decide on level 5, where there is one.", in_palette=False),
    KeyAction("room.beyond", "6,7,8,9", "decide(9)", "no level", "No question has so many levels.", in_palette=False),
    KeyAction("room.clock", "t", "clock", "clock", "Give the question its whole time again."),
    KeyAction("room.voters", "w", "voters", "who is here", "Show who is here, by role; take somebody out."),
    KeyAction("room.agenda", "g", "agenda", "agenda", "Show what is left to talk about, what matters most first.", True),
    KeyAction("room.parking", "P", "parking", "parked", "Show what was parked: who finds out, and by when.", display="P"),
    KeyAction("room.light", "T", "light", "light/dark", "Change between light and dark.", display="T"),
    KeyAction("room.serve", "S", "serve", "devices", "Let people vote from their own devices, or begin that again.", display="S"),
    KeyAction("room.down", "down,pagedown", "scroll(1)", "scroll down", "Scroll what has no room down.", in_palette=False),
    KeyAction("room.up", "up,pageup", "scroll(-1)", "scroll up", "Scroll what has no room up.", in_palette=False),
    KeyAction("room.leave", "escape", "leave", "leave", "Leave the room; it stays open and is found again.", True, in_palette=False),
)  # fmt: skip

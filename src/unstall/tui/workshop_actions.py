# ruff: noqa: E501 - a table reads best with one row per action
"""What keys do in a workshop; a part of the registry of `unstall.tui.actions`."""

from __future__ import annotations

from unstall.tui.key_action import KeyAction

WORKSHOP_ACTIONS: tuple[KeyAction, ...] = (
    KeyAction("workshop.begin", "enter,f2", "begin", "begin", "Begin the workshop as it is set up here, or go on with it.", True, display="Enter"),
    KeyAction("workshop.next", "down,tab", "go(1)", "next", "Go to the next field.", True, display="↓", in_palette=False),
    KeyAction("workshop.previous", "up,shift+tab", "go(-1)", "before", "Go to the field before.", True, display="↑", in_palette=False),
    KeyAction("workshop.leave", "escape", "leave", "back", "Go back; what was typed is kept until the app is left.", True, in_palette=False),
    KeyAction("keyboard.unknown", "0", "vote(0)", "don't know", "Vote that you do not know.", True, in_palette=False),
    KeyAction("keyboard.level_1", "1", "vote(1)", "level 1", "Vote for level 1, the worst.", in_palette=False),
    KeyAction("keyboard.level_2", "2", "vote(2)", "level 2", "Vote for level 2.", in_palette=False),
    KeyAction("keyboard.level_3", "3", "vote(3)", "level 3", "Vote for level 3.", in_palette=False),
    KeyAction("keyboard.level_4", "4", "vote(4)", "level 4", "Vote for level 4.", in_palette=False),
    KeyAction("keyboard.level_5", "5", "vote(5)", "level 5", "Vote for level 5, where there is one.", in_palette=False),
    KeyAction("keyboard.beyond", "6,7,8,9", "vote(9)", "no level", "No question has so many levels.", in_palette=False),
    KeyAction("keyboard.pass_on", "enter,space", "pass_on", "pass on", "Go on with the next seat, once this one has voted.", True, in_palette=False),
    KeyAction("keyboard.take_back", "backspace,delete", "take_back", "take back", "Take the last vote at this keyboard back, to vote again.", True, display="⌫", in_palette=False),
    KeyAction("keyboard.leave", "escape", "leave", "room", "Go back to the room; votes given are kept, and the next seat waits.", True, in_palette=False),
    KeyAction("agenda.take_up", "enter", "take_up", "take up", "Take the question under the cursor up: its votes are shown again, or it is asked.", True, in_palette=False),
    KeyAction("agenda.parked", "P", "parked", "parked", "Show what was parked: who finds out, and by when.", True, display="P"),
    KeyAction("agenda.set_up", "s", "set_up", "set-up", "Change how the workshop is set up: roles, voters, questions, time.", True),
    KeyAction("agenda.medians", "m", "medians", "medians", "Record the median of what is settled and has nothing recorded yet, as after ballots."),
    KeyAction("agenda.end", "x", "end", "end it", "End the workshop; votes that were revealed stay in the session.", True),
    KeyAction("agenda.next", "j,down", "move(1)", "down", "Go to the next question.", in_palette=False),
    KeyAction("agenda.previous", "k,up", "move(-1)", "up", "Go to the one before.", in_palette=False),
    KeyAction("agenda.page_down", "pagedown,space,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("agenda.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("agenda.first", "home", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("agenda.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("agenda.leave", "escape,q,g", "leave", "room", "Go back to the room.", True, in_palette=False),
    KeyAction("parking.ask", "enter,a", "ask", "who, by when", "Write down who finds out, and by when.", True, in_palette=False),
    KeyAction("parking.note", "n", "note", "what was said", "Write down what was said.", True),
    KeyAction("parking.next", "j,down", "move(1)", "down", "Go to the next question.", in_palette=False),
    KeyAction("parking.previous", "k,up", "move(-1)", "up", "Go to the one before.", in_palette=False),
    KeyAction("parking.page_down", "pagedown,space,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("parking.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("parking.first", "home,g", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("parking.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("parking.leave", "escape,q,P", "leave", "back", "Go back.", True, in_palette=False),
)  # fmt: skip

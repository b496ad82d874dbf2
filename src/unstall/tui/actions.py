# ruff: noqa: E501 - a table reads best with one row per action
"""One registry of everything that a key can do: id → keys, what the footer says, what help says.

Screens take their bindings from here, the help screen and the command palette read from here, and a
user's key map is checked against it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from unstall.tui.key_action import KeyAction
from unstall.tui.room_actions import ROOM_ACTIONS
from unstall.tui.workshop_actions import WORKSHOP_ACTIONS

__all__ = [
    "ACTIONS",
    "KeyAction",
    "actions_of",
    "bindings",
    "check_keys",
    "keys_in_words",
]

ACTIONS: tuple[KeyAction, ...] = (
    KeyAction("app.help", "question_mark,f1", "help", "help", "Show what every key does here.", True, display="?"),
    KeyAction("app.palette", "colon,ctrl+p", "command_palette", "commands", "Find any command, theme or project by typing.", display=":", in_palette=False),
    KeyAction("help.close", "escape,question_mark,f1,q", "close", "close", "Close the help.", in_palette=False),
    KeyAction("help.down", "j,down", "move(1)", "down", "Scroll down.", in_palette=False),
    KeyAction("help.up", "k,up", "move(-1)", "up", "Scroll up.", in_palette=False),
    KeyAction("help.page_down", "pagedown,space,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("help.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("home.open", "enter", "open", "open", "Open the selected project where it was left.", True, in_palette=False),
    KeyAction("home.new", "n", "new", "new", "Start a new project.", True),
    KeyAction("home.example", "e", "example", "example", "Open the worked example.", True),
    KeyAction("home.verdict", "v", "verdict", "verdict", "Open the selected project's verdict."),
    KeyAction("home.plan", "p", "plan", "plan", "Open the selected project's plan."),
    KeyAction("home.facts", "f", "facts", "facts", "Open the selected project's facts."),
    KeyAction("home.compare", "c,M", "compare", "compare", "Compare the selected project's last two sessions: what moved, and why."),
    KeyAction("home.trend", "t,H", "trend", "trend", "Show how the selected project moved over all its sessions."),
    KeyAction("home.follow", "F", "follow", "follow", "Show what became of the selected project's last plan.", display="F"),
    KeyAction("home.rerun", "R", "rerun", "re-run", "Begin a re-run of the selected project: last time's answers, confirmed or changed.", True, display="R"),
    KeyAction("home.portfolio", "P", "portfolio", "portfolio", "Show all projects on one page: what to look at first, and which causes they share.", display="P"),
    KeyAction("home.workshop", "W", "workshop", "workshop", "Open the workshop on the selected project: everybody votes, the room argues.", display="W"),
    KeyAction("home.delete", "d,delete", "delete", "delete", "Move the selected session to the bin.", True),
    KeyAction("home.undo", "u", "undo", "undo", "Bring back what was moved to the bin last."),
    KeyAction("home.search", "slash", "search", "search", "Search projects and clients.", True, display="/"),
    KeyAction("home.refresh", "r", "refresh", "refresh", "Read the sessions folder again."),
    KeyAction("home.next", "j,down", "move(1)", "down", "Go to the next project.", in_palette=False),
    KeyAction("home.previous", "k,up", "move(-1)", "up", "Go to the project before.", in_palette=False),
    KeyAction("home.page_down", "pagedown,ctrl+d", "page(1)", "page down", "Go down by a page.", in_palette=False),
    KeyAction("home.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Go up by a page.", in_palette=False),
    KeyAction("home.first", "home,g", "ends(False)", "first", "Go to the first project.", in_palette=False),
    KeyAction("home.last", "end,G", "ends(True)", "last", "Go to the last project.", in_palette=False),
    KeyAction("home.end_search", "escape", "end_search", "all", "Leave the search and show all projects again.", in_palette=False),
    KeyAction("home.quit", "q", "quit", "quit", "Leave; everything is saved."),
    KeyAction("conflict.ours", "1", "choose('ours')", "ours", "Keep what our side says, and go on.", True),
    KeyAction("conflict.theirs", "2", "choose('theirs')", "theirs", "Keep what their side says, and go on.", True),
    KeyAction("conflict.rest_ours", "o", "choose_rest('ours')", "all ours", "Keep what our side says of all that is left.", True),
    KeyAction("conflict.rest_theirs", "t", "choose_rest('theirs')", "all theirs", "Keep what their side says of all that is left.", True),
    KeyAction("conflict.clear", "backspace,delete", "clear", "clear", "Take the choice under the cursor back.", display="⌫"),
    KeyAction("conflict.write", "enter,w", "write", "write", "Write the session with what was chosen.", True),
    KeyAction("conflict.next", "j,down", "move(1)", "down", "Go to the next thing to choose.", in_palette=False),
    KeyAction("conflict.previous", "k,up", "move(-1)", "up", "Go to the one before.", in_palette=False),
    KeyAction("conflict.page_down", "pagedown,space,ctrl+d", "page(1)", "page down", "Go down by a page.", in_palette=False),
    KeyAction("conflict.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Go up by a page.", in_palette=False),
    KeyAction("conflict.first", "home,g", "ends(False)", "first", "Go to the first.", in_palette=False),
    KeyAction("conflict.last", "end,G", "ends(True)", "last", "Go to the last.", in_palette=False),
    KeyAction("conflict.leave", "escape,q", "leave", "leave", "Go back; nothing is written.", in_palette=False),
    KeyAction("portfolio.open", "enter", "open", "open", "Open the selected project; on a cause, show its projects.", True, in_palette=False),
    KeyAction("portfolio.sort", "s", "sort(1)", "sort", "Sort by the next column.", True),
    KeyAction("portfolio.sort_back", "S", "sort(-1)", "sort back", "Sort by the column before.", display="S"),
    KeyAction("portfolio.group", "b", "group", "group", "Put projects together by client, by verdict, or not at all.", True),
    KeyAction("portfolio.search", "slash", "search", "filter", "Show only projects and clients with some letters in their names.", True, display="/"),
    KeyAction("portfolio.causes", "c", "part('causes')", "causes", "Show the causes that projects have in common, and what would help.", True),
    KeyAction("portfolio.first_of_all", "l", "part('first')", "look first", "Show every project to look at first, with all that speaks for it."),
    KeyAction("portfolio.projects", "a", "part('projects')", "projects", "Show the projects."),
    KeyAction("portfolio.verdict", "v", "verdict", "verdict", "Open the selected project's verdict."),
    KeyAction("portfolio.plan", "p", "plan", "plan", "Open the selected project's plan."),
    KeyAction("portfolio.export", "w", "export", "export", "Write the page to a file, as Markdown, HTML, CSV or JSON."),
    KeyAction("portfolio.refresh", "r", "refresh", "refresh", "Read the sessions folder again."),
    KeyAction("portfolio.next", "j,down", "move(1)", "down", "Go to the next project.", in_palette=False),
    KeyAction("portfolio.previous", "k,up", "move(-1)", "up", "Go to the project before.", in_palette=False),
    KeyAction("portfolio.next_part", "tab,right", "next_part(1)", "next part", "Go to the next part of the page.", in_palette=False),
    KeyAction("portfolio.previous_part", "shift+tab,left", "next_part(-1)", "part before", "Go to the part of the page before.", in_palette=False),
    KeyAction("portfolio.page_down", "pagedown,space,ctrl+d", "page(1)", "page down", "Go down by a page.", in_palette=False),
    KeyAction("portfolio.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Go up by a page.", in_palette=False),
    KeyAction("portfolio.first", "home,g", "ends(False)", "first", "Go to the first project.", in_palette=False),
    KeyAction("portfolio.last", "end,G", "ends(True)", "last", "Go to the last project.", in_palette=False),
    KeyAction("portfolio.leave", "escape,P", "leave", "back", "Go back: from a part to the projects, from a filter to all, from there to Home.", in_palette=False),
    KeyAction("ballot.unknown", "0", "unknown", "don't know", "Say that you do not know, and go on.", True),
    KeyAction("ballot.level_1", "1", "answer(1)", "level 1", "Vote for level 1, the worst, and go on.", in_palette=False),
    KeyAction("ballot.level_2", "2", "answer(2)", "level 2", "Vote for level 2 and go on.", in_palette=False),
    KeyAction("ballot.level_3", "3", "answer(3)", "level 3", "Vote for level 3 and go on.", in_palette=False),
    KeyAction("ballot.level_4", "4", "answer(4)", "level 4", "Vote for level 4 and go on.", in_palette=False),
    KeyAction("ballot.level_5", "5", "answer(5)", "level 5", "Vote for level 5 and go on, where there is one.", in_palette=False),
    KeyAction("ballot.clear", "backspace,delete", "clear_answer", "clear", "Take the vote away.", display="⌫"),
    KeyAction("ballot.next", "j,down,space", "move(1)", "next", "Go to the next question.", True),
    KeyAction("ballot.previous", "k,up", "move(-1)", "before", "Go to the question before.", True),
    KeyAction("ballot.page_down", "pagedown", "page(1)", "scroll down", "Scroll a long question down.", in_palette=False),
    KeyAction("ballot.page_up", "pageup", "page(-1)", "scroll up", "Scroll a long question up.", in_palette=False),
    KeyAction("ballot.role", "r", "role", "role", "Say in which role you vote.", True),
    KeyAction("ballot.leave", "q,escape", "leave", "done", "Close the ballot; everything is saved.", True),
    *ROOM_ACTIONS,
    *WORKSHOP_ACTIONS,
    KeyAction("desk.interview", "i", "interview", "questions", "Go to the questions."),
    KeyAction("desk.facts", "f", "facts", "facts", "Go to the facts about the project."),
    KeyAction("desk.verdict", "v", "verdict", "verdict", "Go to the verdict."),
    KeyAction("desk.plan", "p", "plan", "plan", "Go to the plan."),
    KeyAction("desk.compare", "M", "compare", "moved", "Go to what moved since the session before, and why the verdict changed.", display="M"),
    KeyAction("desk.trend", "H", "trend", "trend", "Go to how the project moved over all its sessions.", display="H"),
    KeyAction("desk.follow", "F", "follow", "follow", "Go to what became of the plan before: done, past its day, given up.", display="F"),
    KeyAction("desk.home", "escape", "home", "home", "Go back to all projects; everything is saved."),
    KeyAction("desk.undo", "u,ctrl+z", "undo", "undo", "Take the last change back."),
    KeyAction("desk.redo", "U,ctrl+y", "redo", "redo", "Do again what was taken back.", display="U"),
    KeyAction("desk.depth", "D", "depth", "quick/full", "Change between the quick call and the full triage; answers stay.", display="D"),
    KeyAction("desk.what_if", "T", "what_if", "what if", "Try answers and facts out on a copy, and keep or discard them later.", display="T"),
    KeyAction("desk.beside", "B", "beside", "compare", "Compare what is tried out with the real one, side by side.", display="B"),
    KeyAction("desk.export", "w", "export", "export", "Write report, plan or summary to a file."),
    KeyAction("desk.rerun", "R", "rerun", "re-run", "Begin a re-run: a new session in which these answers are confirmed or changed.", display="R"),
    KeyAction("desk.workshop", "W", "workshop", "workshop", "Open the workshop: everybody votes, and the room argues only where it matters.", display="W"),
    KeyAction("desk.close_session", "C", "close_session", "close", "Close the session: freeze it with its result.", display="C"),
    KeyAction("beside.close", "escape,q,B", "close", "close", "Go back to the screen below.", in_palette=False),
    KeyAction("beside.down", "j,down", "move(1)", "down", "Scroll down.", in_palette=False),
    KeyAction("beside.up", "k,up", "move(-1)", "up", "Scroll up.", in_palette=False),
    KeyAction("beside.page_down", "pagedown,space,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("beside.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("beside.first", "home,g", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("beside.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("verdict.go", "enter", "go", "go there", "Go to the question under the cursor, or unfold what there is.", True, in_palette=False),
    KeyAction("verdict.next", "j,down", "move(1)", "down", "Go to the next thing said.", in_palette=False),
    KeyAction("verdict.previous", "k,up", "move(-1)", "up", "Go to the one before.", in_palette=False),
    KeyAction("verdict.page_down", "pagedown,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("verdict.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("verdict.first", "home", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("verdict.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("verdict.next_section", "tab,right", "next_section(1)", "next section", "Go to the next section.", in_palette=False),
    KeyAction("verdict.previous_section", "shift+tab,left", "next_section(-1)", "section before", "Go to the section before.", in_palette=False),
    KeyAction("verdict.fold", "space", "fold", "unfold", "Unfold what the cursor stands on, or fold it again.", in_palette=False),
    KeyAction("verdict.fold_all", "a", "fold_all", "unfold all", "Unfold everything, or fold it again."),
    KeyAction("verdict.soon", "s", "soon", "how soon", "Say how soon what is missing can be had, or that it cannot be had.", True),
    KeyAction("verdict.ruled_out", "1", "section('ruled-out')", "ruled out", "Show what is ruled out, and by which answer."),
    KeyAction("verdict.conditions", "2", "section('conditions')", "conditions", "Show the conditions, and what to settle before week 1."),
    KeyAction("verdict.blockers", "3", "section('blockers')", "blockers", "Show what stops money from being committed, or a launch."),
    KeyAction("verdict.causes", "4", "section('causes')", "causes", "Show why it stalled, strongest cause first."),
    KeyAction("verdict.readiness", "5", "section('readiness')", "readiness", "Show the readiness of sections, dimensions and walls."),
    KeyAction("verdict.signs", "6", "section('signs')", "warning signs", "Show the warning signs."),
    KeyAction("verdict.contradictions", "7", "section('contradictions')", "to ask about", "Show answers that do not go together."),
    KeyAction("verdict.not_known", "8", "section('not-known')", "not known", "Show what is not known, and whom to ask."),
    KeyAction("verdict.for_and_against", "9", "section('for-and-against')", "for and against", "Show the case for and against every strategy, down to the points."),
    KeyAction("verdict.standing", "0", "section('standing')", "how firmly", "Show how firmly the verdict stands, and why not more."),
    KeyAction("verdict.changes", "c", "section('changes')", "what would change it", "Show which answers, given otherwise, would make it another verdict."),
    KeyAction("verdict.takes", "e", "section('takes')", "what each takes", "Show work, money, weeks and the cost of waiting, strategy beside strategy."),
    KeyAction("verdict.votes", "r", "section('votes')", "the room", "Show what the room is contested on, between which roles, and what each would decide."),
    KeyAction("verdict.try_out", "t", "try_out", "try it", "Try the change under the cursor out on a copy, and see the verdict follow."),
    KeyAction("plan.enter", "enter", "enter", "details", "Unfold the action's details, or go to the question quoted there.", True, in_palette=False),
    KeyAction("plan.owner", "o", "owner", "owner", "Put a name against the action, or against its role.", True),
    KeyAction("plan.done", "t,space", "done", "done", "Tick the action off, with today's date, or take the tick away; of a checkpoint, record what was decided at it.", True),
    KeyAction("plan.note", "n", "note", "note", "Write a note against the action, or a checkpoint that was held.", True),
    KeyAction("plan.drop", "d", "drop", "take out", "Take the action out of the plan with a reason, or bring it back."),
    KeyAction("plan.add", "a", "add", "add", "Add an action of your own to the plan."),
    KeyAction("plan.split", "2", "split", "split", "Split the action in two: a part of the work goes to somebody else."),
    KeyAction("plan.earlier", "less_than_sign", "shift(-1)", "earlier", "Move the action a week earlier.", display="<"),
    KeyAction("plan.later", "greater_than_sign", "shift(1)", "later", "Move the action a week later.", display=">"),
    KeyAction("plan.start", "s", "start", "start", "Choose the day on which the plan begins."),
    KeyAction("plan.anew", "r", "anew", "from today", "Lay what is not done out anew from today, or from the start again."),
    KeyAction("plan.preview", "m", "preview", "preview", "Show the plan as it will be written, or hide it.", True),
    KeyAction("plan.chart", "c", "chart", "chart", "Show the plan as a chart, week beside week, or as a list of weeks again.", True),
    KeyAction("plan.put_away", "x", "put_away", "put away", "Put away what is new in the plan since you last looked."),
    KeyAction("plan.question", "g", "question", "question", "Go to the question that asked for the action."),
    KeyAction("plan.next", "j,down", "move(1)", "down", "Go to the next action.", in_palette=False),
    KeyAction("plan.previous", "k,up", "move(-1)", "up", "Go to the action before.", in_palette=False),
    KeyAction("plan.next_week", "tab,right", "week(1)", "next week", "Go to the next week.", in_palette=False),
    KeyAction("plan.previous_week", "shift+tab,left", "week(-1)", "week before", "Go to the week before.", in_palette=False),
    KeyAction("plan.page_down", "pagedown,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("plan.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("plan.first", "home", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("plan.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("plan.side_down", "J", "side(1)", "scroll beside", "Scroll what stands beside the weeks down.", in_palette=False),
    KeyAction("plan.side_up", "K", "side(-1)", "scroll back", "Scroll what stands beside the weeks up.", in_palette=False),
    KeyAction("compare.go", "enter", "go", "go there", "Go to the question or fact under the cursor, or unfold what there is.", True, in_palette=False),
    KeyAction("compare.older", "o", "older", "then", "Choose the session that is held against.", True),
    KeyAction("compare.newer", "n", "newer", "now", "Choose the session that is looked at.", True),
    KeyAction("compare.next", "j,down", "move(1)", "down", "Go to the next thing said.", in_palette=False),
    KeyAction("compare.previous", "k,up", "move(-1)", "up", "Go to the one before.", in_palette=False),
    KeyAction("compare.page_down", "pagedown,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("compare.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("compare.first", "home", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("compare.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("compare.next_part", "tab,right", "next_section(1)", "next part", "Go to the next part.", in_palette=False),
    KeyAction("compare.previous_part", "shift+tab,left", "next_section(-1)", "part before", "Go to the part before.", in_palette=False),
    KeyAction("compare.fold", "space", "fold", "unfold", "Unfold the part that the cursor stands on, or fold it again.", in_palette=False),
    KeyAction("compare.fold_all", "a", "fold_all", "unfold all", "Unfold every part, or fold all of them again."),
    KeyAction("compare.moved", "1", "part('moved')", "what moved", "Show the answers that moved, with both levels."),
    KeyAction("compare.readiness", "2", "part('readiness')", "readiness", "Show sections, dimensions and walls, then and now."),
    KeyAction("compare.causes", "3", "part('causes')", "causes", "Show the causes that went, came and stayed."),
    KeyAction("compare.way", "4", "part('way')", "in the way", "Show what is not in the way any more, and what is new there."),
    KeyAction("compare.facts", "5", "part('facts')", "facts", "Show the facts that are others than then."),
    KeyAction("compare.same", "6", "part('same')", "the same", "Show the answers that are the same."),
    KeyAction("compare.comparable", "7", "part('comparable')", "what compares", "Show how much can be compared, and what cannot."),
    KeyAction("trend.go", "enter", "go", "what moved", "Show what moved between the session under the cursor and the one on the desk.", True, in_palette=False),
    KeyAction("trend.figures", "m", "figures", "in figures", "Show all readings in figures and words, or the charts again.", True),
    KeyAction("trend.next", "j,down", "move(1)", "down", "Go to the next session.", in_palette=False),
    KeyAction("trend.previous", "k,up", "move(-1)", "up", "Go to the one before.", in_palette=False),
    KeyAction("trend.page_down", "pagedown,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("trend.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("trend.first", "home", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("trend.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("follow.enter", "enter", "enter", "details", "Unfold the action's details, or go to the question of an answer that moved.", True, in_palette=False),
    KeyAction("follow.done", "t,space", "done", "done, held", "Record when the action was done, or what was decided at the checkpoint; or take it back.", True),
    KeyAction("follow.drop", "d", "drop", "given up", "Record that the action was given up, and why; or take it back.", True),
    KeyAction("follow.note", "n", "note", "note", "Write a note on what became of it.", True),
    KeyAction("follow.question", "g", "question", "question", "Go to the question that the action was meant to move."),
    KeyAction("follow.own", "o", "own", "own plan", "Show the plan of the session on the desk as it goes, or the plan before again."),
    KeyAction("follow.next", "j,down", "move(1)", "down", "Go to the next action.", in_palette=False),
    KeyAction("follow.previous", "k,up", "move(-1)", "up", "Go to the one before.", in_palette=False),
    KeyAction("follow.page_down", "pagedown,ctrl+d", "page(1)", "page down", "Scroll down by a page.", in_palette=False),
    KeyAction("follow.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Scroll up by a page.", in_palette=False),
    KeyAction("follow.first", "home", "ends(False)", "top", "Go to the top.", in_palette=False),
    KeyAction("follow.last", "end,G", "ends(True)", "end", "Go to the end.", in_palette=False),
    KeyAction("interview.unknown", "0", "unknown", "don't know", "Record that nobody knows, and go on.", True),
    KeyAction("interview.level_1", "1", "answer(1)", "level 1", "Answer with level 1, the worst, and go on.", in_palette=False),
    KeyAction("interview.level_2", "2", "answer(2)", "level 2", "Answer with level 2 and go on.", in_palette=False),
    KeyAction("interview.level_3", "3", "answer(3)", "level 3", "Answer with level 3 and go on.", in_palette=False),
    KeyAction("interview.level_4", "4", "answer(4)", "level 4", "Answer with level 4 and go on.", in_palette=False),
    KeyAction("interview.level_5", "5", "answer(5)", "level 5", "Answer with level 5 and go on, where there is one.", in_palette=False),
    KeyAction("interview.beyond", "6,7,8,9", "answer(9)", "no level", "No question has so many levels.", in_palette=False),
    KeyAction("interview.not_applicable", "x", "write('reason')", "n/a", "Say that the question does not apply, and why.", True),
    KeyAction("interview.clear", "backspace,delete", "clear_answer", "clear", "Take the answer away; the note stays.", display="⌫"),
    KeyAction("interview.note", "n", "write('note')", "note", "Write a note.", True),
    KeyAction("interview.evidence", "e", "write('evidence')", "shown", "Write down what was shown, or where it lies."),
    KeyAction("interview.known", "h", "known", "how we know", "Change how we know: stated, corroborated, seen."),
    KeyAction("interview.ask", "a", "write('ask')", "find out", "Nobody knows: write down whom to ask, and by when."),
    KeyAction("interview.fact", "t", "write('fact')", "fact", "Type the fact that is asked with this question."),
    KeyAction("interview.accepted", "A", "write('accepted_by')", "accepted", "Somebody accepts this launch blocker by name: write down who, and why.", display="A"),
    KeyAction("interview.soon", "s", "soon", "how soon", "Change how soon what is missing here can be had."),
    KeyAction("interview.why", "y", "why", "why", "Show why it is asked, or hide it again."),
    KeyAction("interview.down", "j,down", "move(1)", "down", "Go to the question below.", in_palette=False),
    KeyAction("interview.up", "k,up", "move(-1)", "up", "Go to the question above.", in_palette=False),
    KeyAction("interview.first", "home", "ends(0)", "first", "Go to the first question.", in_palette=False),
    KeyAction("interview.last", "end", "ends(-1)", "last", "Go to the last question.", in_palette=False),
    KeyAction("interview.next", "space,tab", "next", "next", "Go to the next question that is not answered."),
    KeyAction("interview.back", "b", "back", "back", "Go to the question answered before."),
    KeyAction("interview.suggested", "g", "suggested", "ask next", "Go to the question that is to be asked next."),
    KeyAction("interview.enter", "enter", "enter", "confirm", "In a re-run confirm last time's answer and go on; else go to what is to be asked next.", display="Enter"),
    KeyAction("interview.confirm_rest", "r", "confirm_rest", "confirm rest", "In a re-run confirm what is left of this section as it was last time."),
    KeyAction("interview.find", "slash", "find", "find", "Find a question by part of its title or text.", True, display="/"),
    KeyAction("interview.filter", "l", "filter", "list", "Show all questions, those not answered, or those that nobody knows."),
    KeyAction("interview.order", "o", "order", "order", "Go section by section, or by value of knowing: what is most worth asking first."),
    KeyAction("interview.page_down", "pagedown", "page(1)", "scroll down", "Scroll a long question down.", in_palette=False),
    KeyAction("interview.page_up", "pageup", "page(-1)", "scroll up", "Scroll a long question up.", in_palette=False),
    KeyAction("facts.write", "enter", "write", "write", "Write in this field; Enter saves, Esc leaves it.", True, in_palette=False),
    KeyAction("facts.choice_1", "1", "digit(1)", "choice 1", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.choice_2", "2", "digit(2)", "choice 2", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.choice_3", "3", "digit(3)", "choice 3", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.choice_4", "4", "digit(4)", "choice 4", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.choice_5", "5", "digit(5)", "choice 5", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.choice_6", "6", "digit(6)", "choice 6", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.choice_7", "7", "digit(7)", "choice 7", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.choice_8", "8", "digit(8)", "choice 8", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.choice_9", "9", "digit(9)", "choice 9", "Make this choice, or begin to write the figure.", in_palette=False),
    KeyAction("facts.zero", "0", "digit(0)", "figure", "Begin to write the figure 0.", in_palette=False),
    KeyAction("facts.clear", "backspace,delete", "clear", "clear", "Make this field blank again.", display="⌫"),
    KeyAction("facts.confirm", "c", "confirm", "as last time", "In a re-run take over last time's value, and go on."),
    KeyAction("facts.confirm_rest", "r", "confirm_rest", "confirm rest", "In a re-run take over what is left of this part."),
    KeyAction("facts.next_blank", "space", "next_blank", "next blank", "Go to the next field that is blank.", True),
    KeyAction("facts.down", "j,down", "move(1)", "down", "Go to the field below.", in_palette=False),
    KeyAction("facts.up", "k,up", "move(-1)", "up", "Go to the field above.", in_palette=False),
    KeyAction("facts.next_group", "tab,right", "next_group(1)", "next part", "Go to the next part of the form."),
    KeyAction("facts.previous_group", "shift+tab,left", "next_group(-1)", "part before", "Go to the part of the form before."),
    KeyAction("facts.page_down", "pagedown,ctrl+d", "page(1)", "page down", "Go down by a page.", in_palette=False),
    KeyAction("facts.page_up", "pageup,ctrl+u", "page(-1)", "page up", "Go up by a page.", in_palette=False),
    KeyAction("facts.first", "home,g", "ends(False)", "first", "Go to the first field.", in_palette=False),
    KeyAction("facts.last", "end,G", "ends(True)", "last", "Go to the last field.", in_palette=False),
)  # fmt: skip


def bindings(*prefixes: str, shown: Collection[str] = ()) -> list[Binding]:
    """Make the bindings of a screen from the actions whose ids start with the given prefixes.

    Args:
        prefixes: What stands before the point in the ids.
        shown: Further ids that this screen has in its footer.
    """
    return [
        Binding(
            action.keys,
            action.action,
            action.label,
            show=action.shown or action.id in shown,
            key_display=action.display,
            tooltip=action.help,
            id=action.id,
        )
        for prefix in prefixes
        for action in ACTIONS
        if action.id.startswith(f"{prefix}.")
    ]


def actions_of(screen: Screen[Any] | type[Screen[Any] | App[Any]]) -> tuple[KeyAction, ...]:
    """List the actions of a screen, or of the app itself, in the order of the registry."""
    ids = {binding.id for binding in screen.BINDINGS if isinstance(binding, Binding)}
    return tuple(action for action in ACTIONS if action.id in ids)


def keys_in_words(action: KeyAction, own_keys: Mapping[str, str]) -> str:
    """Write the keys of an action as they stand on the keyboard: "u or Ctrl+Z".

    Args:
        action: The action.
        own_keys: The user's key map.
    """
    keys = own_keys.get(action.id, action.keys).split(",")
    return " or ".join(_key_in_words(key.strip()) for key in keys)


def check_keys(keymap: Mapping[str, str], file: Path | None = None) -> None:
    """Refuse a key map of which a part would be ignored or would disable another action.

    Raises `SettingsError` with file and key: for an action that does not exist, a key that does not
    exist, and a key that already does something else on the same screen.
    """
    from unstall.settings import check_keymap

    check_keymap(keymap, {action.id: action.keys for action in ACTIONS}, file)


_KEYS_IN_WORDS = {
    "question_mark": "?", "slash": "/", "colon": ":", "space": "Space", "enter": "Enter",
    "escape": "Esc", "tab": "Tab", "delete": "Del", "backspace": "Backspace", "pageup": "PgUp",
    "pagedown": "PgDn", "home": "Home", "end": "End", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "comma": ",", "full_stop": ".", "plus": "+", "minus": "-", "equals_sign": "=",
    "less_than_sign": "<", "greater_than_sign": ">", "exclamation_mark": "!",
}  # fmt: skip


def _key_in_words(key: str) -> str:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    shown = _KEYS_IN_WORDS.get(name) or (name.upper() if _is_function_key(name) else name)
    if modifiers and len(shown) == 1:
        shown = shown.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


def _is_function_key(name: str) -> bool:
    return len(name) > 1 and name[0] == "f" and name[1:].isdigit()

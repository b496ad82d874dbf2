"""The list of keys in the documentation: `python -m tests.key_list` writes it again."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from unstall.tui.actions import ACTIONS, KeyAction, keys_in_words

FILE = Path(__file__).parent.parent / "docs" / "keys.md"

BEGINNING = """\
# Keys

Every action of the app with its id, its keys and what it does. In `settings.toml` (see
`unstall paths`) an id may be given other keys:

```toml
[keymap]
"desk.undo" = "z,ctrl+z"
```

Keys are written `n`, `N`, `f2`, `space`, `question_mark`, `ctrl+s` or `shift+tab`, with commas
between. An id or a key that does not exist, and a key that already does something else on the same
screen, are refused by name. `python -m tests.key_list` writes this page again."""

TITLES = {
    "app": "Everywhere",
    "desk": "On every screen of a session",
    "beside": "What if, beside what is real",
    "home": "Projects",
    "conflict": "Two versions of a session",
    "ballot": "A ballot",
    "room": "The room of a workshop",
    "workshop": "A workshop's set-up",
    "keyboard": "The keyboard that is passed round",
    "agenda": "What is left to talk about",
    "parking": "What was parked",
    "interview": "Questions",
    "facts": "Facts",
    "verdict": "Verdict",
    "plan": "Plan",
    "compare": "What moved",
    "trend": "Trend",
    "follow": "Follow-through",
    "help": "Help",
}


def key_list() -> str:
    """Write the page from the registry of actions."""
    parts = [BEGINNING]
    for prefix, actions in groupby(ACTIONS, key=_prefix):
        rows = [f"| `{a.id}` | {_keys(a)} | {a.help} |" for a in actions]
        title = TITLES.get(prefix, prefix.capitalize())
        parts.append("\n".join([f"## {title}", "", "| id | keys | does |", "|---|---|---|", *rows]))
    return "\n".join(f"{part}\n" for part in parts).rstrip("\n") + "\n"


def _prefix(action: KeyAction) -> str:
    return action.id.partition(".")[0]


def _keys(action: KeyAction) -> str:
    return keys_in_words(action, {}).replace("|", "\\|")


if __name__ == "__main__":
    FILE.write_text(key_list(), encoding="utf-8")

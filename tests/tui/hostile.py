"""Texts that break or abuse a terminal app; each must be shown as it is, or without what acts."""

from __future__ import annotations

import os

from unstall.hidden import without_hidden

HOSTILE: dict[str, str] = {
    "closing tag": "[/x]",
    "tag that closes nothing": "[/]",
    "link that quits": "[@click=app.quit]x[/]",
    "tag that vanishes": "[TODO]",
    "theme variable": "[$primary]blue[/]",
    "unclosed bracket": "[",
    "backslash before a bracket": "\\[b]\\",
    "template variable": "$project ${client}",
    "colour": "\x1b[31mred\x1b[0m",
    "screen clearing": "\x1b[2J\x1b[H",
    "window title": "\x1b]0;owned\x07",
    "bidirectional override": "abc\u202edef\u202c",
    "isolates": "\u2066abc\u2069",
    "zero byte": "a\x00b",
    "newlines": "one\ntwo\r\nthree",
    "tabs": "a\tb",
    "line separator": "a\u2028b",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f680",
    "Arabic": "مشروع المطالبات",
    "Hebrew": "פרויקט תביעות",
    "wide letters": "案件の仕分け",
    "combining marks": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "spaces": "   ",
    "very long": "0123456789" * 1000,
    "very long without a break": "[" * 10_000,
}
"""Names say what the text is; values are what somebody could type or put into a file."""

TEXTS_ALWAYS = (
    "closing tag", "link that quits", "screen clearing", "bidirectional override", "Arabic",
    "very long",
)  # fmt: skip
"""Those that are tried while developing; the others are left for a proof."""

NAMES: dict[str, str] = {
    what: cut
    for what, text in HOSTILE.items()
    if (cut := " ".join(without_hidden(text).split())[:120])
}
"""The hostile texts as a session file keeps them in a name: clean, one line, 120 characters."""


def texts_to_try() -> dict[str, str]:
    """Give all of them for a proof, otherwise a few."""
    return {
        what: text
        for what, text in HOSTILE.items()
        if what in TEXTS_ALWAYS or os.environ.get("UNSTALL_PROOF")
    }

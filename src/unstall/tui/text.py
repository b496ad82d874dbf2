"""The only door by which text that a person or a file supplied reaches a widget.

Textual reads strings as markup: a note that says `[/x]` would crash a screen, and one that says
`[@click=app.quit]…` would run when clicked. Everything that was not written in this program goes
through `plain` or `fill`.
"""

from __future__ import annotations

from rich.text import Text
from textual.content import Content

from unstall.hidden import without_hidden

SHORTEST = 2
"""Below this many cells an ellipsis says more than the text."""


def plain(text: str, style: str = "") -> Content:
    """Make content that shows a text as it is, whatever it holds."""
    content = Content(without_hidden(text).replace("\n", " "))
    return content.stylize(style) if style else content


def lines(text: str) -> Content:
    """Like `plain`, keeping line breaks: for notes and documents."""
    return Content(without_hidden(text))


def fill(template: str, **values: str | int) -> Content:
    """Fill a template written in this program, such as `[b]$name[/b] · $client`."""
    safe = {
        name: without_hidden(value).replace("\n", " ") if isinstance(value, str) else value
        for name, value in values.items()
    }
    return Content.from_markup(template, **safe)


def cell(text: str, style: str = "") -> Text:
    """Make a cell for tables and trees, which take Rich's text."""
    return Text(
        without_hidden(text).replace("\n", " "), style=style, no_wrap=True, overflow="ellipsis"
    )


def flat(text: str) -> str:
    """Give a text as plain characters on one line, for widgets that draw their lines themselves."""
    return without_hidden(text).replace("\n", " ").replace("\t", " ")


def short(text: str, width: int) -> str:
    """Cut a text to a number of cells, with an ellipsis where something is missing."""
    content = plain(text)
    if content.cell_length <= width:
        return content.plain
    return content.truncate(max(width, SHORTEST), ellipsis=True).plain

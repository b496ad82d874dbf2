"""Elements of SVG, and texts that fit the room there is.

What is drawn has whole numbers as its places, so that the same input gives the same bytes. Nobody
knows here which font a page is shown in: widths of texts are estimates on the safe side.
"""

from __future__ import annotations

import unicodedata

from markupsafe import Markup, escape

from unstall.report.escape import one_line

ELLIPSIS = "…"
_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF))
"""What XML does not take."""

_NARROW = frozenset("iljtfrI.,:;'’!|()[]/- ")
_BROAD = frozenset("mwMW@%—…")
_SHARES = {"narrow": 0.36, "broad": 0.95, "capital": 0.74, "full": 1.1, "other": 0.58}
"""Widths of letters as shares of the font's size, as broad as common system fonts have them."""


def element(name: str, /, *children: Markup | str, **attributes: str | int) -> Markup:
    """Write an element; a text among its children is escaped, `_` stands for `-` in attributes.

    `class_` and the like lose what keeps them apart from Python's own words.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
    )
    inside = Markup("").join(escape(child) for child in children).translate(_NO_CHARACTERS)
    tag = Markup(name)  # noqa: S704 - the name of an element, never anybody's text
    return Markup("<{0}{1}>{2}</{0}>").format(tag, written, inside)


def picture(
    title: str, said: str, width: int, height: int, *drawn: Markup, class_: str = ""
) -> Markup:
    """Put a picture together, with its name and with what it shows in words."""
    return element(
        "svg",
        tooltip(title),
        element("desc", one_line(said)),
        *drawn,
        role="img",
        viewBox=f"0 0 {width} {height}",
        **({"class_": class_} if class_ else {}),
    )


def text(said: str, x: int, y: int, class_: str) -> Markup:
    """Write a text that begins, ends or is centred at a place, by its class."""
    return element("text", one_line(said), x=x, y=y, class_=class_)


def tooltip(said: str) -> Markup:
    """Name an element, for whoever points at it."""
    return element("title", one_line(said))


def line(x1: int, y1: int, x2: int, y2: int, class_: str) -> Markup:
    """Draw a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def box(x: int, y: int, width: int, height: int, class_: str, *inside: Markup) -> Markup:
    """Draw a rectangle; what is inside it belongs to it, such as its title."""
    return element("rect", *inside, x=x, y=y, width=width, height=height, class_=class_)


def path(points: str, class_: str) -> Markup:
    """Draw a path."""
    return element("path", d=points, class_=class_)


def clipped(x: int, y: int, width: int, height: int, *drawn: Markup) -> Markup:
    """Cut off whatever is drawn beyond a rectangle; places inside count from its corner."""
    return element("svg", *drawn, x=x, y=y, width=width, height=height)


def width_of(said: str, size: int) -> float:
    """Estimate how wide a text is in a font of a size, both in the picture's units."""
    return size * sum(_SHARES[_kind(char)] for char in said)


def fitted(said: str, width: int, size: int) -> str:
    """Cut a text to a width, at a word where that leaves more than half of the room in use."""
    said = " ".join(one_line(said).split())
    if width_of(said, size) <= width:
        return said
    kept, room = 0, width - width_of(ELLIPSIS, size)
    for kept, char in enumerate(said):  # noqa: B007 - how far the room reaches is used below
        room -= width_of(char, size)
        if room < 0:
            break
    cut = said[:kept]
    words = cut.rpartition(" ")[0] if said[kept] != " " else cut
    roomy = width_of(words, size) > width / 2
    return f"{(words if roomy else cut).rstrip(' ,;:–-')}{ELLIPSIS}"


def _kind(char: str) -> str:
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return "full"
    if char in _NARROW:
        return "narrow"
    if char in _BROAD:
        return "broad"
    return "capital" if char.isupper() else "other"

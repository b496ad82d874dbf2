"""The few files that pages are made of, read once; no name in a request ever becomes a path.

Addresses carry the content's hash, so that a browser may keep what it has, and what changes is
fetched anew. The terminal in the browser is textual-serve's own.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

_OWN: Final = ("unstall.serving", "static")
_TEXTUAL: Final = ("textual_serve", "static")
_FILES: Final = {
    "page.css": (*_OWN, "page.css"),
    "voter.css": (*_OWN, "voter.css"),
    "voter.js": (*_OWN, "voter.js"),
    "xterm.css": (*_TEXTUAL, "css", "xterm.css"),
    "textual.js": (*_TEXTUAL, "js", "textual.js"),
    "mono.ttf": (*_TEXTUAL, "fonts", "RobotoMono-VariableFont_wght.ttf"),
}
_TYPES: Final = {"css": "text/css", "js": "text/javascript", "ttf": "font/ttf"}
_DIGITS: Final = 10


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    url: str
    kind: str
    """Its media type."""
    data: bytes
    packed: bytes
    """The same, compressed by gzip."""


def read_assets() -> Mapping[str, Asset]:
    """Read all files: name → what is sent."""
    read = {name: files(at[0]).joinpath(*at[1:]).read_bytes() for name, at in _FILES.items()}
    font = _asset("mono.ttf", read.pop("mono.ttf"))
    # A style names its font by an address that has the font's hash in it.
    read["voter.css"] = read["voter.css"].replace(b'"mono.ttf"', f'"{font.url}"'.encode())
    return {"mono.ttf": font} | {name: _asset(name, data) for name, data in read.items()}


def _asset(name: str, data: bytes) -> Asset:
    stem, _, kind = name.partition(".")
    digest = hashlib.sha256(data).hexdigest()[:_DIGITS]
    url = f"/static/{stem}.{digest}.{kind}"
    return Asset(url, _TYPES[kind], data, gzip.compress(data, compresslevel=6, mtime=0))

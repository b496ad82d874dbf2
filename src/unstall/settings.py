"""The user's settings: one small TOML file, all of it optional.

    theme = "unstall-light"
    currency = "EUR"        # of new projects; ISO 4217
    holidays = "DE-BY"      # of new projects: a country, or a part of one (ISO 3166)
    locale = "de-DE"        # how documents and forms write dates, numbers and money

    [keymap]
    "desk.undo" = "u,ctrl+z"  # an action's id and its keys

What is left out has its default, and a file that is not there is the same as an empty one.
Anything that is not known is refused with file and line, since a setting that is silently ignored
looks like a fault of the program. Which actions and themes exist, only the app knows: it checks the
key map and the theme with the functions below.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unstall.errors import Place, SettingsError
from unstall.session.places import checked_place
from unstall.suggest import did_you_mean
from unstall.toml import Lines, parse_toml, read_text

MOST_BYTES = 100_000
"""Largest settings file that is read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen."""

    theme: str | None = None
    """Name of the app's theme; None for its own choice."""
    currency: str | None = None
    """ISO 4217 code for new projects."""
    holidays: str | None = None
    """Where the people of new projects work."""
    locale: str = "en-GB"
    """How dates, numbers and money are written in documents and forms."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Action id → keys, comma-separated, as Textual names them."""


def load_settings(file: Path) -> Settings:
    """Read the settings file; the defaults if there is none.

    Raises `SettingsError` with file, line and remedy.
    """
    if not os.path.lexists(file):
        return Settings()
    text = read_text(file, most_bytes=MOST_BYTES, error=SettingsError)
    tables = parse_toml(text, path=file, error=SettingsError)
    lines = Lines(text)
    chosen: dict[str, Any] = {}
    for key, value in tables.items():
        place = Place(file, lines.nearest((key,)), key)
        check = _CHECKS.get(key)
        if check is None:
            known = ", ".join(_CHECKS)
            raise SettingsError(
                "there is no such setting",
                place,
                did_you_mean(key, _CHECKS) or f"Settings are {known}.",
            )
        chosen[key] = check(value, place)
    return Settings(**chosen)


def check_theme(theme: str | None, known: Iterable[str], file: Path | None = None) -> None:
    """Refuse a theme that the app does not have, with `SettingsError`."""
    names = sorted(known)
    if theme is not None and theme not in names:
        raise SettingsError(
            f"there is no theme {theme!r}",
            Place(file, item="theme"),
            did_you_mean(theme, names) or f"Themes are {', '.join(names)}.",
        )


def check_keymap(
    keymap: Mapping[str, str], known: Mapping[str, str], file: Path | None = None
) -> None:
    """Refuse a key map of which a part would be ignored or would disable another action.

    Args:
        keymap: Action id → keys, comma-separated.
        known: Every action's id → the keys that it has by itself. Ids are `screen.what`; the keys
            of `app` work on every screen, those of `desk` on every screen over an open session.
        file: The settings file, for the error.

    Raises `SettingsError`: for an id that no action has, for a key that does not exist, and for a
    key that another action of the same screen has already.
    """
    for action, keys in keymap.items():
        place = Place(file, item=f"keymap.{action}")
        if action not in known:
            raise SettingsError(
                "no action has this id",
                place,
                did_you_mean(action, known) or f"Ids are such as {', '.join(sorted(known)[:3])}.",
            )
        for key in _split(keys):
            if not is_key(key):
                raise SettingsError(
                    f"{key!r} is no key",
                    place,
                    "Keys are written n, N, f2, space, question_mark, ctrl+s or shift+tab.",
                )
    effective = {**known, **keymap}
    for action, keys in keymap.items():
        for other, theirs in effective.items():
            if other == action or not _share_a_screen(action, other):
                continue
            # Where both have a key from the beginning, one lies over the other on purpose.
            both = (_plain_keys(keys) & _plain_keys(theirs)) - (
                _plain_keys(known[action]) & _plain_keys(known[other])
            )
            if both:
                raise SettingsError(
                    f"the key {min(both)!r} also does {other}",
                    Place(file, item=f"keymap.{action}"),
                    f"Take another key, or give {other} another one too.",
                )


def is_key(key: str) -> bool:
    """Tell whether Textual knows a key by this name."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if not set(modifiers) <= _MODIFIERS or len(set(modifiers)) < len(modifiers):
        return False
    if len(name) == 1:
        return name.isprintable() and not name.isspace()
    if name in _NAMED_KEYS or re.fullmatch(r"f([1-9]|1[0-9]|2[0-4])", name):
        return True
    return name == name.lower() and _character(name) is not None


def _character(name: str) -> str | None:
    """Find the character that Textual calls so: Unicode's name with _ for spaces and hyphens."""
    if name in _SHORT_NAMES:
        return _SHORT_NAMES[name]
    for ascii_character in map(chr, range(0x21, 0x7F)):
        if unicodedata.name(ascii_character).lower().translate(_UNDERSCORES) == name:
            return ascii_character
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None


_UNDERSCORES = str.maketrans(" -", "__")


_NOT_OVER_A_SESSION = {"home", "help"}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
_SHORT_NAMES = {
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
}
"""Names that Textual has shortened from those of Unicode."""
_NAMED_KEYS = {
    "enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup",
    "pagedown", "up", "down", "left", "right", *_SHORT_NAMES,
}  # fmt: skip


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",")]


def _plain_keys(keys: str) -> set[str]:
    return {_plain(key) for key in _split(keys)}


def _plain(key: str) -> str:
    """Write a character's name as the character, so that `?` and `question_mark` are the same."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if len(name) > 1 and name not in _NAMED_KEYS - set(_SHORT_NAMES):
        name = _character(name) or name
    return "+".join([*sorted(modifiers), name])


def _share_a_screen(first: str, second: str) -> bool:
    here, there = first.partition(".")[0], second.partition(".")[0]
    both = {here, there}
    return here == there or "app" in both or ("desk" in both and not both & _NOT_OVER_A_SESSION)


def _theme(value: object, place: Place) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", value):
        raise SettingsError("this is no theme's name", place, 'Write one such as "unstall-dark".')
    return value


def _currency(value: object, place: Place) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{3}", value):
        raise SettingsError("this is no currency", place, 'Write three capitals, such as "EUR".')
    return value


def _holidays(value: object, place: Place) -> str:
    hint = 'Write a country or a part of one, such as "DE" or "DE-BY".'
    if not isinstance(value, str):
        raise SettingsError("this is no place", place, hint)
    try:
        return checked_place(value)
    except ValueError as error:
        raise SettingsError(str(error), place, hint) from None


def _locale(value: object, place: Place) -> str:
    hint = 'Write a language and a country, such as "en-GB" or "de-DE".'
    if not isinstance(value, str) or not re.fullmatch(
        r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_][A-Za-z]{2})?", value
    ):
        raise SettingsError("this is no locale", place, hint)
    # Imported here: it takes a while, and most people leave the locale as it is.
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(value.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        raise SettingsError(f"no country writes {value!r}", place, hint) from None
    return value.replace("_", "-")


def _keymap(value: object, place: Place) -> dict[str, str]:
    hint = 'Open it with the heading [keymap], with lines such as "desk.undo" = "u" below.'
    if not isinstance(value, dict):
        raise SettingsError("this is no key map", place, hint)
    flat = dict(_flattened(value))
    for action, keys in flat.items():
        if not isinstance(keys, str) or not keys.strip():
            item = f"keymap.{action}"
            raise SettingsError("there are no keys", Place(place.file, place.line, item), hint)
    return flat


def _flattened(table: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, Any]]:
    """Join nested tables by points: `desk.undo = "u"` without quotation marks means the same."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


_CHECKS = {
    "theme": _theme,
    "currency": _currency,
    "holidays": _holidays,
    "locale": _locale,
    "keymap": _keymap,
}

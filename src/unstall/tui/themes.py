"""The themes of the app; state never depends on their colours."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

THEMES: tuple[Theme, ...] = (
    Theme(
        name="unstall-dark",
        primary="#7aa2c9",
        secondary="#8fb3a3",
        accent="#e0b060",
        foreground="#d8dee6",
        background="#14181e",
        surface="#1a2028",
        panel="#232b35",
        success="#7fb685",
        warning="#e0b060",
        error="#e07a6e",
        dark=True,
        variables={"border": "#3a4654", "footer-key-foreground": "#e0b060"},
    ),
    Theme(
        name="unstall-light",
        primary="#1f5c8a",
        secondary="#2f6b52",
        accent="#8a5a00",
        foreground="#1a1f26",
        background="#fbfbf9",
        surface="#f3f3ef",
        panel="#e7e7e1",
        success="#2f6b37",
        warning="#8a5a00",
        error="#a82a20",
        dark=False,
        variables={"border": "#a9a99f", "footer-key-foreground": "#8a5a00"},
    ),
    Theme(
        name="unstall-contrast",
        primary="#ffff00",
        secondary="#00ffff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        success="#00ff00",
        warning="#ffff00",
        error="#ff6060",
        dark=True,
        variables={"border": "#ffffff", "footer-key-foreground": "#ffff00"},
    ),
)
"""Dark, light for projectors, and high contrast."""

DEFAULT_THEME = "unstall-dark"

OFFERED: tuple[tuple[str, str], ...] = (
    ("unstall-dark", "Dark"),
    ("unstall-light", "Light, for projectors"),
    ("unstall-contrast", "High contrast"),
    ("ansi-dark", "The terminal's own colours, on dark"),
    ("ansi-light", "The terminal's own colours, on light"),
)
"""Themes that the palette offers, by name, with what to call them."""


def theme_names() -> frozenset[str]:
    """List every theme that may be named in the settings."""
    return frozenset(BUILTIN_THEMES) | {theme.name for theme in THEMES}

"""The published JSON Schemas (draft 2020-12) of what the commands write as JSON.

They name every key that is written and allow others, since later versions add keys and keep these.
"""

from __future__ import annotations

from importlib.resources import files

NAMES = ("compare", "follow", "list", "plan", "portfolio", "score")
"""The commands that have a schema."""


def schema_text(name: str) -> str:
    """Give the schema of a command's JSON as it is published; raises KeyError for another name."""
    if name not in NAMES:
        raise KeyError(name)
    return (files(__package__) / f"{name}.json").read_text(encoding="utf-8")

"""Checkpoints that were held: when, and what was decided, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from unstall.report.formats import Formats
from unstall.report.phrases import sentence
from unstall.session.models import Held

OUTCOMES: Mapping[Literal["go-on", "change", "stop"], str] = {
    "go-on": "go on as planned",
    "change": "go on otherwise than planned",
    "stop": "stop",
}
"""What can be decided at a checkpoint, as it stands in a sentence."""


def held_on(formats: Formats, held: Held) -> str:
    """Say when a checkpoint was held and what was decided, in a sentence and the note on it."""
    decided = f"Held on {formats.plain_day(held.on)}. Decided: {OUTCOMES[held.outcome]}."
    return f"{decided} {sentence(held.note)}" if held.note else decided

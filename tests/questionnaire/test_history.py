"""What a questionnaire remembers of its earlier versions, as the authors' guide shows it."""

from __future__ import annotations

import textwrap
import tomllib
from itertools import groupby
from typing import Any

from unstall.paths import builtin_questionnaires
from unstall.questionnaire.history import Rescaled, Retired, version_numbers


def shown(table: str) -> dict[str, Any]:
    """Read the table of a name that the guide shows, indented as it is there."""
    guide = builtin_questionnaires() / "stalled-ai" / "README.md"
    lines = guide.read_text(encoding="utf-8").splitlines()
    parts = groupby(lines, key=lambda line: line.startswith("    "))
    blocks = [textwrap.dedent("\n".join(part)) for indented, part in parts if indented]
    (block,) = [block for block in blocks if block.startswith(f"[[{table}]]")]
    return tomllib.loads(block.replace(f"[[{table}]]", ""))


def test_the_guide_shows_tables_that_can_be_written() -> None:
    assert Rescaled.model_validate(shown("questions.rescaled")).rule == "proportional"
    assert Retired.model_validate(shown("retired")).kind == "question"


def test_versions_are_compared_by_their_numbers() -> None:
    assert version_numbers("1.10.0") > version_numbers("1.9.12")

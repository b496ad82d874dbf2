"""What every test starts from: an environment in which pictures are the same everywhere."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import settings

# Before Textual is imported by any test: these change its colours, its theme and its pace.
for _name in list(os.environ):
    # The snapshot plugin tells its workers by TEXTUAL_SNAPSHOT_… where to put what they draw.
    _changes_pictures = _name.startswith("TEXTUAL") and not _name.startswith("TEXTUAL_SNAPSHOT")
    if _changes_pictures or _name in {"NO_COLOR", "FORCE_COLOR", "UNSTALL_SESSIONS"}:
        del os.environ[_name]

# How long an example takes says more of the machine than of the program.
settings.register_profile("without-times", deadline=None)
settings.load_profile("without-times")

# Most of what tests make stays until the end; going through it again and again takes a tenth of the
# time.
gc.set_threshold(200_000, 20, 50)

VARIANTS = 8
"""Of a test of documents, commands or sentences with more variants, so many are tried always."""
_HERE = Path(__file__).parent
_MANY = tuple(_HERE / name for name in ("report", "commands", "triage", "plan", "tui/wording"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave variants for a proof, evenly, where one test has many: all cases in all forms."""
    by_test = defaultdict(list)
    for item in items:
        is_tried = not any(item.iter_markers("thorough"))
        if isinstance(item, pytest.Function) and item.path.parent in _MANY and is_tried:
            by_test[item.path, item.originalname].append(item)
    for variants in by_test.values():
        last = len(variants) - 1
        always = {round(step * last / (VARIANTS - 1)) for step in range(VARIANTS)}
        for place, item in enumerate(variants):
            if place not in always:
                item.add_marker(pytest.mark.thorough)

"""How much is tried: a part of it while developing, so that it is done often, and all for a proof.

`make prove` sets UNSTALL_PROOF, which nothing else does, and runs what is marked as thorough. The
figures in the tests are the full ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pytest

EIGHTH = 8


def examples(full: int) -> int:
    """Give the number of examples to try out of those of a full proof."""
    return full if os.environ.get("UNSTALL_PROOF") else max(25, full // EIGHTH)


def mostly_thorough(values: Iterable[Any], *, always: int = 1) -> list[Any]:
    """Give parameters of which the first few are always tried, and the others for a proof."""
    return [
        value if place < always else pytest.param(value, marks=pytest.mark.thorough)
        for place, value in enumerate(values)
    ]

"""How many examples a property is tried on: an eighth while developing, all of them for a proof.

`make prove` sets UNSTALL_PROOF and nothing else does. The figures in the tests are the full ones.
"""

from __future__ import annotations

import os

EIGHTH = 8


def examples(full: int) -> int:
    """Give the number of examples to try out of those of a full proof."""
    return full if os.environ.get("UNSTALL_PROOF") else max(25, full // EIGHTH)

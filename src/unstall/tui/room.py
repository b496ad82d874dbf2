"""The sizes that the screens are designed for: where there is room for more beside or below."""

from __future__ import annotations

from typing import Final

WIDE: Final = 100
"""Columns from which a second part stands beside the first."""
TALL: Final = 32
"""Rows from which there is room to spare."""

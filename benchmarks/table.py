"""What every measurement is told in: rows of a table, medians, percentiles, times of calls."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence

Row = tuple[str, ...]


def show(title: str, head: Row, rows: Iterable[Row]) -> None:
    """Print a table, its columns as wide as they need to be."""
    lines = [head, *rows]
    widths = [max(len(row[column]) for row in lines) for column in range(len(head))]
    print(f"\n{title}\n", flush=True)
    for row in lines:
        cells = (value.ljust(width) for value, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip(), flush=True)


def per_call(function: Callable[[], object], times: int = 200) -> float:
    """Give the median time of a call in seconds of one core, whatever else the machine does."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        function()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value below which a share of the values lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]

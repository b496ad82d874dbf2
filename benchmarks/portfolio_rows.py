"""Reads every row of a sessions folder, and tells what that took: `… FOLDER INDEX`.

A process of its own, so that its peak memory is its own. Prints rows, seconds of one core until the
first row and until the last, seconds of the clock, and the largest resident size in KiB.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from unstall.portfolio.index import PortfolioIndex
from unstall.standings import Standings


def main(folder: Path, file: Path) -> None:
    """Read all rows and keep them, as the app does."""
    begun, clock = time.process_time(), time.perf_counter()
    rows, first = [], 0.0
    for row in PortfolioIndex(folder, file, Standings()).rows():
        first = first or time.process_time() - begun
        rows.append(row)
    told = {
        "rows": len(rows),
        "first": first,
        "cpu": time.process_time() - begun,
        "clock": time.perf_counter() - clock,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""All measurements: `make benchmarks`.

Times on a shared machine say little by themselves; what of a screen is printed and judged is how
many times a bare app it takes, with the runs of both interleaved.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks import asking, engine, planning, portfolio, screens, workshop
from benchmarks.table import show


def main() -> None:
    """Measure, and print one table after another."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What is kept between starts is this run's own: empty at its first start, warm after it.
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        opened = screens.home(folder / "fifty")
        show("What is seen", screens.HEAD, [*opened, *screens.keys(folder)])
        show("What is worked out", engine.HEAD, [*engine.at_once(folder / "one"), *engine.behind()])
        show("All projects", portfolio.HEAD, portfolio.portfolio(folder / "portfolio"))
        show("A workshop", workshop.HEAD, workshop.workshop(folder / "workshop"))
    show("What is planned", planning.HEAD, planning.plans())
    show(
        f"How many questions it takes: median (mean), {asking.DRAWS} draws after each",
        asking.HEAD,
        asking.questions_until(),
    )


if __name__ == "__main__":
    main()

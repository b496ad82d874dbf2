"""All measurements: `make benchmarks`.

Times on a shared machine say little by themselves; what of a screen is printed and judged is how
many times a bare app it takes, with the runs of both interleaved.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import asking, engine, screens
from benchmarks.table import show


def main() -> None:
    """Measure, and print one table after another."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = screens.home(folder / "fifty")
        show("What is seen", screens.HEAD, [*opened, *screens.keys(folder)])
        show("What is worked out", engine.HEAD, [*engine.at_once(folder / "one"), *engine.behind()])
    show(
        f"How many questions it takes: median (mean), {asking.DRAWS} draws after each",
        asking.HEAD,
        asking.questions_until(),
    )


if __name__ == "__main__":
    main()

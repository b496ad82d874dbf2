"""The outlook with its draws: the one place that hands random numbers to the pure core.

The numbers are seeded from the answers themselves, so the same session has the same outlook on
every machine and on every day.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from unstall.triage.engine import Engine, Triage
from unstall.triage.robustness import Robustness, measure, seed_of
from unstall.triage.standing import Standing

if TYPE_CHECKING:
    from unstall.triage.outlook import Outlook


def outlook_of(
    engine: Engine, triage: Triage, *, between: Callable[[], None] | None = None
) -> Outlook:
    """Work out everything that can be said of a verdict beyond itself; see `look_ahead`."""
    # Home only measures; what looks for answers that flip a verdict is not loaded for that.
    from unstall.triage.outlook import look_ahead

    return look_ahead(engine, triage, _numbers(triage), between=between)


def standing_alone(engine: Engine, triage: Triage) -> Standing:
    """Work out how firmly a verdict stands, and nothing else of the outlook."""
    from unstall.triage.outlook import standing_of

    return standing_of(engine, triage, robustness_of(engine, triage))


def robustness_of(
    engine: Engine, triage: Triage, *, between: Callable[[], None] | None = None
) -> Robustness:
    """Draw readings and points, and count what comes out; see `measure`."""
    return measure(engine, triage, _numbers(triage), between=between)


def _numbers(triage: Triage) -> Random:
    return Random(seed_of(triage.reading))  # noqa: S311 - draws for a share, nothing secret

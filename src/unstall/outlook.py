"""The outlook with its draws: the one place that hands random numbers to the pure core.

The numbers are seeded from the answers themselves, so the same session has the same outlook on
every machine and on every day, whatever it is called and whoever is named in it: a redacted copy
stands as firmly as the original.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

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

    weighed = triage.weighed.fingerprint
    latest = _LATEST.get(engine)
    if latest is None or latest[0] != weighed:
        latest = (weighed, look_ahead(engine, triage, _numbers(triage), between=between))
        _LATEST[engine] = latest
    return latest[1]


_LATEST: WeakKeyDictionary[Engine, tuple[bytes, Outlook]] = WeakKeyDictionary()
"""The latest outlook, with what it depends on: a redacted document is written three times over."""


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
    drawn = replace(triage.reading, facts=triage.weighed.facts)
    return Random(seed_of(drawn))  # noqa: S311 - draws for a share, nothing secret

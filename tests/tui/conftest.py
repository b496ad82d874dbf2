"""Screens are slow to test: a few texts, a case of a kind and one size always, all for a proof."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builtin import questionnaire
from tests.tui.hostile import HOSTILE, NAMES, TEXTS_ALWAYS
from tests.tui.support import LARGE, MIDDLE, SMALL
from unstall.outlook import outlook_of
from unstall.triage.engine import Engine, Triage
from unstall.triage.outlook import Outlook
from unstall.tui import ahead, turns, watching

CASES_ALWAYS = (
    "sound-but-unfinished", "notebook-strong-team", "good-model-no-engineers", "need-gone",
    "waiting-for-sponsor", "mostly-unknown",
)  # fmt: skip


def _left_for_a_proof() -> Iterator[str]:
    for what in HOSTILE:
        if what not in TEXTS_ALWAYS:
            yield from filter(None, (what, HOSTILE[what], NAMES.get(what)))
    for case in questionnaire().cases:
        if case.name not in CASES_ALWAYS:
            yield case.name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as thorough what tries one more text, one more case or one more size on a screen.

    What a screen does is tried on the small one; the README's pictures show the large one.
    """
    later = set(_left_for_a_proof())
    here = Path(__file__).parent
    tried = [
        item for item in items if item.path.parent == here and isinstance(item, pytest.Function)
    ]
    small = {(item.path, item.originalname) for item in tried if SMALL in _values(item)}
    for item in tried:
        values = _values(item)
        texts = {value for value in values if isinstance(value, str)}
        is_small_too = (item.path, item.originalname) in small
        is_larger = LARGE in values and is_small_too
        if MIDDLE in values or texts & later or is_larger:
            item.add_marker(pytest.mark.thorough)


def _values(item: pytest.Function) -> list[object]:
    return list(item.callspec.params.values()) if hasattr(item, "callspec") else []


@pytest.fixture(autouse=True)
def _nothing_is_worked_out_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep outlooks from one test to the next: many look at the same answers.

    An outlook depends on the questionnaire and on what is given, and on nothing else. The screens
    get no turns in between either, since nobody waits for their next key.
    """
    monkeypatch.setattr(ahead, "outlook_of", _outlook_once)
    monkeypatch.setattr(turns, "PAUSE", 0.0)


@pytest.fixture(autouse=True)
def _nothing_is_looked_at_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let screens look for changes outside only when a test says so, however slow it is."""
    monkeypatch.setattr(watching, "LOOK_SECONDS", 3600.0)


_OUTLOOKS: dict[tuple[int, bytes], tuple[Engine, Outlook]] = {}


def _outlook_once(
    engine: Engine, triage: Triage, *, between: Callable[[], None] | None = None
) -> Outlook:
    key = (id(engine), triage.weighed.fingerprint)
    if key not in _OUTLOOKS:
        # The engine is kept beside it, so that no other can come to have its number.
        _OUTLOOKS[key] = (engine, outlook_of(engine, triage, between=between))
    return _OUTLOOKS[key][1]

"""What a group's band is called while answers are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builtin import questionnaire
from unstall.bands import band_words
from unstall.triage.readiness import Readiness

BANDS = questionnaire().bands
TITLES = [band.title for band in BANDS]
SHARES = st.floats(0, 1)


def measured(low: float, high: float, *, blocked: bool = False) -> Readiness:
    blocked_by = ("monitoring",) if blocked else ()
    return Readiness("technical", "Technical", "sections", low, high, 0.5, BANDS[0], blocked_by)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.0, 0.34, "not there"),
        (0.35, 0.64, "fragile"),
        (0.65, 0.84, "nearly there"),
        (0.85, 1.0, "in place"),
        (0.40, 0.90, "fragile or better"),
        (0.70, 1.0, "nearly there or better"),
        (0.0, 1.0, "too early to say"),
        (0.10, 0.40, "too early to say"),
    ],
)
def test_the_band_is_named_as_far_as_what_is_missing_lets_it(
    low: float, high: float, words: str
) -> None:
    assert band_words(questionnaire(), measured(low, high)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.9, 1.0, "fragile"), (0.4, 1.0, "fragile"), (0.0, 1.0, "too early to say")],
)
def test_a_blocker_holds_the_band_down(low: float, high: float, words: str) -> None:
    capped = questionnaire().procedure.band_when_blocked
    assert capped == "fragile"
    assert band_words(questionnaire(), measured(low, high, blocked=True)) == words


@given(SHARES, SHARES, st.booleans())
def test_no_band_is_named_that_a_missing_answer_could_undercut(
    one: float, other: float, blocked: bool
) -> None:
    low, high = sorted((one, other))
    words = band_words(questionnaire(), measured(low, high, blocked=blocked))
    lowest = band_words(questionnaire(), measured(low, low, blocked=blocked))
    if words == "too early to say":
        assert lowest == TITLES[0]
    else:
        assert words.removesuffix(" or better") == lowest

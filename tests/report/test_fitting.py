"""A weak fit is said by the way's own points, with what closes the ways that would fit better."""

from __future__ import annotations

import pytest

from tests.report.examples import RECOMMENDED, bare
from unstall.report.fitting import balance, weak_fit

pytestmark = pytest.mark.xdist_group("documents")


@pytest.mark.parametrize("name", RECOMMENDED)
def test_a_weak_fit_is_said_exactly_where_it_is_one(name: str) -> None:
    found = bare(name).dossier
    decision = found.triage.decision
    assert bool(weak_fit(found)) == decision.weak == bool(balance(decision))


@pytest.mark.parametrize("name", RECOMMENDED)
def test_what_speaks_more_is_told_by_the_points_that_the_band_goes_by(name: str) -> None:
    found = bare(name).dossier
    decision = found.triage.decision
    if decision.weak and decision.strategy:
        is_against = found.triage.case(decision.strategy).fit == "against"
        assert (balance(decision) == "more speaks against it than for it") == is_against


def test_the_better_fitting_way_is_named_with_the_answer_that_closes_it() -> None:
    assert weak_fit(bare("validation-loop").dossier) == (
        "More speaks against it than for it; it is recommended because what fits better is "
        "closed: Partner (by Money to finish)."
    )


def test_what_a_fact_closes_is_named_by_the_fact() -> None:
    assert "Partner (by Outside team allowed)" in weak_fit(bare("outsiders-barred").dossier)

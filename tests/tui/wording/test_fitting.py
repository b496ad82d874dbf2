"""Whether the plan fits, in the words of the documents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tui.support import desk, session_of_case
from unstall.report.dossier import Dossier
from unstall.report.sections.people import what_would_fit
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.fitting import PENDING, fitting, remedies_of


def dossier(**facts: Any) -> Dossier:
    of = session_of_case("validation-loop")
    return dossier_of(desk(of.model_copy(update={"facts": {**of.facts, **facts}})))


def test_where_nobody_said_who_is_free_it_is_not_known() -> None:
    of = session_of_case("validation-loop")
    facts = {key: value for key, value in of.facts.items() if key != "fte_available"}
    said = fitting(dossier_of(desk(of.model_copy(update={"facts": facts}))), None)
    assert said.fits is None
    assert said.lead == "Whether it fits: nobody said how many people are free."


def test_with_enough_people_it_fits_and_nothing_is_left_to_work_out() -> None:
    of = dossier(fte_available=8)
    said = fitting(of, None)
    assert said.fits is True
    assert said.lead.startswith("It fits")
    assert PENDING not in said.said
    assert remedies_of(of) == ()


def test_with_too_few_people_it_says_at_once_by_how_many_weeks_it_does_not() -> None:
    of = dossier(fte_available=1)
    assert of.plan is not None
    assert of.plan.timing is not None
    said = fitting(of, None)
    assert said.fits is False
    assert said.lead == f"It does not fit: {of.plan.timing.over} weeks too long."
    assert said.said[0] == PENDING


def test_once_it_is_worked_out_the_line_says_because_of_whom_and_what_would_make_it_fit() -> None:
    of = dossier(fte_available=2)
    remedies = remedies_of(of)
    assert of.fit is not None
    assert remedies == tuple(what_would_fit(of.fit))
    said = fitting(of, remedies)
    assert said.lead.endswith(remedies[0])
    assert said.said[: len(remedies) - 1] == remedies[1:]
    assert "would make it fit" in said.said[0]


@pytest.mark.parametrize(("people", "says"), [(0, "Nobody is free"), (0.01, "over five years")])
def test_what_cannot_be_laid_out_at_all_says_so(people: float, says: str) -> None:
    said = fitting(dossier(fte_available=people), None)
    assert said.fits is False
    assert says in said.lead

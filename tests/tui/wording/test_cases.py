"""The case for and against every strategy, rival by rival."""

from __future__ import annotations

import pytest

from tests.builtin import questionnaire
from tests.tui.support import desk, session_of_case
from unstall.report.dossier import Dossier
from unstall.tui.wording.cases import for_and_against
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.points import Point

CASES = [case.name for case in questionnaire().cases if case.name != "mostly-unknown"]


def dossier(name: str) -> Dossier:
    return dossier_of(desk(session_of_case(name)))


def points(of: Dossier) -> dict[str, Point]:
    return {point.id: point for above in for_and_against(of).points for point in above}


def number(text: str) -> int:
    return int(text.strip().replace("−", "-"))


@pytest.mark.parametrize("name", CASES)
def test_what_sets_two_ways_apart_sums_to_what_they_are_ranked_apart(name: str) -> None:
    of = dossier(name)
    decision = of.triage.decision
    first = decision.then or decision.strategy
    for id_, point in points(of).items():
        if not id_.endswith("/apart"):
            continue
        strategy = id_.split("/")[1]
        title = point.text.partition("apart from ")[2].partition(",")[0]
        other = next(s.id for s in questionnaire().strategies if s.title == title)
        assert first in (strategy, other)
        *additions, total = point.folded
        one, two = decision.route(strategy), decision.route(other)
        assert one
        assert two
        apart = one.rank_points - two.rank_points
        assert sum(number(addition.mark) for addition in additions) == apart
        assert number(total.title.removeprefix("=")) == apart


def test_the_first_is_set_beside_the_second_and_every_rival_beside_the_first() -> None:
    found = points(dossier("sound-but-unfinished"))
    assert found["for-and-against/fix/ahead"].title == "What puts it most ahead of Partner"
    assert found["for-and-against/partner/behind"].title == "What puts it most behind Fix in place"
    assert found["for-and-against/restart/behind"].title == "What puts it most behind Fix in place"


def test_the_largest_differences_come_first_in_the_words_of_the_levels() -> None:
    ahead = points(dossier("sound-but-unfinished"))["for-and-against/fix/ahead"].children
    marks = [number(point.mark) for point in ahead]
    assert marks == sorted(marks, reverse=True)
    assert len(marks) <= 3
    assert any(point.text.startswith("“") and point.question for point in ahead)


def test_a_stop_and_a_pause_are_not_set_beside_a_way_forward() -> None:
    found = points(dossier("sound-but-unfinished"))
    assert "for-and-against/stop/apart" not in found
    assert "for-and-against/pause/apart" not in found


def test_a_rival_that_is_closed_is_said_to_be_closed() -> None:
    total = points(dossier("validation-loop"))["for-and-against/fix/apart/total"]
    assert total.text == "beside Partner, which is closed"


def test_one_point_is_one_point() -> None:
    assert points(dossier("validation-loop"))["for-and-against/stop"].right == "1 point"

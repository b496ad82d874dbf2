"""A close call is told in the points that the decision compares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.examples import CASES, bare
from unstall.report.dossier import Dossier
from unstall.report.nearness import close_call, distance_to_mark


def near(name: str, rival: str | None) -> Dossier:
    """Give a case as if it were a close call with a rival."""
    dossier = bare(name).dossier
    decision = replace(dossier.triage.decision, close_call_with=rival)
    return replace(dossier, triage=replace(dossier.triage, decision=decision))


@pytest.mark.parametrize("name", CASES)
def test_a_close_call_is_told_exactly_where_there_is_one(name: str) -> None:
    dossier = bare(name).dossier
    assert bool(close_call(dossier)) == (dossier.triage.decision.close_call_with is not None)


def test_a_close_call_with_a_stop_names_the_mark_and_not_the_distance_between_two_ways() -> None:
    assert close_call(bare("value-doubtful").dossier) == (
        "A close call with Stop and retire: 5 points are needed for a stop, 4 were found."
    )


def test_a_close_call_between_two_ways_says_how_far_the_second_lies_behind() -> None:
    dossier = near("sound-but-unfinished", "partner")
    routes = {route.strategy: route.rank_points for route in dossier.triage.decision.routes}
    behind = routes["fix"] - routes["partner"]
    assert close_call(dossier) == f"A close call with Partner, which lies {behind} points behind."
    level = near("sound-but-unfinished", "fix")
    assert close_call(level).endswith("as much speaks for the one as for the other.")


def test_a_stop_that_is_only_just_earned_names_its_mark() -> None:
    dossier = near("beaten-by-a-rule", "fix")
    assert close_call(dossier) == (
        "A close call with Fix in place: 5 points are needed for a stop, 10 were found."
    )


def test_answers_that_speak_against_a_stop_are_no_points_found_for_it() -> None:
    assert distance_to_mark(bare("everything-ready").dossier) == (
        "5 points are needed for a stop, none was found, and the answers speak against it"
    )

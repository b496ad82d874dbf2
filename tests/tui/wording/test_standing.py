"""How firmly the verdict stands, in words and shares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builtin import questionnaire
from tests.tui.support import desk, session, session_of_case
from tests.tui.wording.weighed import weighed, weighed_session
from unstall.report.dossier import Dossier
from unstall.report.phrases import share_in_figures
from unstall.tui.wording.dossier import dossier_of
from unstall.tui.wording.points import Point
from unstall.tui.wording.standing import NOTHING_LEFT, standing

CASES = [case.name for case in questionnaire().cases if case.name != "mostly-unknown"]


def points(of: Dossier) -> dict[str, Point]:
    return {point.id: point for group in standing(of).points for point in group}


@pytest.mark.parametrize(
    ("share", "figures"),
    [
        (0.0, "0 %"), (0.0005, "under 1 %"), (0.009, "under 1 %"), (0.01, "1 %"), (0.016, "2 %"),
        (0.5, "50 %"),
        (0.99, "99 %"), (0.9995, "over 99 %"), (1.0, "100 %"),
    ],
)  # fmt: skip
def test_all_and_none_are_only_said_of_all_and_none(share: float, figures: str) -> None:
    assert share_in_figures(share) == figures


@pytest.mark.parametrize("name", CASES)
def test_every_strategy_has_its_share_the_largest_first(name: str) -> None:
    of = weighed(name)
    group = next(p for p in standing(of).points if p.id == "standing/shares")
    ids = [p.id.removeprefix("standing/share/") for p in group.children if "/share/" in p.id]
    acceptability = of.outlook.robustness.acceptability
    assert sorted(ids) == sorted(strategy.id for strategy in of.questionnaire.strategies)
    assert [acceptability[id_] for id_ in ids] == sorted(acceptability.values(), reverse=True)
    for id_ in ids:
        assert points(of)[f"standing/share/{id_}"].text.endswith(
            share_in_figures(acceptability[id_])
        )


def test_a_bar_is_as_long_as_its_share() -> None:
    worst = {q.id: q.levels[1].id for q in questionnaire().questions if q.quick}
    of = weighed_session(session(worst))
    share = of.outlook.robustness.acceptability["stop"]
    assert points(of)["standing/share/stop"].text.count("█") == round(share * 20)


@pytest.mark.parametrize("name", CASES)
def test_what_is_settled_is_said_to_be_settled_and_nothing_else(name: str) -> None:
    of = weighed(name)
    said = points(of)["standing/settled"].text
    assert said.startswith("Settled: ") is of.outlook.settled
    assert said.startswith("Not settled: ") is not of.outlook.settled


def test_how_far_the_points_may_be_off_is_rounded_down_and_names_who_would_come_first() -> None:
    of = weighed("sound-but-unfinished")
    assert of.outlook.robustness.tolerance == pytest.approx(7 / 9)
    assert points(of)["standing/tolerance"].text == (
        "With these answers every point may be wrong by up to 77 %, all of them in the worst "
        "direction at once, before Partner would come before Fix in place."
    )


def test_without_a_second_open_way_nothing_is_said_of_points_that_are_off() -> None:
    assert "standing/tolerance" not in points(weighed("need-gone"))


def test_points_that_hold_nothing_are_not_given_as_a_tolerance_of_nothing() -> None:
    of = weighed("sound-but-unfinished")
    robustness = replace(of.outlook.robustness, tolerance=0.001)
    tied = replace(of, worked_out=replace(of.outlook, robustness=robustness))
    assert "do not hold it" in points(tied)["standing/tolerance"].text


def test_the_mark_of_a_stop_is_named_before_the_second_way_where_it_gives_way_first() -> None:
    of = weighed("value-doubtful")
    robustness = of.outlook.robustness
    assert robustness.to_mark == pytest.approx(1 / 4)
    assert robustness.tolerance == pytest.approx(7 / 9)
    said = [p for p in points(of).values() if p.id in ("standing/mark", "standing/tolerance")]
    assert [p.id for p in said] == ["standing/mark", "standing/tolerance"]
    assert said[0].text == (
        "Stop and retire needs 5 points and has 4; it has too few as long as the points of every "
        "answer are off by less than 25 %."
    )


def test_what_is_settled_is_said_with_the_word_and_in_the_first_sentence() -> None:
    settled = standing(weighed("need-gone"))
    assert (settled.summary, settled.lead) == ("holds up, settled", "It holds up.")
    of = weighed("need-gone")
    held = replace(of.outlook.standing, word="leaning", held_back_by=("little is known",))
    leaning = standing(replace(of, worked_out=replace(of.outlook, standing=held)))
    assert leaning.summary == "leaning, settled"
    assert leaning.lead == f"{NOTHING_LEFT} It is “leaning”, and not more, because:"


def test_what_was_drawn_is_said_and_the_unknown_only_where_something_is() -> None:
    assert "not known" not in points(weighed("sound-but-unfinished"))["standing/drawn"].lead
    quick = {q.id: q.levels[2].id for q in questionnaire().questions if q.quick}
    drawn = points(weighed_session(session(quick)))["standing/drawn"].lead
    assert drawn.startswith("Drawn: what is not known over all its levels, and every set of points")


def test_what_keeps_it_from_standing_more_firmly_comes_first() -> None:
    found = standing(weighed("value-doubtful"))
    assert found.summary == "leaning"
    assert found.lead == "It is “leaning”, and not more, because:"
    assert found.points[0].text == "It is a close call with Stop and retire."


def test_until_it_is_worked_out_it_is_being_weighed() -> None:
    found = standing(dossier_of(desk(session_of_case("validation-loop"))))
    assert (found.summary, found.points) == ("being weighed", ())

"""What would change a recommendation, in sentences: only what was tried, in the levels' words."""

from __future__ import annotations

import re
from dataclasses import replace
from math import floor

import pytest

from tests.proof import mostly_thorough
from tests.report.examples import CASES, RECOMMENDED, bare
from unstall.report.changing import (
    changed,
    if_moved,
    merged,
    reopened_if,
    settled_in_words,
    tolerance_in_words,
)
from unstall.report.dossier import Dossier
from unstall.report.options_state import option_state

pytestmark = pytest.mark.xdist_group("documents")


def dossier(name: str) -> Dossier:
    return bare(name).dossier


@pytest.mark.parametrize("name", mostly_thorough(RECOMMENDED, always=10))
def test_every_change_is_told_once_under_what_it_leads_to(name: str) -> None:
    found = dossier(name)
    told = [flip for change in changed(found) for flip in change.flips]
    assert sorted(map(str, told)) == sorted(map(str, found.outlook.flips))
    for change in changed(found):
        for flip in change.flips:
            assert change.to == found.title_of(flip.strategy, flip.shape, flip.then)
            assert change.by_gate == flip.by_gate


@pytest.mark.parametrize("name", RECOMMENDED)
def test_a_change_names_every_answer_with_the_words_that_it_would_have(name: str) -> None:
    found = dossier(name)
    for change in changed(found):
        for _, flips in merged(change.flips):
            text = "".join(span.text for span in if_moved(found, flips))
            shown = flips if len(flips[0].moves) == 1 else flips[:1]
            for move in (move for flip in shown for move in flip.moves):
                assert found.short(move.question) in text
                assert found.label(move.question, move.to_level).strip("“.”") in text
                if move.from_level is not None:
                    assert found.label(move.question, move.from_level).strip("“.”") in text


@pytest.mark.parametrize("name", CASES)
def test_every_closed_way_says_what_would_open_it_or_that_nothing_near_would(name: str) -> None:
    found = dossier(name)
    for strategy in found.questionnaire.strategies:
        if option_state(found.questionnaire, found.triage, strategy).state != "closed":
            continue
        said = reopened_if(found, strategy.id)
        reopen = found.reopeners.get(strategy.id)
        assert said.startswith("It would be open if") == (reopen is not None)
        for move in reopen.moves if reopen else ():
            assert found.label(move.question, move.to_level).strip("“.”") in said


@pytest.mark.parametrize("name", CASES)
def test_how_far_the_points_may_be_off_is_never_told_too_high(name: str) -> None:
    found = dossier(name)
    off = found.outlook.robustness
    for step in (1, 5):
        shares = [s for s in (off.tolerance, off.to_mark) if s is not None]
        told = {floor(share * 100 / step) * step for share in shares}
        for percent in re.findall(r"(\d+) %", tolerance_in_words(found, step=step)):
            assert int(percent) in told


def test_a_forced_stop_has_no_tolerance_since_no_points_are_compared() -> None:
    assert tolerance_in_words(dossier("lost-after-repair")) == ""


def test_a_stop_by_points_is_held_against_its_mark_and_no_two_ways_are_compared() -> None:
    doubtful = dossier("value-doubtful")
    flip = next(f for f in doubtful.outlook.flips if f.strategy == "stop" and not f.by_gate)
    levels = {move.question: move.to_level for move in flip.moves}
    reading = replace(doubtful.reading, levels={**doubtful.reading.levels, **levels})
    triage = doubtful.engine.triage(reading)
    assert triage.decision.stop_earned
    said = tolerance_in_words(replace(doubtful, triage=triage, worked_out=None))
    assert said.startswith("Stop and retire needs 5 points and has ")
    assert "it has enough" in said or "it has too few" in said
    assert said.count(".") == 1


def test_the_mark_of_a_stop_is_said_first_where_it_gives_way_first() -> None:
    said = tolerance_in_words(dossier("value-doubtful"), step=5)
    assert said.index("less than 25 %") < said.index("before Partner would come before")


def test_what_is_settled_is_said_and_what_is_not_is_not() -> None:
    assert settled_in_words(dossier("lost-after-repair")) != ""
    assert settled_in_words(dossier("mostly-unknown")) == ""

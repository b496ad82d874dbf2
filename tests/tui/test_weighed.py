"""Outlooks are kept by all that was given, and the oldest give way."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.builtin import case, engine, questionnaire, reading_of
from unstall.outlook import outlook_of
from unstall.triage.engine import Triage
from unstall.triage.outlook import Outlook
from unstall.triage.reading import Reading
from unstall.tui.weighed import MOST_OUTLOOKS, Outlooks


@cache
def an_outlook() -> Outlook:
    return outlook_of(engine(), engine().triage(Reading({})))


def triage_of(number: int) -> Triage:
    """Give a triage of its own for every number."""
    return engine().triage(Reading({}, {"fte_available": number}))


def test_an_outlook_is_there_once_it_is_kept_and_only_for_what_was_given() -> None:
    kept = Outlooks()
    assert kept.of(triage_of(1)) is None
    kept.keep(triage_of(1), an_outlook(), never_lose=triage_of(1))
    assert kept.of(triage_of(1)) is an_outlook()
    assert kept.of(triage_of(2)) is None


def test_the_oldest_gives_way_but_never_the_one_that_must_not_be_lost() -> None:
    kept, real = Outlooks(), triage_of(0)
    kept.keep(real, an_outlook(), never_lose=real)
    for number in range(1, MOST_OUTLOOKS + 3):
        kept.keep(triage_of(number), an_outlook(), never_lose=real)
    assert kept.of(real) is an_outlook()
    assert [number for number in range(1, MOST_OUTLOOKS + 3) if not kept.of(triage_of(number))] == [
        1,
        2,
    ]


def test_what_is_no_longer_real_gives_way_like_the_others() -> None:
    kept, before, real = Outlooks(), triage_of(0), triage_of(1)
    kept.keep(before, an_outlook(), never_lose=before)
    kept.keep(real, an_outlook(), never_lose=real)
    for number in range(2, MOST_OUTLOOKS + 3):
        kept.keep(triage_of(number), an_outlook(), never_lose=real)
    assert kept.of(before) is None
    assert kept.of(real) is an_outlook()


def test_two_triages_whose_hidden_answers_differ_have_outlooks_of_their_own() -> None:
    reading = reading_of(case("sound-but-unfinished"))
    hidden = next(
        question
        for question in questionnaire().questions
        if engine().scale.is_hidden(question.id, reading)
    )
    one, other = (
        engine().triage(replace(reading, levels={**reading.levels, hidden.id: level}))
        for level in (0, 1)
    )
    assert one.reading == other.reading
    kept = Outlooks()
    kept.keep(one, an_outlook(), never_lose=one)
    assert kept.of(one) is an_outlook()
    assert kept.of(other) is None

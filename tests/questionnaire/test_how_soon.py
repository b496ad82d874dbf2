"""How soon a missing thing can be had, in the questionnaire's own weeks."""

from __future__ import annotations

from tests.builtin import questionnaire
from unstall.questionnaire.how_soon import HOW_SOON, how_soon_in_words, within


def test_every_time_that_can_be_said_has_weeks_and_words_of_its_own() -> None:
    procedure = questionnaire().procedure
    assert set(HOW_SOON) == set(procedure.how_soon_weeks)
    assert [how_soon_in_words(procedure, soon) for soon in HOW_SOON] == [
        "within 2 weeks",
        "within 12 weeks",
        "not at all",
    ]


def test_the_weeks_are_those_of_the_questionnaire() -> None:
    weeks = {"2w": 1, "12w": 8, "cannot": 99}
    procedure = questionnaire().procedure.model_copy(update={"how_soon_weeks": weeks})
    said = [how_soon_in_words(procedure, soon) for soon in HOW_SOON]
    assert said == ["within 1 week", "within 8 weeks", "not at all"]


def test_nothing_said_is_said() -> None:
    assert how_soon_in_words(questionnaire().procedure, None) == "not said"


def test_one_week_is_one() -> None:
    assert (within(1), within(2)) == ("within 1 week", "within 2 weeks")

"""What is typed to add an action or to split one, read field by field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builtin import questionnaire
from unstall.errors import SessionError
from unstall.session.models import MOST_DAYS
from unstall.tui.plan_own import read_after, read_effort, read_role, read_share, read_week

NUMBERS = {"first": 1, "second": 2, "twelfth": 12}


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("3", (3, 3)), ("2-4", (2, 4)), ("2 – 4 days", (2, 4)), ("½ to 1", (0.5, 1)),
        ("1,5-3d", (1.5, 3)), ("1½", (1.5, 1.5)), (" 0.25 1 ", (0.25, 1)),
    ],
)  # fmt: skip
def test_person_days_are_read_as_people_write_them(typed: str, days: tuple[float, float]) -> None:
    assert read_effort(typed) == days


@pytest.mark.parametrize("typed", ["", "x", "2-", "4-2", "9999", "-3", "1e9", "2-3-4"])
def test_what_is_no_effort_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(SessionError) as refused:
        read_effort(typed)
    assert refused.value.hint


@given(st.text(max_size=20))
def test_any_text_is_an_effort_in_bounds_or_refused(typed: str) -> None:
    try:
        least, most = read_effort(typed)
    except SessionError:
        return
    assert 0 <= least <= most <= MOST_DAYS


@pytest.mark.parametrize(
    ("typed", "share"), [("50", 0.5), ("40 %", 0.4), ("1/4", 0.25), ("Half", 0.5), ("99", 0.99)]
)
def test_a_share_is_read_in_per_cent_or_as_a_fraction(typed: str, share: float) -> None:
    assert read_share(typed) == share


@pytest.mark.parametrize("typed", ["", "0", "100", "0 %", "5/4", "all", "-5", "1.5"])
def test_a_share_takes_some_and_leaves_some(typed: str) -> None:
    with pytest.raises(SessionError):
        read_share(typed)


@pytest.mark.parametrize(("typed", "week"), [("", None), ("  ", None), ("3", 3), ("week 12", 12)])
def test_a_week_is_a_number_or_left_blank(typed: str, week: int | None) -> None:
    assert read_week(typed) == week


@pytest.mark.parametrize("typed", ["0", "157", "99999999999", "soon", "-1", "²"])
def test_what_is_no_week_of_a_plan_is_refused(typed: str) -> None:
    with pytest.raises(SessionError):
        read_week(typed)


def test_what_comes_before_is_given_by_the_numbers_on_the_board() -> None:
    assert read_after("", NUMBERS) == ()
    assert read_after("12, 1 and 12", NUMBERS) == ("twelfth", "first")


@pytest.mark.parametrize("typed", ["3", "0", "first", "1;2", "99999999999999"])
def test_a_number_that_is_not_on_the_board_is_refused(typed: str) -> None:
    with pytest.raises(SessionError) as refused:
        read_after(typed, NUMBERS)
    assert "on the board" in refused.value.message


def test_a_role_is_found_by_title_by_id_and_by_what_it_begins_with() -> None:
    for role in questionnaire().roles:
        assert read_role(role.title, questionnaire()) == role.id
        assert read_role(role.id.upper(), questionnaire()) == role.id
    assert read_role("tech l", questionnaire()) == "tech-lead"


def test_a_beginning_that_several_roles_share_names_them() -> None:
    with pytest.raises(SessionError) as refused:
        read_role("data", questionnaire())
    assert "several" in refused.value.message
    assert "data engineer" in (refused.value.hint or "")


@pytest.mark.parametrize("typed", ["", "wizard"])
def test_a_role_that_does_not_exist_is_refused_with_some_that_do(typed: str) -> None:
    with pytest.raises(SessionError) as refused:
        read_role(typed, questionnaire())
    assert "There is" in (refused.value.hint or "")

"""The facts as a form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builtin import engine, questionnaire
from tests.tui.support import session, session_of_case
from unstall.errors import SessionClosedError, SessionError
from unstall.session.models import Result, Session
from unstall.tui.form import MISSING, Field, form, refusal, with_typed

GB = "en-GB"


def fields_of(of: Session, locale: str = GB) -> dict[str, Field]:
    triage = engine().triage_session(of)
    return {field.id: field for field in form(questionnaire(), of, triage, locale)}


def typed(of: Session, field: str, text: str, locale: str = GB) -> Session:
    return with_typed(questionnaire(), of, field, text, locale)


FULL: dict[str, Any] = {
    "respondents": [{"name": "Ana Ruiz", "role": "CTO"}, {"name": "Bo Lee"}],
    "project_kind": "genai",
    "regimes": ["GDPR", "Solvency II"],
    "hard_date": date(2027, 7, 1),
    "months_stalled": 7.5,
    "use_prohibited": "no",
    "cost_of_delay": {"low": 60_000, "likely": 85_000, "high": 110_000},
    "expected_benefit": {"high": 1_200_000},
    "team_burn": 38_000,
    "criteria_text": "Simple claims\nare settled on the day.",
    "names_by_role": {"sponsor": "Ingrid Solberg"},
}


def test_every_fact_of_the_questionnaire_and_every_role_has_a_field() -> None:
    fields = fields_of(session())
    for fact in questionnaire().facts:
        if fact.kind != "names-by-role":
            assert f"fact/{fact.id}" in fields
    for role in questionnaire().roles:
        assert f"role/{role.id}" in fields
    assert "currency" in fields


def test_the_groups_follow_each_other_and_none_comes_twice() -> None:
    groups = [field.group for field in fields_of(session_of_case("waiting-for-sponsor")).values()]
    firsts = list(dict.fromkeys(groups))
    assert groups == sorted(groups, key=firsts.index)
    assert firsts[0] == MISSING
    assert firsts[1] == "The project"


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("fact/respondents", "Ana Ruiz (CTO); Bo Lee"),
        (
            "fact/project_kind",
            "A language or image model that generates its answers, bought or open",
        ),
        ("fact/regimes", "GDPR; Solvency II"),
        ("fact/hard_date", "1 Jul 2027"),
        ("fact/hard_date_weeks", "31 weeks"),
        ("fact/months_stalled", "7.5 months"),
        ("fact/use_prohibited", "No"),
        ("fact/cost_of_delay", "EUR 60,000 – 85,000 – 110,000 per month"),
        ("fact/expected_benefit", "EUR 1,200,000 per year"),
        ("fact/team_burn", "EUR 38,000 per month"),
        ("role/sponsor", "Ingrid Solberg"),
        ("role/cto", ""),
        ("currency", "EUR"),
        ("fact/sector", ""),
    ],
)
def test_what_is_kept_is_written_as_it_is_read(field: str, shown: str) -> None:
    assert fields_of(session(facts=FULL, currency="EUR"))[field].shown == shown


@pytest.mark.parametrize("locale", ["en-GB", "en-US", "de-DE", "fr-FR", "pl-PL"])
def test_a_field_left_as_it_is_changes_nothing(locale: str) -> None:
    before = session(facts=FULL, currency="EUR")
    for field in fields_of(before, locale).values():
        if not field.is_worked_out:
            assert typed(before, field.id, field.text, locale) == before, field.id


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.sampled_from(["en-GB", "de-DE", "sv-SE"]))
def test_any_date_in_a_field_is_read_back_as_the_same_day(day: date, locale: str) -> None:
    before = session(facts={"hard_date": day})
    text = fields_of(before, locale)["fact/hard_date"].text
    assert typed(session(), "fact/hard_date", text, locale).facts == {"hard_date": day}


@given(
    st.one_of(st.integers(0, 10**12), st.decimals(0, 10**6, places=2).map(float)),
    st.sampled_from(["en-GB", "de-DE"]),
)
def test_any_amount_in_a_field_is_read_back_as_the_same_amount(amount: float, locale: str) -> None:
    before = session(facts={"team_burn": amount})
    text = fields_of(before, locale)["fact/team_burn"].text
    assert typed(session(), "fact/team_burn", text, locale).facts["team_burn"] == amount


def test_numbers_and_days_follow_the_country() -> None:
    fields = fields_of(session(facts=FULL, currency="EUR"), "de-DE")
    assert fields["fact/team_burn"].shown == "EUR 38.000 per month"
    assert fields["fact/hard_date"].text == "01.07.2027"
    assert fields["fact/months_stalled"].text == "7,5"


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("fact/months_stalled", "12 monkeys", "cannot be read as a number"),
        ("fact/months_stalled", "-3", "less than 0"),
        ("fact/months_stalled", "nan", "cannot be read as a number"),
        ("fact/months_stalled", "9" * 50, "cannot be read as a number"),
        ("fact/hard_date", "2026-02-30", "cannot be read as a date"),
        ("fact/cost_of_delay", "30..20..10", "do not rise"),
        ("fact/project_kind", "banana", "not one of the choices"),
        ("fact/project_name", "", "cannot be left out"),
        ("fact/criteria_text", "x" * 10_001, "too many"),
        ("role/sponsor", "Ana: CTO", "colon"),
        ("currency", "euro", "no currency code"),
        ("soon/sponsor-engaged", "next year", "no time"),
    ],
)
def test_what_will_not_do_is_refused_in_words(field: str, text: str, says: str) -> None:
    with pytest.raises(SessionError) as refused:
        typed(session(), field, text)
    said = refusal(refused.value)
    assert says in said
    assert said.count(". ") + said.endswith(".") >= 1
    assert "fact/" not in said


def test_names_are_kept_one_by_one_and_the_last_blank_takes_the_fact_out() -> None:
    both = typed(typed(session(), "role/cto", "Bo Lee"), "role/sponsor", "Ana Ruiz")
    assert both.facts["names_by_role"] == {"sponsor": "Ana Ruiz", "cto": "Bo Lee"}
    one = typed(both, "role/cto", " ")
    assert one.facts["names_by_role"] == {"sponsor": "Ana Ruiz"}
    assert typed(one, "role/sponsor", "").facts == {}


def test_how_soon_is_asked_for_what_a_gate_misses() -> None:
    of = session_of_case("waiting-for-sponsor")
    field = fields_of(of)["soon/sponsor-engaged"]
    assert [choice for choice, _ in field.choices] == ["2w", "12w", "cannot"]
    assert typed(of, field.id, "cannot").how_soon["sponsor-engaged"] == "cannot"
    assert "sponsor-engaged" not in typed(of, field.id, "").how_soon


def test_nothing_is_asked_how_soon_while_nothing_is_missing() -> None:
    assert not [f for f in fields_of(session()).values() if f.group == MISSING]


def test_a_fact_that_another_makes_necessary_is_wanted() -> None:
    assert not fields_of(session())["fact/hard_date_reason"].is_needed
    given_date = session(facts={"hard_date": date(2027, 7, 1)})
    assert fields_of(given_date)["fact/hard_date_reason"].is_needed


def test_a_closed_session_takes_nothing() -> None:
    of = session()
    result = Result(standing="open", program="1")
    with pytest.raises(SessionClosedError):
        typed(of.model_copy(update={"closed": of.opened, "result": result}), "currency", "EUR")

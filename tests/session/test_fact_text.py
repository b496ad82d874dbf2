"""Facts as people type them, and the text that a form shows for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.session.support import questionnaire
from unstall.errors import SessionError
from unstall.session.fact_text import fact_text, parse_fact
from unstall.session.facts import check_fact
from unstall.session.typed import one_line

ROLES = questionnaire().roles
FACTS = questionnaire().fact_by_id

READ: list[tuple[str, str, Any]] = [
    ("spent_to_date", "12500", 12500),
    ("spent_to_date", "12 500", 12500),
    ("spent_to_date", "12\u00a0500", 12500),
    ("spent_to_date", "12\u202f500\u202f000", 12500000),
    ("spent_to_date", "12'500", 12500),
    ("spent_to_date", "12_500", 12500),
    ("spent_to_date", "12,500", 12500),
    ("spent_to_date", "12,500.50", 12500.5),
    ("spent_to_date", "12.500,50", 12500.5),
    ("spent_to_date", "1,234,567", 1234567),
    ("spent_to_date", "1.234.567", 1234567),
    ("spent_to_date", "12,5", 12.5),
    ("spent_to_date", "0,125", 0.125),
    ("spent_to_date", "1.234", 1.234),
    ("spent_to_date", "1234,567", 1234.567),
    ("spent_to_date", " 0 ", 0),
    ("months_stalled", "7.0", 7),
    ("hard_date", "2026-11-30", date(2026, 11, 30)),
    ("hard_date", "2026-1-3", date(2026, 1, 3)),
    ("hard_date", "30.11.2026", date(2026, 11, 30)),
    ("hard_date", "30 Nov 2026", date(2026, 11, 30)),
    ("hard_date", "30 november 2026", date(2026, 11, 30)),
    ("regulated", "yes", "yes"),
    ("regulated", "YES", "yes"),
    ("project_kind", "both, in one system", "both"),
    ("external_team", "With Conditions", "with conditions"),
    ("paused_before", "y", "yes"),
    ("paused_before", "No", "no"),
    ("organisation", "  Acme\x1b[2J  Mutual\n", "Acme Mutual"),
    ("criteria_text", "one\r\ntwo", "one\ntwo"),
    ("regimes", "GDPR; AI Act ;", ["GDPR", "AI Act"]),
    ("regimes", "GDPR\nAI Act\n", ["GDPR", "AI Act"]),
    ("respondents", "Ana Ruiz: CTO; Bo: sponsor", [
        {"name": "Ana Ruiz", "role": "CTO"}, {"name": "Bo", "role": "sponsor"},
    ]),
    ("respondents", "Ana", [{"name": "Ana"}]),
    ("names_by_role", "business owner: Ana; sponsor: Bo", {
        "sponsor": "Bo", "business-owner": "Ana",
    }),
    ("people_by_role", "data engineer: 2; tech-lead: 0.5", {"tech-lead": 0.5, "data-engineer": 2}),
    ("cost_of_delay", "10000..20000..30000", {"low": 10000, "likely": 20000, "high": 30000}),
    ("cost_of_delay", "10 000 – 20 000 – 30 000", {"low": 10000, "likely": 20000, "high": 30000}),
    ("cost_of_delay", "10,000 to 30,000", {"low": 10000, "high": 30000}),
    ("cost_of_delay", "10000-30000", {"low": 10000, "high": 30000}),
    ("cost_of_delay", "20000", {"likely": 20000}),
    ("cost_of_delay", "10000..", {"low": 10000}),
    ("cost_of_delay", "..30000", {"high": 30000}),
    ("cost_of_delay", "..20000..", {"likely": 20000}),
    ("expected_benefit", "5000", {"low": 5000, "high": 5000}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "value"), READ)
def test_what_people_type_is_read(name: str, typed: str, value: Any) -> None:
    assert parse_fact(FACTS[name], typed, ROLES) == value


@pytest.mark.parametrize("typed", ["", "  ", "\u202e", "unknown", "Unknown"])
@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_blank_or_unknown_takes_any_fact_out(name: str, typed: str) -> None:
    assert parse_fact(FACTS[name], typed, ROLES) is None


def test_unknown_stays_where_it_is_one_of_the_choices() -> None:
    choices = (*FACTS["regulated"].choices, FACTS["regulated"].choices[0].model_copy(
        update={"id": "unknown"},
    ))  # fmt: skip
    fact = FACTS["regulated"].model_copy(update={"choices": choices})
    assert parse_fact(fact, "unknown") == "unknown"


REFUSED = [
    ("spent_to_date", "twelve"),
    ("spent_to_date", "nan"),
    ("spent_to_date", "inf"),
    ("spent_to_date", "-5"),
    ("spent_to_date", "−5"),
    ("spent_to_date", "1e5"),
    ("spent_to_date", "0x10"),
    ("spent_to_date", "1,2,3"),
    ("spent_to_date", "1.2.3"),
    ("spent_to_date", "1,23.456.7"),
    ("spent_to_date", "12."),
    ("spent_to_date", "1 2"),
    ("spent_to_date", "EUR 5"),
    ("spent_to_date", "5\n000"),
    ("spent_to_date", "١٢"),
    ("spent_to_date", "9" * 39),
    ("spent_to_date", "9" * 9000),
    ("hard_date", "2026-02-30"),
    ("hard_date", "30/11/2026"),
    ("hard_date", "soon"),
    ("hard_date", "0000-01-01"),
    ("hard_date", "3000-01-01"),
    ("regulated", "perhaps"),
    ("paused_before", "1"),
    ("regimes", ";;"),
    ("respondents", ": CTO"),
    ("names_by_role", "Ana"),
    ("names_by_role", "queen: Ana"),
    ("people_by_role", "2"),
    ("people_by_role", "sponsor: many"),
    ("people_by_role", "sponsor: 0"),
    ("people_by_role", "sponsor: 2; queen: 1"),
    ("cost_of_delay", "a..b"),
    ("cost_of_delay", "3..2..1"),
    ("cost_of_delay", "1..2..3..4"),
    ("cost_of_delay", ".."),
    ("cost_of_delay", "-5..3"),
    ("organisation", "x" * 121),
    ("organisation", "x" * 10_000_000),
    ("criteria_text", "x" * 10_001),
]


@pytest.mark.parametrize(("name", "typed"), REFUSED)
def test_what_cannot_be_meant_is_refused_in_one_short_line(name: str, typed: str) -> None:
    with pytest.raises(SessionError) as refused:
        parse_fact(FACTS[name], typed, ROLES)
    line = str(refused.value)
    assert line.startswith(f"{name}: ")
    assert "Write" in line
    assert "\n" not in line
    assert len(line) < 700


def test_the_decimal_sign_of_the_users_country_decides_what_could_be_either() -> None:
    fact = FACTS["spent_to_date"]
    assert parse_fact(fact, "1,234") == 1234
    assert parse_fact(fact, "1,234", decimal_comma=True) == 1.234
    assert parse_fact(fact, "1.234", decimal_comma=True) == 1234
    assert parse_fact(fact, "1.234,5", decimal_comma=True) == 1234.5


PARTS = ("low", "likely", "high")
NUMBERS = st.integers(0, 600) | st.floats(0, 600)
TEXTS = st.text(max_size=60).filter(one_line)
WORDS = st.text(st.characters(exclude_characters=";:"), max_size=40).filter(one_line)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "months_stalled": NUMBERS,
    "spent_to_date": st.integers(0, 10**12) | st.floats(0, 1e12),
    "hard_date": st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    "regulated": st.sampled_from(["yes", "no"]),
    "paused_before": st.sampled_from(["yes", "no"]),
    "organisation": TEXTS,
    "criteria_text": TEXTS,
    "regimes": st.lists(WORDS, min_size=1, max_size=4),
    "respondents": st.lists(
        st.fixed_dictionaries({"name": WORDS, "role": WORDS}), min_size=1, max_size=4
    ),
    "names_by_role": st.dictionaries(
        st.sampled_from([role.id for role in ROLES]), WORDS, min_size=1, max_size=3
    ),
    "people_by_role": st.dictionaries(
        st.sampled_from([role.id for role in ROLES]),
        st.sampled_from([0.5, 1, 2.5, 12]),
        min_size=1,
        max_size=3,
    ),
    "cost_of_delay": st.builds(
        lambda three, kept: {part: three[part] for part in kept},
        st.lists(NUMBERS, min_size=3, max_size=3).map(
            lambda numbers: dict(zip(PARTS, sorted(numbers), strict=True))
        ),
        st.lists(st.sampled_from(PARTS), min_size=1, unique=True),
    ),
}


@given(st.data(), st.sampled_from(sorted(VALUES)), st.booleans())
def test_what_a_form_shows_is_read_back_as_the_same_value(
    data: st.DataObject, name: str, decimal_comma: bool
) -> None:
    fact = FACTS[name]
    value = check_fact(fact, data.draw(VALUES[name]), ROLES)
    shown = fact_text(fact, value, decimal_comma=decimal_comma)
    assume(shown.casefold() != "unknown")
    assert parse_fact(fact, shown, ROLES, decimal_comma=decimal_comma) == value


def test_nothing_is_shown_for_a_fact_that_was_not_given() -> None:
    assert fact_text(FACTS["spent_to_date"], None) == ""

"""What a ballot is made of, and under whose name its votes are counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.support import NOW, questionnaire, session
from unstall.errors import SessionError
from unstall.session.ballot import (
    ballot_text,
    blank_ballot,
    filled_in,
    role_id,
    voter_of,
    votes_on,
    with_role,
)
from unstall.session.edit import answer
from unstall.session.format import from_toml
from unstall.session.models import BallotRef, Session

BANK = questionnaire()
ASKED = ("business-owner", "value-case")


def _blank() -> Session:
    return blank_ballot(session(client="Acme"), BANK, ASKED, role="business")


def test_a_blank_ballot_with_its_words_is_read_back_as_the_ballot() -> None:
    text = ballot_text(_blank(), BANK)
    assert from_toml(text) == _blank()
    assert "Acme" not in text
    for name in ASKED:
        assert f"# [answers.{name}]" in text


def test_a_ballot_filled_in_with_an_editor_as_it_says_is_read() -> None:
    text = ballot_text(_blank(), BANK)
    text = text.replace("# [answers.value-case]\n# level", "[answers.value-case]\nlevel")
    assert votes_on(from_toml(text)) == {"value-case": "need-gone"}


def test_a_ballot_gets_its_id_once() -> None:
    first = filled_in(_blank(), lambda: "0123456789abcdef")
    again = filled_in(first, lambda: "f" * 16)
    assert again == first
    assert again.ballot is not None
    assert again.ballot.id == "0123456789abcdef"
    assert filled_in(session(), lambda: "f" * 16) == session()


def test_the_same_ballot_has_the_same_voter_and_no_other_ballot_or_session_has() -> None:
    def voter(id_: str, **changes: Any) -> str:
        return voter_of(BallotRef(id=id_, questions=ASKED), session(**changes))

    assert voter("0" * 16) == voter("0" * 16)
    later = NOW.replace(minute=3)
    assert len({voter("0" * 16), voter("1" * 16), voter("0" * 16, opened=later)}) == 3
    assert "0" * 16 not in voter("0" * 16)


def test_what_does_not_apply_is_no_vote() -> None:
    ballot = answer(_blank(), BANK, "value-case", "n/a:no value yet", at=NOW)
    ballot = answer(ballot, BANK, "business-owner", "unknown", at=NOW)
    assert votes_on(ballot) == {"business-owner": "unknown"}


def test_what_a_ballot_does_not_ask_cannot_be_answered_in_it() -> None:
    with pytest.raises(SessionError, match="does not ask that"):
        answer(_blank(), BANK, "team-capacity", "1", at=NOW)


def test_a_question_that_there_is_not_cannot_be_asked() -> None:
    with pytest.raises(SessionError, match="there is no question"):
        blank_ballot(session(), BANK, ("no-such",))


@given(st.text(max_size=60))
def test_whatever_is_typed_for_a_role_is_an_id_or_refused(typed: str) -> None:
    try:
        role = role_id(BANK, typed)
    except SessionError:
        return
    ballot = with_role(_blank(), role)
    assert from_toml(ballot_text(ballot, BANK)) == ballot


def test_an_umlaut_in_a_role_becomes_two_letters_and_an_accent_is_left_out() -> None:
    assert role_id(BANK, "Ärztliche Größe") == "aerztliche-groesse"
    assert role_id(BANK, "A\u0308mter, Qualité") == "aemter-qualite"


def test_the_title_of_a_role_of_the_questionnaire_is_that_role() -> None:
    for role in BANK.roles:
        assert role_id(BANK, f"  {role.title.upper()} ") == role.id

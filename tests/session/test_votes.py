"""Votes in a session's file: written, read, refused, redacted, and never by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.support import NOW, questionnaire, session
from tests.voting.rooms import OWNER, room
from unstall.errors import SessionError
from unstall.session.agree import agreed
from unstall.session.format import encode, from_toml, to_toml
from unstall.session.models import Answer, Session, Votes
from unstall.session.redact import redact, without_free_texts
from unstall.voting.recording import with_medians

BANK = questionnaire()


def _room() -> Session:
    first = room({OWNER: (3, 0, None)}, roles=("business", "engineering", "engineering"))
    return with_medians(
        room({OWNER: (2,)}, roles=("business",), start=first, in_round="second"), BANK, NOW
    )


AS_WRITTEN = """
[voters]
00000000 = "business"
00000001 = "engineering"
00000002 = "engineering"

[votes.business-owner.first]
00000000 = "accountable"
00000001 = "nobody"
00000002 = "unknown"

[votes.business-owner.second]
00000000 = "named"

[answers.business-owner]
level = "nobody"
at = 2026-11-20T10:02:11+01:00
voted = "median"
"""


def test_votes_are_written_byte_for_byte_as_agreed() -> None:
    text = to_toml(_room())
    assert text[text.index("\n[voters]") :] == AS_WRITTEN


def test_votes_are_read_back_the_same() -> None:
    assert from_toml(to_toml(_room())) == _room()


def test_the_order_in_which_votes_came_does_not_show() -> None:
    votes = _room().votes[OWNER]
    turned = Votes(first=dict(reversed(votes.first.items())), second=votes.second)
    other = _room().model_copy(
        update={
            "votes": {OWNER: turned},
            "voters": dict(reversed(_room().voters.items())),
        }
    )
    assert encode(other) == encode(_room())


def test_a_session_without_votes_is_written_without_a_word_of_them() -> None:
    text = to_toml(session(answers={OWNER: Answer(level="named", at=NOW)}))
    assert all(word not in text for word in ("vote", "ballot"))


REFUSED = {
    "a voter without a role": ("00000002 = \"engineering\"\n\n", "\n", "not among the voters"),
    "a name for a pseudonym": ("00000000 = \"business\"", "ana = \"business\"", "ana"),
    "a level of another question": ('"accountable"', '"never"', "never"),
    "a third round": ("[votes.business-owner.second]", "[votes.business-owner.third]", "third"),
    "a mark without an answer": ('level = "nobody"\n', "", "voted"),
    "another mark": ('"median"', '"mean"', "mean"),
    "a role with a line end": ('"business"', '"busi\\nness"', "voters"),
    "a list of votes": ("00000001 = \"nobody\"", "00000001 = [\"nobody\"]", "votes"),
    "nobody voting": (
        "[votes.business-owner.second]\n00000000 = \"named\"\n", "[votes.sponsor]\n", "nobody voted"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_votes_that_cannot_be_are_refused_in_one_line(name: str, tmp_path: Path) -> None:
    old, new, said = REFUSED[name]
    text = to_toml(_room())
    assert old in text
    path = tmp_path / "s.toml"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(SessionError) as refused:
        agreed(from_toml(path.read_text(), path), BANK, path)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "s.toml" in str(refused.value)


def test_a_role_that_is_a_name_is_not_taken_for_a_word_of_the_form() -> None:
    big = room({OWNER: (3, 3, 3, 0, 0, 0)}, roles=(*["anna-fan"] * 3, *["biz"] * 3))
    copy = redact(big, BANK).session
    assert "anna" not in to_toml(without_free_texts(copy, BANK))


def test_a_redacted_copy_has_no_role_that_is_too_small() -> None:
    big = room({OWNER: (3, 3, 3, 0, 0, 0, 1)}, roles=(*["eng"] * 3, *["anna-fan"], *["biz"] * 3))
    copy = redact(big, BANK).session
    assert "anna-fan" not in to_toml(copy)
    assert set(copy.voters.values()) <= {"eng", "biz", "others"}
    assert copy.votes == big.votes

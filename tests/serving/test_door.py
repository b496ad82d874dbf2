"""Codes, words and tokens; wrong tries wait."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.serving.rooms import CODE, Clock
from unstall.serving.door import (
    FORGOTTEN_AFTER,
    FREE_TRIES,
    LETTERS,
    LONGEST_WAIT,
    MOST_OF_NEW_PER_MINUTE,
    MOST_PER_MINUTE,
    Waits,
    draw_voter,
    draw_word,
    is_same,
    key_of,
    neighbourhood,
    spoken,
    tidied,
    token_of,
    word_in,
)
from unstall.workshop.setup import CODE_LETTERS
from unstall.workshop.slips import Slip, slip_data, slip_from

HERE, THERE = "192.168.1.20", "192.168.1.21"


SECRET = "5e" * 16


def test_words_are_made_of_the_letters_of_codes() -> None:
    assert LETTERS == CODE_LETTERS
    words = [draw_word() for _ in range(200)]
    assert set("".join(words)) == set(LETTERS)
    assert len(set(words)) == 200


def test_a_code_may_be_typed_with_small_letters_spaces_and_hyphens() -> None:
    assert is_same(" k7q-m3x ", CODE)
    assert not any(is_same(typed, CODE) for typed in ("", "K7QM3", "K7QM3XX", "K7QM3Y", "Κ7QM3X"))


@given(st.text())
def test_whatever_is_typed_is_no_code_unless_it_is_the_code(typed: str) -> None:
    assert is_same(typed, CODE) == (tidied(typed) == CODE)
    assert len(tidied(typed)) <= 192


def test_a_word_gives_the_token_of_its_own_voter_alone() -> None:
    one, other, word = draw_voter(), draw_voter(), draw_word()
    assert token_of(SECRET, one, word) != token_of(SECRET, other, word)
    assert word_in(token_of(SECRET, one, word)) == word
    assert tidied(spoken(word)) == word


def test_a_token_tells_no_pseudonym_and_a_slip_no_token() -> None:
    voter, word = draw_voter(), draw_word()
    token = token_of(SECRET, voter, word)
    assert voter not in token
    slip = Slip(voter, "engineering", "device", key_of(token))
    assert slip_from(voter, slip_data(slip)) == slip
    assert word not in str(slip_data(slip))
    assert token.partition(".")[2] not in str(slip_data(slip))


def test_without_the_rooms_secret_nobody_tells_whose_token_it_was() -> None:
    voter, word = draw_voter(), draw_word()
    assert token_of(SECRET, voter, word) != token_of("another room", voter, word)


def test_a_misread_code_costs_nothing_and_the_next_wrong_ones_ever_more() -> None:
    waits = Waits(clock := Clock())
    waited = []
    for _ in range(12):
        waits.was_wrong(HERE)
        waited.append(waits.seconds(HERE))
        clock.now += waited[-1]
    assert waited == [0, 0, 1, 2, 4, 8, *[LONGEST_WAIT] * 6]
    assert waited.count(0) == FREE_TRIES - 1


def test_waiting_is_told_in_the_seconds_that_are_left_and_ends() -> None:
    waits = Waits(clock := Clock())
    for _ in range(6):
        waits.was_wrong(HERE)
    assert waits.seconds(HERE) == 8
    clock.now += 7.5
    assert waits.seconds(HERE) == 1
    clock.now += 0.5
    assert waits.seconds(HERE) == 0


def test_one_address_that_is_wrong_keeps_no_other_one_out() -> None:
    waits = Waits(clock := Clock())
    for _ in range(500):
        clock.now += waits.seconds(HERE)
        waits.was_wrong(HERE)
        assert waits.seconds(THERE) == 0


def test_wrong_tries_are_forgotten_after_a_while() -> None:
    waits = Waits(clock := Clock())
    for _ in range(9):
        waits.was_wrong(HERE)
    clock.now += FORGOTTEN_AFTER
    waits.was_wrong(HERE)
    assert waits.seconds(HERE) == 0


def test_a_code_is_not_found_in_a_day_from_any_number_of_addresses() -> None:
    waits = Waits(clock := Clock())
    tries, end = 0, clock.now + 8 * 3600
    while clock.now < end:
        address = f"10.{tries >> 16 & 255}.{tries >> 8 & 255}.{tries & 255}"
        clock.now += (wait := waits.seconds(address))
        if not wait:
            waits.was_wrong(address)
            tries += 1
    assert tries <= 8 * 60 * (MOST_OF_NEW_PER_MINUTE + 1)
    assert tries / len(LETTERS) ** len(CODE) < 1 / 15_000
    assert waits.refused == tries


def test_a_few_addresses_that_are_wrong_all_the_time_keep_nobody_out() -> None:
    waits = Waits(clock := Clock())
    addresses = [f"192.168.1.{number}" for number in range(30, 80)]
    for _ in range(120):
        clock.now += 1
        for address in addresses:
            if not waits.seconds(address):
                waits.was_wrong(address)
    assert waits.seconds(addresses[0]) > 0
    assert waits.seconds(THERE) == 0
    assert waits.refused <= MOST_OF_NEW_PER_MINUTE + 2 * MOST_PER_MINUTE


def test_what_is_remembered_of_addresses_has_a_bound() -> None:
    waits = Waits(clock := Clock())
    for number in range(12_000):
        clock.now += 60
        waits.was_wrong(f"10.0.{number >> 8}.{number & 255}")
    assert len(waits._by_address) == 10_000


def test_a_network_of_the_sixth_version_is_one_address() -> None:
    assert neighbourhood("2001:db8::1") == neighbourhood("2001:db8::ffff:2")
    assert neighbourhood("2001:db8::1") != neighbourhood("2001:db8:1::1")
    assert neighbourhood("::ffff:192.168.1.20") == HERE
    assert neighbourhood("fe80::1%eth0") == neighbourhood("fe80::2")
    assert neighbourhood("") == neighbourhood("a socket") == "elsewhere"

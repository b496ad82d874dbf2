"""Only names that nobody else can hand out are answered, and only the door's own pages heard."""

from __future__ import annotations

import pytest

from unstall.serving.hosts import address_for, is_for_us, is_from_us, known_names


@pytest.mark.parametrize("called", ["127.0.0.1:8700", "localhost:8700", "[::1]:8700", "LOCALHOST"])
def test_a_door_on_this_machine_is_called_by_its_names(called: str) -> None:
    assert is_for_us(called, "127.0.0.1", known_names("127.0.0.1"))


@pytest.mark.parametrize(
    "called",
    ["", "evil.example:8700", "127.0.0.1.evil.example", "192.168.1.20:8700",
     "localhost@evil.example", "evil.example/127.0.0.1", "localhost:8700:1", "localhost evil",
     "[::1", "[evil.example]:8700"],
)  # fmt: skip
def test_a_door_on_this_machine_is_called_by_no_other_name(called: str) -> None:
    assert not is_for_us(called, "127.0.0.1", known_names("127.0.0.1"))


@pytest.mark.parametrize("called", ["192.168.1.20:8700", "10.0.0.3", "[fe80::1]:8700", "localhost"])
def test_a_wide_door_is_called_by_any_address_in_digits(called: str) -> None:
    assert is_for_us(called, "0.0.0.0", known_names("0.0.0.0"))  # noqa: S104 (a wide door)


@pytest.mark.parametrize("called", ["evil.example", "192.168.1.20.evil.example:80", "a.local"])
def test_a_wide_door_is_not_called_by_a_name_from_elsewhere(called: str) -> None:
    assert not is_for_us(called, "0.0.0.0", known_names("0.0.0.0"))  # noqa: S104 (a wide door)


def test_a_door_bound_to_a_name_is_called_by_it() -> None:
    assert is_for_us("room.intern:8700", "room.intern", known_names("room.intern"))


def test_a_page_is_heard_if_it_is_of_the_very_host_that_it_calls() -> None:
    assert is_from_us("http://127.0.0.1:8700", "127.0.0.1:8700")
    assert is_from_us("https://room.intern", "room.intern")


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://127.0.0.1:8701", "http://evil.example", "file://127.0.0.1:8700", "http://[",
     "http://127.0.0.1:8700.evil.example", "http://evil@127.0.0.1:8700"],
)  # fmt: skip
def test_no_other_page_is_heard(origin: str | None) -> None:
    assert not is_from_us(origin, "127.0.0.1:8700")


def test_the_address_to_type_is_one_that_can_be_reached() -> None:
    assert address_for("127.0.0.1", 8700) == "http://127.0.0.1:8700/"
    assert address_for("::1", 8700) == "http://[::1]:8700/"
    assert "0.0.0.0" not in address_for("0.0.0.0", 8700)  # noqa: S104 (a wide door)

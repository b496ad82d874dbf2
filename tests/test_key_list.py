"""The documentation lists the keys that there are."""

from __future__ import annotations

from tests.key_list import FILE, key_list


def test_the_list_of_keys_is_that_of_the_app() -> None:
    stale = "docs/keys.md is stale: write it again with python -m tests.key_list"
    assert FILE.read_text(encoding="utf-8") == key_list(), stale

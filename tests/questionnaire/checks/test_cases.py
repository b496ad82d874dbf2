"""The author's own cases."""

from __future__ import annotations

import pytest

from tests.questionnaire.checks.provoke import Case, assert_alone, errors, names, second_route
from tests.questionnaire.small import Change, put
from unstall.questionnaire.problems import Keys

ERRORS: list[Case] = [
    ("a-case-with-no-such-level", put("cases", "sound", answers={"owner": "maybe"}),
     ("cases", 0, "answers", "owner"), "owner has no level maybe"),
    ("a-case-with-a-fact-that-cannot-be", put("cases", "sound", facts={"live": "perhaps"}),
     ("cases", 0, "facts", "live"), "no value of live"),
    ("a-case-with-no-such-condition",
     put("cases", "ownerless", expected={"strategy": "pause", "conditions": ["owner", "money"]}),
     ("cases", 1, "expected", "conditions", 1), "there is no gate money"),
    ("a-forced-stop-that-does-not-stop",
     put("cases", "unwanted", expected={"strategy": "fix", "forced": ["long-gone"]}),
     ("cases", 2, "expected", "forced"), "not the strategy that it leads to"),
    ("resuming-without-a-pause",
     put("cases", "sound", expected={"strategy": "fix", "then": "fix"}),
     ("cases", 0, "expected", "then"), "only a pause is followed"),
    ("resuming-with-a-stop",
     put("cases", "ownerless", expected={"strategy": "pause", "then": "stop"}),
     ("cases", 1, "expected", "then"), "stop does not go on"),
    ("a-stop-that-is-open",
     put("cases", "sound", expected={"strategy": "fix", "open": {"stop": 1}}),
     ("cases", 0, "expected", "open", "stop"), "stop does not go on"),
    ("a-shape-of-what-has-none",
     put("cases", "sound", expected={"strategy": "fix", "shape": "harden"}),
     ("cases", 0, "expected", "shape"), "fix has no shape"),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "change", "keys", "said"), ERRORS, ids=names(ERRORS))
def test_an_error_is_found_alone_and_in_its_place(
    _name: str, change: Change, keys: Keys, said: str
) -> None:
    assert_alone(errors(second_route, change), keys, said, "error")

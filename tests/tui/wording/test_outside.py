"""What is said when files changed outside."""

from __future__ import annotations

import pytest

from tests.tui.support import NOW
from unstall.tui.known import Outside
from unstall.tui.wording.outside import changed_outside


@pytest.mark.parametrize(
    ("news", "said"),
    [
        (Outside(new=("A",)), "A came from outside at 10:02"),
        (Outside(changed=("A", "B")), "2 projects changed outside at 10:02"),
        (Outside(gone=("A",)), "A removed outside at 10:02"),
        (
            Outside(new=("A",), changed=("B", "C"), gone=("D",)),
            "1 new, 2 changed, 1 removed outside at 10:02",
        ),
        (Outside(changed=("A very long name",)), "A very… changed outside at 10:02"),
    ],
)
def test_what_changed_is_said_in_as_many_cells_as_there_are(news: Outside, said: str) -> None:
    assert changed_outside(news, NOW, 32) == said or len(said) > 32
    assert changed_outside(news, NOW, len(said)) == said

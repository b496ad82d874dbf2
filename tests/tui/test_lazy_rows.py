"""Rows that are made when they are first looked at."""

from __future__ import annotations

from tests.tui.support import text_of
from tests.tui.test_row_list import Shelf, visible
from unstall.tui.lazy_rows import LazyLines, LazyRows
from unstall.tui.rows import Row, row


class Maker:
    """Makes rows of two lines in the list each, and remembers which."""

    def __init__(self, many: int) -> None:
        self.made: list[int] = []
        ids = [f"r{at}" if at % 2 == 0 else None for at in range(many)]
        self.rows = LazyRows(ids, self.make)

    def make(self, at: int) -> Row:
        self.made.append(at)
        text = f"row {at}" if at % 2 == 0 else "a note that is much too long for one line of it"
        return row(text, id=self.rows.ids[at], cut=True)


def test_a_row_is_made_once_and_only_when_it_is_looked_at() -> None:
    maker = Maker(10)
    assert len(maker.rows) == 10
    assert maker.made == []
    assert maker.rows[4] == maker.rows[-6]
    assert [one.id for one in maker.rows[4:6]] == ["r4", None]
    assert maker.made == [4, 5]


def test_rows_end_where_their_ids_end() -> None:
    assert [one.id for one in Maker(3).rows] == ["r0", None, "r2"]


def test_every_row_is_one_line_however_long() -> None:
    lines = LazyLines(Maker(4).rows, 20)
    assert len(lines) == 4
    at, spans = lines[1]
    assert at == 1
    assert "".join(text for text, _ in spans) == "a note that is much…"


async def test_of_thousands_of_rows_only_those_in_view_are_made() -> None:
    maker = Maker(10_000)
    app = Shelf(maker.rows)  # type: ignore[arg-type]
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        app.list.ends(last=True)
        await pilot.pause()
        assert "❯ row 9998" in text_of(app)
        app.list.move(-1)
        app.list.move_to("r5000", top=True)
        await pilot.pause()
        assert visible(app)[0] == "❯ row 5000"
        assert app.list.in_view() == [f"r{at}" for at in range(5000, 5010, 2)]
        assert len(maker.made) < 60


async def test_lazy_rows_are_renewed_where_they_stand() -> None:
    app = Shelf(Maker(100).rows)  # type: ignore[arg-type]
    async with app.run_test(size=(40, 6)) as pilot:
        app.list.renew([row("another", id="r2"), row("another note")])
        await pilot.pause()
        assert visible(app)[2:4] == ["another", "another note"]
        app.list.refill(Maker(90).rows)
        await pilot.pause()
        assert visible(app)[2] == "row 2"
        assert app.list.height_for(3) == 90

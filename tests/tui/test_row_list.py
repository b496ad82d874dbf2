"""The list that all long texts on screen are drawn by."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tests.tui.hostile import HOSTILE
from tests.tui.support import text_of
from unstall.tui.rows import Row, row
from unstall.tui.widgets.row_list import RowList


class Shelf(App[None]):
    """Shows one list."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.shown = rows
        self.moved: list[str] = []
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        yield RowList(id="list")

    def on_mount(self) -> None:
        self.list.focus()
        self.list.show(self.shown)

    @property
    def list(self) -> RowList:
        return self.query_one(RowList)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        self.moved.append(event.id)

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        self.picked.append(event.id)


def numbered(many: int, *, note: str = "") -> list[Row]:
    rows: list[Row] = []
    for number in range(many):
        rows.append(row(f"row {number}", id=f"r{number}"))
        if note:
            rows.append(row(note))
    return rows


def visible(app: Shelf) -> list[str]:
    """The lines on the screen, without the scroll bar at their end."""
    width = app.size.width - 1
    return [line[:width].strip() for line in text_of(app).splitlines() if line[:width].strip()]


async def test_the_cursor_passes_rows_that_are_only_read() -> None:
    app = Shelf(numbered(3, note="a note"))
    async with app.run_test(size=(40, 10)):
        assert app.list.cursor == "r0"
        assert app.list.move(1)
        assert app.list.cursor == "r1"
        assert app.list.move(-1)
        assert app.list.cursor == "r0"


async def test_there_is_nowhere_to_go_beyond_the_ends() -> None:
    app = Shelf(numbered(2))
    async with app.run_test(size=(40, 10)):
        assert not app.list.move(-1)
        app.list.ends(last=True)
        assert not app.list.move(1)
        assert app.list.cursor == "r1"


async def test_the_row_under_the_cursor_is_always_visible_with_what_belongs_to_it() -> None:
    app = Shelf(numbered(40, note="a note"))
    async with app.run_test(size=(40, 10)) as pilot:
        for number in range(1, 40):
            app.list.move(1)
            await pilot.pause()
            assert f"❯ row {number}" in visible(app)
            assert visible(app)[visible(app).index(f"❯ row {number}") + 1] == "a note"


async def test_going_back_to_the_first_row_shows_what_stands_above_it() -> None:
    app = Shelf([row("a heading"), *numbered(40)])
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.ends(last=True)
        await pilot.pause()
        while app.list.cursor != "r0":
            app.list.move(-1)
        await pilot.pause()
        assert visible(app)[0] == "a heading"


async def test_a_text_longer_than_the_screen_is_scrolled_through_line_by_line() -> None:
    app = Shelf([row("first", id="a"), row("word " * 200), row("last", id="b")])
    async with app.run_test(size=(40, 10)) as pilot:
        seen = ""
        for _ in range(30):
            seen += "\n".join(visible(app))
            if app.list.cursor == "b":
                break
            app.list.move(1)
            await pilot.pause()
        assert app.list.cursor == "b"
        assert seen.count("word") >= 200


async def test_pages_take_the_cursor_along() -> None:
    app = Shelf(numbered(60))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.page(1)
        await pilot.pause()
        assert app.list.cursor == "r9"
        for _ in range(9):
            app.list.page(1)
        await pilot.pause()
        assert app.list.cursor == "r59"
        for _ in range(9):
            app.list.page(-1)
        assert app.list.cursor == "r0"


async def test_the_cursor_stays_on_its_row_when_the_rows_change() -> None:
    app = Shelf(numbered(9))
    async with app.run_test(size=(40, 10)):
        app.list.move_to("r5")
        app.list.show([row("new", id="new"), *numbered(9)])
        assert app.list.cursor == "r5"


async def test_a_row_that_is_gone_leaves_the_cursor_nearby() -> None:
    app = Shelf(numbered(9))
    async with app.run_test(size=(40, 10)):
        app.list.move_to("r5")
        app.list.show([r for r in numbered(9) if r.id != "r5"])
        assert app.list.cursor in ("r4", "r6")


async def test_a_list_without_rows_to_pick_has_no_cursor() -> None:
    app = Shelf([row("only read")])
    async with app.run_test(size=(40, 10)):
        assert app.list.cursor is None
        app.list.page(1)
        app.list.ends(last=True)
        assert not app.list.move(1)


async def test_the_cursor_can_be_seen_without_colours() -> None:
    app = Shelf(numbered(3))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.move(1)
        await pilot.pause()
        assert visible(app) == ["row 0", "❯ row 1", "row 2"]


async def test_a_click_moves_the_cursor_and_a_second_one_picks() -> None:
    app = Shelf(numbered(5))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(RowList, offset=(4, 3))
        assert app.list.cursor == "r3"
        assert app.picked == []
        await pilot.click(RowList, offset=(4, 3))
        assert app.picked == ["r3"]
        await pilot.click(RowList, offset=(4, 8))
        assert app.list.cursor == "r3"


async def test_moving_is_told_once_per_move() -> None:
    app = Shelf(numbered(3))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.move(1)
        app.list.move_to("r1")
        await pilot.pause()
        assert app.moved == ["r0", "r1"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_any_text_can_be_shown_in_any_part_of_a_row(text: str) -> None:
    rows = [
        Row(((text, "plain"),), id="a", mark=(text[:5], "dim"), right=((text[:20], "dim"),)),
        row(text, cut=True, rule=True),
    ]
    app = Shelf(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert not any(ord(c) < 32 and c != "\n" for c in text_of(app))
        await pilot.resize_terminal(3, 2)
        await pilot.pause()
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert app.list.cursor == "a"


async def test_the_cursor_stays_on_its_row_when_rows_are_put_before_it() -> None:
    app = Shelf(numbered(6, note="a note"))
    async with app.run_test(size=(40, 30)):
        app.list.move_to("r4")
        app.list.show([row("new", id="new"), row("read"), *numbered(6, note="a note")])
        assert app.list.cursor == "r4"


async def test_rows_that_are_filled_in_do_not_move_what_is_read() -> None:
    app = Shelf(numbered(40))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.move_to("r20", top=True)
        await pilot.pause()
        before = visible(app)
        more = [row(f"more {number}", id=f"m{number}") for number in range(7)]
        app.list.refill([*more, *numbered(40)])
        await pilot.pause()
        assert visible(app) == before
        assert app.list.cursor == "r20"


async def test_with_the_cursor_out_of_view_the_first_line_in_view_stays() -> None:
    app = Shelf(numbered(40))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.show_row(20)
        await pilot.pause()
        before = visible(app)
        app.list.refill([row("new", id="new"), *numbered(40)])
        await pilot.pause()
        assert visible(app) == before


async def test_a_list_that_has_just_become_long_shows_the_wanted_row_at_once() -> None:
    app = Shelf(numbered(3))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.show(numbered(40))
        app.list.move_to("r20", top=True)
        await pilot.pause()
        assert visible(app)[0].endswith("row 20")


async def test_rows_are_renewed_where_they_stand_and_nothing_else_moves() -> None:
    app = Shelf(numbered(30, note="a note"))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.move_to("r12", top=True)
        await pilot.pause()
        before = visible(app)
        app.moved.clear()
        app.list.renew([row("another row", id="r13"), row("another note")])
        app.list.renew([row("nowhere", id="no such row"), row("nowhere")])
        app.list.renew([row("out of sight", id="r29"), row("out of sight")])
        await pilot.pause()
        expected = list(before)
        at = next(place for place, line in enumerate(before) if "row 13" in line)
        expected[at : at + 2] = ["another row", "another note"]
        assert visible(app) == expected
        assert app.list.cursor == "r12"
        assert app.moved == []
        assert len(app.list.rows) == 60
        app.list.ends(last=True)
        await pilot.pause()
        assert visible(app)[-2:] == ["❯ out of sight", "out of sight"]


async def test_what_is_in_view_is_known_by_its_ids() -> None:
    app = Shelf(numbered(30, note="a note"))
    async with app.run_test(size=(40, 10)) as pilot:
        assert app.list.in_view() == ["r0", "r1", "r2", "r3", "r4"]
        app.list.move_to("r20", top=True)
        await pilot.pause()
        assert app.list.in_view() == ["r20", "r21", "r22", "r23", "r24"]
        app.list.show([])
        assert app.list.in_view() == []

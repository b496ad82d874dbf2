"""A list of rows with a cursor, drawn line by line: one widget however long the list is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from unstall.tui.lazy_rows import LazyLines, LazyRows
from unstall.tui.rows import Row, Span, lines_of

GUTTER = 2
"""Cells at the left in which the cursor stands."""


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows rows, and moves a cursor over those that have an id.

    The screen owns the keys and calls `move`, `move_to` and `page`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--plain",
        "rows--dim",
        "rows--strong",
        "rows--accent",
        "rows--good",
        "rows--warn",
        "rows--bad",
        "rows--cursor",
    }
    DEFAULT_CSS = """
    RowList {
        background: transparent;
        scrollbar-size-vertical: 1;
        scrollbar-color: $border;
        scrollbar-background: $background;
        overflow-x: hidden;
        scrollbar-gutter: stable;
    }
    RowList > .rows--plain { color: $foreground; }
    RowList > .rows--dim { color: $text-muted; }
    RowList > .rows--strong { color: $foreground; text-style: bold; }
    RowList > .rows--accent { color: $accent; text-style: bold; }
    RowList > .rows--good { color: $success; }
    RowList > .rows--warn { color: $warning; }
    RowList > .rows--bad { color: $error; }
    RowList > .rows--cursor { background: $panel; }
    RowList:ansi > .rows--dim { text-style: dim; }
    """

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        row_list: RowList
        id: str

        @property
        def control(self) -> RowList:
            """The list that sent it."""
            return self.row_list

    @dataclass
    class Picked(Message):
        """A row was clicked while the cursor was on it."""

        row_list: RowList
        id: str

        @property
        def control(self) -> RowList:
            """The list that sent it."""
            return self.row_list

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        active: bool = True,
        marks: bool = True,
    ) -> None:
        """Make an empty list.

        Args:
            id: For styles and queries.
            active: It takes the keyboard.
            marks: It shows where its cursor is; without the keyboard, as what is chosen.
        """
        super().__init__(id=id)
        self.can_focus = active
        self._marks = marks
        self._rows: Sequence[Row] = ()
        self._ids: Sequence[str | None] = ()
        self._places: dict[str, int] = {}
        self._lines: Sequence[tuple[int, tuple[Span, ...]]] = []
        self._first: Sequence[int] = []
        self._cursor: str | None = None
        self._laid_out_for = -1

    @property
    def cursor(self) -> str | None:
        """The id of the row under the cursor; None if no row can be picked."""
        return self._cursor

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows

    def show(self, rows: Sequence[Row], cursor: str | None = None) -> None:
        """Show rows; the cursor goes to the id given, else stays, else goes to the nearest row.

        Of `LazyRows` only those in view are made.
        """
        before = self._index
        self._rows = rows
        ids = self._ids = rows.ids if isinstance(rows, LazyRows) else [row.id for row in rows]
        self._places = {id_: at for at, id_ in reversed([*enumerate(ids)]) if id_ is not None}
        wanted = cursor if cursor in self._places else self._cursor
        if wanted not in self._places:
            pickable = [index for index, id_ in enumerate(ids) if id_]
            nearest = min(pickable, key=lambda index: abs(index - (before or 0)), default=None)
            wanted = None if nearest is None else ids[nearest]
        moved = wanted != self._cursor
        self._cursor = wanted
        self._lay_out()
        if moved and wanted is not None:
            self.post_message(self.Moved(self, wanted))
        if moved or cursor is not None:
            self._bring_into_view()

    def refill(self, rows: Sequence[Row]) -> None:
        """Show rows anew without moving what is being read.

        The row under the cursor, or if it is out of view the first one in view, keeps its line.
        """
        seen = self.in_view()
        anchor = self._cursor if self._cursor in seen else next(iter(seen), None)
        line = self._line_of(anchor) - self.scroll_offset.y
        self.show(rows)
        if anchor in self._places:
            self._jump(self._line_of(anchor) - line)

    def _line_of(self, id_: str | None) -> int:
        index = None if id_ is None else self._places.get(id_)
        return 0 if index is None or index >= len(self._first) else self._first[index]

    def renew(self, rows: Sequence[Row]) -> None:
        """Show a row that is there already, and those that go with it, with other words.

        The first has the id; all take as many lines as before, so that nothing moves. Nothing
        happens if no row has the id.
        """
        index = self._places.get(rows[0].id or "")
        if index is None:
            return
        end = index + len(rows)
        first = self._first[index]
        if isinstance(self._rows, LazyRows):
            self._rows.put(index, rows)
            self.refresh_lines(first, len(rows))
            return
        self._rows = [*self._rows[:index], *rows, *self._rows[end:]]
        width = max(self.scrollable_content_region.width - GUTTER, 1)
        lines = [(at, line) for at in range(index, end) for line in lines_of(self._rows[at], width)]
        self._lines = [*self._lines[:first], *lines, *self._lines[first + len(lines) :]]
        self.refresh_lines(first, len(lines))

    def in_view(self) -> list[str]:
        """List the ids of the rows that begin where they can be seen; may be asked in a thread."""
        y, height = self.scroll_offset.y, self.scrollable_content_region.height
        placed = zip(self._ids, self._first, strict=False)
        return [id_ for id_, first in placed if id_ and y <= first < y + height]

    def move(self, step: int) -> bool:
        """Go to the next row (1) or the one before (-1); scrolls where there is nothing to stop at.

        False if there was nowhere to go.
        """
        index = self._index
        here = -1 if index is None else index
        ahead = range(here + 1, len(self._rows)) if step > 0 else range(here - 1, -1, -1)
        target = next((at for at in ahead if self._ids[at]), None)
        height = self.scrollable_content_region.height
        y = self.scroll_offset.y
        if target is None:
            self._scroll_by(step * max(height // 2, 1))
            return self.scroll_offset.y != y
        far = self._first[target] if step > 0 else self._end(target)
        if height > 1 and not -height <= far - y < height * 2:
            self._scroll_by(step * (height - 1))
        else:
            self._go(target)
        return True

    def height_for(self, width: int) -> int:
        """Count the lines that the rows take in a list of this width."""
        if isinstance(self._rows, LazyRows):
            return len(self._rows)
        return sum(len(lines_of(row, max(width - GUTTER, 1))) for row in self._rows)

    def move_to(self, id_: str, *, top: bool = False) -> None:
        """Put the cursor on a row; `top` brings it to the top of what is visible."""
        index = self._places.get(id_)
        if index is None:
            return
        self._go(index)
        if top:
            self._jump(self._first[index])

    def show_row(self, index: int) -> None:
        """Bring a row to the top of what is visible, leaving the cursor where it is."""
        if 0 <= index < len(self._first):
            self._jump(self._first[index])

    def page(self, pages: int) -> None:
        """Scroll by whole pages and take the cursor along."""
        height = max(self.scrollable_content_region.height - 1, 1)
        target = self.scroll_offset.y + pages * height
        self._scroll_by(pages * height)
        at_end = target <= 0 if pages < 0 else target >= self.max_scroll_y + height
        self._take_along(to_end=at_end, down=pages > 0)

    def ends(self, *, last: bool) -> None:
        """Go to the last or the first row."""
        pickable = [at for at, id_ in enumerate(self._ids) if id_]
        if pickable:
            self._go(pickable[-1 if last else 0])
        self.scroll_to(y=self.max_scroll_y if last else 0, animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        index, spans = self._lines[at]
        under = self._ids[index] is not None and self._ids[index] == self._cursor
        lit = under and self.has_focus
        marked = under and self._marks and at == self._first[index]
        caret = "❯" if marked and (lit or not self.can_focus) else " "
        segments = [
            Segment(caret.ljust(GUTTER), self._tone("accent", lit)),
            *(Segment(text, self._tone(tone, lit)) for text, tone in spans),
        ]
        return Strip(segments).adjust_cell_length(width, self._tone("plain", lit))

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        if self.scrollable_content_region.width != self._laid_out_for:
            self._lay_out()
            self._bring_into_view()
        else:
            self._measure()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a click on the cursor picks the row."""
        offset = event.get_content_offset(self)
        at = (offset.y if offset else 0) + self.scroll_offset.y
        if offset is None or not 0 <= at < len(self._lines):
            return
        index = self._lines[at][0]
        id_ = self._ids[index]
        if id_ is None:
            return
        if id_ == self._cursor:
            self.post_message(self.Picked(self, id_))
        else:
            self._go(index)

    @property
    def _index(self) -> int | None:
        return None if self._cursor is None else self._places.get(self._cursor)

    def _end(self, index: int) -> int:
        follows = self._first[index + 1] if index + 1 < len(self._first) else len(self._lines)
        return follows - 1

    def _tone(self, tone: str, lit: bool) -> Style:
        names = (f"rows--{tone}", "rows--cursor") if lit else (f"rows--{tone}",)
        return self.get_visual_style(*names).rich_style

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._laid_out_for = width
        room = max(width - GUTTER, 1)
        if isinstance(self._rows, LazyRows):
            self._lines, self._first = LazyLines(self._rows, room), range(len(self._rows))
        else:
            lines: list[tuple[int, tuple[Span, ...]]] = []
            firsts: list[int] = []
            for index, row in enumerate(self._rows):
                firsts.append(len(lines))
                lines += [(index, line) for line in lines_of(row, room)]
            self._lines, self._first = lines, firsts
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        # Another virtual size lays the whole screen out anew, so what fits keeps the size it has.
        region, height = self.scrollable_content_region, len(self._lines)
        takes_what_it_needs = self.styles.height is not None and self.styles.height.is_auto
        if not takes_what_it_needs:
            height = max(height, region.height)
        self.virtual_size = Size(region.width, height)

    def _go(self, index: int) -> None:
        id_ = self._ids[index]
        if id_ is None:
            return
        changed = id_ != self._cursor
        before = self._index
        self._cursor = id_
        self._bring_into_view()
        for at in (before, index) if changed else ():
            if at is not None:
                self.refresh_lines(self._first[at], self._end(at) - self._first[at] + 1)
        if changed:
            self.post_message(self.Moved(self, id_))

    def _bring_into_view(self) -> None:
        """Scroll as little as shows the whole row under the cursor, and what stands over it."""
        index = self._index
        if index is None or not self._lines:
            return
        height = max(self.scrollable_content_region.height, 1)
        top, bottom = self._first[index], self._end(index)
        if not any(self._ids[:index]):
            top = 0
        ahead = range(index + 1, len(self._ids))
        follows = next((at for at in ahead if self._ids[at]), len(self._ids))
        bottom = max(bottom, self._end(follows - 1)) if follows > index + 1 else bottom
        bottom = min(bottom, top + height - 1)
        y = self.scroll_offset.y
        if top < y:
            self._jump(top)
        elif bottom >= y + height:
            self._jump(bottom - height + 1)

    def _jump(self, line: int) -> None:
        # A list that has just become longer than its window does not know of its scrollbar yet.
        self.scroll_to(y=line, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the scroll bar in step, also one that is not shown yet."""
        super().watch_scroll_y(old_value, new_value)
        self.vertical_scrollbar.position = new_value

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def _take_along(self, *, to_end: bool, down: bool) -> None:
        pickable = [at for at, id_ in enumerate(self._ids) if id_]
        if not pickable:
            return
        if to_end:
            index = pickable[-1 if down else 0]
        else:
            y, height = self.scroll_offset.y, self.scrollable_content_region.height
            inside = [at for at in pickable if y <= self._first[at] < y + height]
            if not inside:
                return
            index = inside[0]
        id_ = self._ids[index]
        if id_ is not None and id_ != self._cursor:
            self._cursor = id_
            self.refresh()
            self.post_message(self.Moved(self, id_))

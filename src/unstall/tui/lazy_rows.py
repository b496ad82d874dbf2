"""Rows of one line each that are made when they are first looked at: for lists of thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import overload

from unstall.tui.rows import Row, Span, lines_of


class LazyRows(Sequence[Row]):
    """Rows of which only the ids are known before they are shown."""

    def __init__(self, ids: Sequence[str | None], make: Callable[[int], Row]) -> None:
        """Promise rows.

        Args:
            ids: The id of every row; None for one that is only read.
            make: Makes the row at a place, with the id that stands there.
        """
        self.ids = ids
        self._make = make
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]

    def put(self, at: int, rows: Iterable[Row]) -> None:
        """Put other rows in the place of those that begin somewhere."""
        self._made.update(enumerate(rows, start=at))


class LazyLines(Sequence[tuple[int, tuple[Span, ...]]]):
    """The lines of lazy rows in a list of some width, each with the place of its row."""

    def __init__(self, rows: LazyRows, width: int) -> None:
        self._rows = rows
        self._width = width

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> tuple[int, tuple[Span, ...]]: ...

    @overload
    def __getitem__(self, at: slice) -> list[tuple[int, tuple[Span, ...]]]: ...

    def __getitem__(
        self, at: int | slice
    ) -> tuple[int, tuple[Span, ...]] | list[tuple[int, tuple[Span, ...]]]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        return at, lines_of(self._rows[at], self._width)[0]

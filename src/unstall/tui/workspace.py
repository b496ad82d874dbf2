"""Where the app meets the files: sessions, questionnaires and their engines.

Methods that read many files or measure are meant for a worker thread; all of them may be called
from any. What needs time to import is imported when it is first used, so that Home is there before
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from unstall.errors import (
    Place,
    SessionClosedError,
    SessionError,
    SessionLockedError,
    StorageError,
    UnstallError,
)
from unstall.project_rows import ProjectRows
from unstall.session.heads import Head, heads_in
from unstall.standings import Standings
from unstall.tui.known import KnownProjects, Outside

if TYPE_CHECKING:
    from unstall.overview import Damaged, Overview
    from unstall.questionnaire.models import Questionnaire
    from unstall.questionnaire.questions import Depth
    from unstall.rerunning import Rerun
    from unstall.session.bin import BinEntry
    from unstall.session.conflict import Conflicted
    from unstall.session.merge import Conflict, Side
    from unstall.session.models import Session
    from unstall.session.opened import OnState
    from unstall.session.rerun import LastTime
    from unstall.session.store import SessionStore
    from unstall.triage.engine import Engine
    from unstall.tui.desk import Desk
    from unstall.tui.portfolio_stock import PortfolioStock
    from unstall.tui.screens.ballot import OpenBallot

DEFAULT_QUESTIONNAIRE = "stalled-ai"
"""Id of the questionnaire that new projects are triaged with."""


class Workspace:
    """One sessions folder as the app sees it."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        *,
        currency: str | None = None,
        holidays: str | None = None,
        standings_file: Path | None = None,
        portfolio_file: Path | None = None,
    ) -> None:
        """Look after a sessions folder, which need not exist yet.

        Args:
            folder: The sessions folder.
            now: The clock, with its offset from UTC.
            currency: ISO 4217 code for new projects.
            holidays: Where the people of new projects work, such as `DE` or `DE-BY`.
            standings_file: Where what was measured of verdicts is kept; None keeps it in memory.
            portfolio_file: Where the portfolio's index is kept; None keeps it in memory.
        """
        self.folder = folder
        self.now = now
        self._currency = currency
        self._holidays = holidays
        self.standings = Standings(standings_file)
        """What was measured of verdicts."""
        self._project_rows = ProjectRows(folder, self.standings)
        self._known = KnownProjects(folder)
        self._portfolio_file = portfolio_file
        self._portfolio: PortfolioStock | None = None

    def heads(self) -> list[Head]:
        """Read the names of all projects, newest first, from the first lines of their files."""
        return heads_in(self.folder)

    def rows(self) -> Iterator[Overview | Damaged]:
        """Sum every project up, one after the other; a damaged session is a row of its own.

        A project whose files have not changed since the last time is not read again.
        """
        from unstall.session.listing import folders_in, read_project

        def read(folder: Path) -> tuple[Overview | Damaged, ...]:
            project = read_project(folder)
            return tuple(self._project_rows.of(project)) if project else ()

        folders = folders_in(self.folder)
        self._known.begin()
        for folder in folders:
            yield from self._known.rows(folder, partial(read, folder))
        self._known.end(folders)

    def looks_different(self, *, thorough: bool, between: Callable[[], None] | None = None) -> bool:
        """Tell whether any project does not look as it did when it was read; opens no file.

        See `KnownProjects.differs`.
        """
        return self._known.differs(thorough=thorough, between=between)

    @property
    def portfolio(self) -> PortfolioStock:
        """All projects as the portfolio shows them."""
        if self._portfolio is None:
            from unstall.tui.portfolio_stock import PortfolioStock

            self._portfolio = PortfolioStock(self.folder, self._portfolio_file, self.standings)
        return self._portfolio

    def news(self) -> Outside:
        """Tell once what was found changed that is not the doing of this workspace."""
        return self._known.news()

    def weigh(self, row: Overview, *, between: Callable[[], None] | None = None) -> Overview:
        """Give a row with how firmly its verdict stands, measuring it if need be.

        `between` is called after every draw and may end the work by raising.
        """
        weighed = self._project_rows.weighed(row, between=between)
        self._known.renew(row, weighed)
        return weighed

    def engine(self, session: Session, path: Path) -> Engine:
        """Give the engine of a session's own questionnaire; raises `QuestionnaireError`."""
        return self._project_rows.engine(session, path)

    def open_ballot(self, path: Path) -> OpenBallot:
        """Open a ballot to be filled in.

        Raises `UnstallError` if it cannot be read or written, or if it is none.
        """
        from unstall.session.agree import agreed
        from unstall.tui.screens.ballot import OpenBallot

        keeper = self._store.open(path)
        try:
            questionnaire = self._project_rows.engine(keeper.session, path).questionnaire
            ref = agreed(keeper.session, questionnaire, path).ballot
            if ref is None:
                raise SessionError("this is no ballot", Place(path), "Open it as a session.")
        except UnstallError:
            keeper.close()
            raise
        return OpenBallot(keeper, ref, questionnaire)

    def open(self, path: Path, on_state: OnState | None = None) -> Desk:
        """Open a session to write, or to read where it is closed or cannot be written.

        `on_state` is told from another thread when a state is in the file or cannot be. Raises
        `UnstallError` if the session or its questionnaire cannot be read, or they do not agree.
        """
        from unstall.session.agree import agreed
        from unstall.session.ballot import refuse_ballot
        from unstall.session.kept import keep_again
        from unstall.tui.desk import Desk

        opened = None
        because: str | None = None
        try:
            opened = self._store.open(path, on_state=on_state)
        except SessionLockedError as refused:
            because = f"Open to read only: {refused.message}."
        except SessionClosedError:
            because = None
        except StorageError as refused:
            because = f"Open to read only: {refused.message.removeprefix('not saved: ')}."
        reading = opened or self._store.open(path, write=False)
        try:
            refuse_ballot(reading.session, path)
            engine = self._project_rows.engine(reading.session, path)
            session = agreed(reading.session, engine.questionnaire, path)
        except UnstallError:
            reading.close()
            raise
        if opened:
            self._own(opened.path)
            keep_again(session, opened.path, self.folder)
        return Desk(
            engine=engine,
            session=session,
            keeper=opened,
            now=self.now,
            path=path,
            read_only_because=because,
            notices=reading.notices,
            read_last=partial(self._last_time, session, path) if session.previous else None,
        )

    def _last_time(self, session: Session, path: Path) -> LastTime | None:
        from unstall.rerunning import last_time_of

        engine = self.engine(session, path)
        return last_time_of(session, path, self.folder, engine.questionnaire, self.engine)

    def rerun_of(self, path: Path) -> Rerun:
        """Make the re-run of a session without writing it.

        Raises `UnstallError` if the session or its questionnaire cannot be read, or if nothing is
        answered in it.
        """
        from unstall.rerunning import rerun_of

        return rerun_of(self._store, path, now=self.now())

    def untouched_rerun(self, path: Path) -> Path | None:
        """Find a re-run of a session in which nothing is answered yet."""
        from unstall.rerunning import untouched_rerun

        return untouched_rerun(path)

    def begin_again(self, rerun: Rerun) -> Path:
        """Write a re-run into its project's folder; raises `StorageError` if the disk refuses."""
        made = self._store.create(rerun.session, rerun.questionnaire, beside=rerun.old_path)
        return self._own(made)

    def new_session(
        self, project: str, *, client: str | None = None, depth: Depth = "quick"
    ) -> Path:
        """Begin a session and write its file.

        Raises `SessionError` for a name that will not do, `StorageError` if the disk refuses.
        """
        from unstall.questionnaire.library import find
        from unstall.session.edit import new_session, set_currency, set_holidays

        loaded = find(DEFAULT_QUESTIONNAIRE, self.folder)
        session = new_session(
            project,
            loaded.questionnaire,
            sha256=loaded.sha256,
            now=self.now(),
            client=client,
            depth=depth,
        )
        if self._currency:
            session = set_currency(session, self._currency)
        if self._holidays:
            session = set_holidays(session, self._holidays)
        return self._own(self._store.create(session, loaded))

    def write_example(self) -> Path:
        """Write the worked example, unless it is there, and give its file."""
        from unstall.example import write_example

        return self._own(write_example(self._store).path)

    def delete(self, path: Path) -> BinEntry:
        """Move a session to the bin; raises `UnstallError` if it is open elsewhere or cannot be."""
        return self._store.delete(self._own(path))

    def undelete(self, entry: BinEntry) -> Path:
        """Bring a session back from the bin; gives where it lies now. Raises `UnstallError`."""
        return self._own(self._store.restore(entry))

    def two_versions(self, path: Path) -> tuple[Conflicted, Questionnaire | None]:
        """Read the two versions that stand in one file, and their questionnaire if there is one.

        Raises `SessionError` if no two sessions stand in it.
        """
        from unstall.session.conflict import read_conflict, with_authors

        conflicted = with_authors(read_conflict(path), path)
        with suppress(UnstallError):
            return conflicted, self.engine(conflicted.merged.ours, path).questionnaire
        return conflicted, None

    def resolve(self, path: Path, seen: Conflicted, choices: Mapping[Conflict, Side]) -> None:
        """Write one session in the place of two versions. Raises `UnstallError`."""
        self._store.resolve(path, seen, choices)

    def put_back(self, path: Path) -> None:
        """Put the version before a damaged session back in its place. Raises `UnstallError`."""
        self._store.put_back(self._own(path))

    def _own(self, path: Path) -> Path:
        """Take what changes beside a session for this program's own doing."""
        self._known.ours(path.parent)
        if self._portfolio:
            self._portfolio.known.ours(path.parent)
        return path

    @property
    def _store(self) -> SessionStore:
        from unstall.session.store import SessionStore

        return SessionStore(self.folder, self.now)

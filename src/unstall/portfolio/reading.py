"""Reading a project's folder for its row: no more of it than the row depends on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from unstall.errors import Place, SessionError, UnstallError
from unstall.overview import Damaged, summed_up
from unstall.portfolio.folder import Look
from unstall.portfolio.models import PortfolioRow
from unstall.portfolio.summing import Sheet, row_of
from unstall.portfolio.versions import Versions
from unstall.project_rows import not_agreeing, unreadable
from unstall.session.agree import agreed
from unstall.session.files import conflicts_of
from unstall.session.format import MOST_BYTES, from_toml
from unstall.session.heads import is_ballot
from unstall.session.listing import Damage, Entry, Project, damage_of, read_entry, session_files
from unstall.session.models import QuestionnaireRef, Session
from unstall.standings import Standings
from unstall.toml import read_text
from unstall.triage.engine import Engine


@dataclass(frozen=True, slots=True)
class ProjectRead:
    """A project as it was read."""

    row: PortfolioRow
    sheet: Sheet | None
    """None if no session can be read."""
    texts: dict[str, str]
    """File name → text, of the files that the row depends on."""
    versions: tuple[QuestionnaireRef, ...]
    """Of the questionnaires that it depends on."""
    may_be_kept: bool
    """The row depends on nothing but these files, their names and these questionnaires."""


@dataclass
class _Reader:
    """Reads the sessions of one folder."""

    look: Look
    versions: Versions
    texts: dict[str, str] = field(default_factory=dict)
    used: dict[str, QuestionnaireRef] = field(default_factory=dict)
    is_plain: bool = True
    """Nothing was in the way so far: all that was read was whole."""

    def entry(self, path: Path) -> Entry:
        """Read one session file, as `unstall.session.listing` does."""
        siblings = list(self.look.names)
        if self.look.has_pending:
            self.is_plain = False
            return read_entry(path, siblings)
        conflicts = conflicts_of(path, siblings)
        try:
            text = read_text(path, most_bytes=MOST_BYTES, error=SessionError)
            self.texts[path.name] = text
            return Entry(path, from_toml(text, path), None, conflicts)
        except SessionError as refused:
            self.is_plain = False
            return Entry(path, None, damage_of(path, refused), conflicts)

    def agreeing(self, path: Path, session: Session) -> tuple[Session, Engine]:
        """Give a session in its normal form with its engine; raises `UnstallError`."""
        try:
            engine = self.versions.engine(session.questionnaire, path)
            found = agreed(session, engine.questionnaire, path)
        except UnstallError:
            self.is_plain = False
            raise
        self.used[session.questionnaire.sha256] = session.questionnaire
        return found, engine

    def before(self, session: Session, older: Sequence[Path]) -> tuple[Session, Engine] | None:
        """Find the session that one repeats, else the one before it, with its engine."""
        named = [path for path in older if path.name == session.previous]
        for path in named or older:
            entry = self.entry(path)
            if entry.session is not None:
                with suppress(UnstallError):
                    return self.agreeing(path, entry.session)
        return None


def read_project(
    folder: Path, look: Look | None, versions: Versions, standings: Standings
) -> ProjectRead | None:
    """Read a project's folder; None if there is no session in it.

    Args:
        folder: The folder.
        look: How it looks; None if it cannot be looked into.
        versions: Gives engines.
        standings: What was measured before.
    """
    if look is None:
        return _read_without(Project(folder, (_no_entry(folder),)))
    files = session_files(folder, look.names)
    paths = [path for path in files if not is_ballot(path)]
    if not paths:
        return None
    # What is a ballot is told by what is in it, which no kept row remembers.
    reader = _Reader(look, versions, is_plain=len(paths) == len(files))
    damage: list[tuple[Entry, Damaged | None]] = []
    for place, path in enumerate(paths):
        entry = reader.entry(path)
        if entry.session is None:
            damage.append((entry, None))
            continue
        if entry.session.ballot:
            reader.is_plain = False
            continue
        try:
            session, engine = reader.agreeing(path, entry.session)
        except UnstallError as error:
            damage.append((entry, not_agreeing(entry, entry.session, error)))
            continue
        triage = engine.triage_session(session)
        before = reader.before(session, paths[place + 1 :])
        summed = summed_up(path, session, engine, triage, standings, before=before)
        summed = replace(summed, sessions=len(paths), conflicts=entry.conflicts)
        sheet = Sheet(session, engine, triage)
        row = row_of(summed, sheet)
        return ProjectRead(
            row=_with_damage(row, damage),
            sheet=sheet,
            texts=reader.texts,
            versions=tuple(reader.used.values()),
            may_be_kept=reader.is_plain,
        )
    if not damage:
        return None
    return _read_without(Project(folder, tuple(entry for entry, _ in damage)), damage[0][1])


def _with_damage(row: PortfolioRow, damage: Sequence[tuple[Entry, Damaged | None]]) -> PortfolioRow:
    if not damage:
        return row
    entry, found = damage[0]
    damaged = found or unreadable(entry, row.project, row.client)
    return replace(row, path=damaged.path, damage=damaged, conflicts=damaged.conflicts)


def _read_without(project: Project, found: Damaged | None = None) -> ProjectRead:
    damaged = found or unreadable(project.newest, project.name, project.client)
    row = PortfolioRow(
        path=damaged.path,
        project=damaged.project,
        client=damaged.client,
        sessions=len(project.entries),
        conflicts=damaged.conflicts,
        damage=damaged,
    )
    return ProjectRead(row, None, {}, (), may_be_kept=False)


def _no_entry(folder: Path) -> Entry:
    refused = SessionError("this folder cannot be read", Place(folder), "Check who may read it.")
    return Entry(folder, None, Damage(refused, None))

"""One row per project, for Home and for `unstall list`: what its newest session says, in brief.

Everything here is worked out from sessions and engines that are handed in; no session is read. A
closed session's verdict, standing and readiness are those recorded when it was closed. How firmly
another verdict stands takes measuring, so a row is there without it and `weighed` adds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from unstall.bands import band_words
from unstall.due import due_again

if TYPE_CHECKING:
    # Home shows its first rows before any of these is loaded.
    from unstall.questionnaire.models import Questionnaire
    from unstall.questionnaire.questions import Depth
    from unstall.session.models import Session
    from unstall.standings import Standings
    from unstall.triage.engine import Engine, Triage
    from unstall.triage.points import Shape
    from unstall.triage.readiness import Readiness
    from unstall.triage.reading import Reading
    from unstall.triage.standing import StandingWord

NO_MOVE = 0.02
"""Mean movement of the answers given both times, as a share of the top, that counts as none."""

Trend = Literal["better", "worse", "same", "first", "not comparable"]
"""How the answers given both times have moved since the session before; `first` if there is none,
`not comparable` if no question has a level in both."""


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section's readiness, as shares of the top between 0 and 1."""

    id: str
    title: str
    low: float
    high: float
    band: str
    """In words, as far as it can be told: "fragile", "fragile or better", "too early to say"."""
    known: bool
    """At least one of its questions has a level; otherwise nothing is to be said of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The recommendation in brief."""

    strategy: str
    """The strategy's id."""
    title: str
    """The strategy's name for people."""
    shape: Shape | None
    then: str | None
    """For a pause: the id of the strategy to resume with."""
    then_title: str | None

    @property
    def brief(self) -> str:
        """Write it in the fewest words: "Partner, rebuild", "Pause, then fix"."""
        words = self.strategy.replace("-", " ").capitalize()
        return self._joined(words, self.then.replace("-", " ") if self.then else None)

    @property
    def in_words(self) -> str:
        """Write it with the strategies' names: "Pause until a set date, then fix in place"."""
        then = self.then_title
        # A name that is written in capitals, such as AI, stays so.
        if then and then[1:2].islower():
            then = then[0].lower() + then[1:]
        return self._joined(self.title, then)

    def _joined(self, words: str, then: str | None) -> str:
        return ", ".join(
            part for part in (words, f"then {then}" if then else None, self.shape) if part
        )


@dataclass(frozen=True, slots=True)
class Unweighed:
    """A verdict of which nobody has measured yet how firmly it stands."""

    engine: Engine
    questionnaire: str
    """The content hash of the questionnaire."""
    reading: Reading
    """Everything that was answered."""


@dataclass(frozen=True, slots=True)
class Overview:
    """One project as its newest session shows it."""

    path: Path
    """The newest session's file."""
    project: str
    client: str | None
    assessed: date
    """The day that its answers describe: when it was last triaged."""
    depth: Depth
    closed: bool
    verdict: Verdict | None
    """None while too little is known to recommend anything."""
    standing: StandingWord | None
    """How firmly the verdict stands; None while that is still being weighed, see `weighed`."""
    sections: tuple[SectionState, ...]
    trend: Trend
    due: date | None
    """When the next re-run is due; None after a stop, which needs none."""
    sessions: int
    """How many sessions of the project there are."""
    conflicts: tuple[Path, ...] = ()
    """What other programs wrote into the file while it was open, kept beside it."""
    unweighed: Unweighed | None = field(default=None, repr=False, compare=False)
    """What is to be weighed; None once it is."""

    def is_overdue(self, today: date) -> bool:
        """Tell whether the re-run should have been made before today."""
        return self.due is not None and self.due < today


STANDING_WORDS: dict[StandingWord, str] = {
    "holds-up": "holds up",
    "leaning": "leaning",
    "open": "open",
}


@dataclass(frozen=True, slots=True)
class Damaged:
    """A session that cannot be read, so that nothing can be said of its project."""

    path: Path
    project: str
    """What the project is called, as far as its other sessions or its folder tell."""
    reason: str
    """What is wrong, as a clause without a full stop."""
    way_back: str
    """What to do about it, as a sentence."""
    can_be_put_back: bool
    """The version before it is whole and can be put back by one key."""
    client: str | None = None
    assessed: date | None = None
    depth: Depth | None = None
    """The last three are known where the file itself can be read."""
    conflicts: tuple[Path, ...] = ()
    in_conflict: bool = False
    """Nothing is broken: two people's versions stand in the file, and somebody has to choose."""


def overview(
    path: Path,
    session: Session,
    engine: Engine,
    standings: Standings,
    *,
    before: tuple[Session, Engine] | None = None,
    sessions: int = 1,
    conflicts: tuple[Path, ...] = (),
) -> Overview:
    """Sum a project up, without measuring anything.

    Args:
        path: The file of its newest session.
        session: Its newest session.
        engine: The engine of the questionnaire that the session was made with.
        standings: What was measured before.
        before: The session before it with its own engine, if there is one that can be read.
        sessions: How many sessions of the project there are.
        conflicts: What other programs wrote into the session's file.
    """
    triage = engine.triage_session(session)
    summed = summed_up(path, session, engine, triage, standings, before=before)
    return replace(
        summed,
        due=due_again(session, engine, triage),
        sessions=sessions,
        conflicts=conflicts,
    )


def summed_up(
    path: Path,
    session: Session,
    engine: Engine,
    triage: Triage,
    standings: Standings,
    *,
    before: tuple[Session, Engine] | None = None,
) -> Overview:
    """Sum a project up from its triage, without the day on which the next one is due.

    That day may hang on a plan, which takes longer than all the rest; see `overview` otherwise.
    """
    questionnaire, result = engine.questionnaire, session.result
    sha256 = session.questionnaire.sha256
    unweighed = None
    if result:
        standing: StandingWord | None = result.standing
    elif known := standings.known(engine, triage, sha256):
        standing = known.word
    else:
        standing, unweighed = None, Unweighed(engine, sha256, triage.given)
    return Overview(
        path=path,
        project=session.project,
        client=session.client,
        assessed=session.assessed,
        depth=session.depth,
        closed=session.closed is not None,
        verdict=verdict_of(questionnaire, session, triage),
        standing=standing,
        sections=tuple(_section(questionnaire, r, session) for r in triage.of_view("sections")),
        trend=_trend(session, engine, triage, before),
        due=None,
        sessions=1,
        unweighed=unweighed,
    )


def weighed(
    row: Overview, standings: Standings, *, between: Callable[[], None] | None = None
) -> Overview:
    """Give the same row with how firmly its verdict stands, measuring it if need be.

    `between` is called after every draw and may end the work by raising.
    """
    waiting = row.unweighed
    if waiting is None:
        return row
    triage = waiting.engine.triage(waiting.reading)
    standing = standings.weigh(waiting.engine, triage, waiting.questionnaire, between=between)
    return replace(row, standing=standing.word, unweighed=None)


def verdict_of(questionnaire: Questionnaire, session: Session, triage: Triage) -> Verdict | None:
    """Give the recommendation in brief, as recorded if the session is closed; None without one."""
    said = session.result or triage.decision
    if said.strategy is None:
        return None
    return Verdict(
        strategy=said.strategy,
        title=_title(questionnaire, said.strategy),
        shape=said.shape,
        then=said.then,
        then_title=_title(questionnaire, said.then) if said.then else None,
    )


def _title(questionnaire: Questionnaire, strategy: str) -> str:
    known = questionnaire.strategy_by_id.get(strategy)
    return known.title if known else strategy


_ENDS = 2


def _section(questionnaire: Questionnaire, readiness: Readiness, session: Session) -> SectionState:
    recorded = session.result.readiness.get(readiness.id, ()) if session.result else ()
    low, high = recorded if len(recorded) == _ENDS else (readiness.low, readiness.high)
    return SectionState(
        id=readiness.id,
        title=readiness.title,
        low=low,
        high=high,
        band=band_words(questionnaire, replace(readiness, low=low, high=high)),
        known=readiness.coverage > 0,
    )


def _trend(
    session: Session, engine: Engine, triage: Triage, before: tuple[Session, Engine] | None
) -> Trend:
    """Weigh how the answers given both times have moved; what is known only once says nothing."""
    if before is None:
        return "not comparable" if session.previous else "first"
    shares_then = _shares_then(*before, session, engine)
    levels_now = triage.reading.levels
    moved = weights = 0.0
    for question in triage.applicable:
        level, then = levels_now.get(question.id), shares_then.get(question.id)
        if level is None or then is None:
            continue
        weight = engine.scale.weight(question.id, triage.reading)
        moved += weight * (level / question.top - then)
        weights += weight
    if not weights:
        return "not comparable"
    if abs(moved / weights) <= NO_MOVE:
        return "same"
    return "better" if moved > 0 else "worse"


def _shares_then(
    session_then: Session, engine_then: Engine, session: Session, engine: Engine
) -> dict[str, float]:
    """Give the levels of a session before as shares of the top, by the questions of now.

    Under another version of the questionnaire its answers are read as a re-run reads them: what is
    to be asked again says nothing about a trend.
    """
    from unstall.triage.reading import read

    if session_then.questionnaire.id != session.questionnaire.id:
        return {}
    if session_then.questionnaire.sha256 != session.questionnaire.sha256:
        from unstall.questionnaire.versions import version_map
        from unstall.session.mapped import mapped

        versions = version_map(engine_then.questionnaire, engine.questionnaire)
        session_then = mapped(session_then, versions, session.questionnaire).session
        engine_then = engine
    questions = engine_then.questionnaire.question_by_id
    reading = engine_then.scale.without_hidden(read(engine_then.questionnaire, session_then))
    return {id_: level / questions[id_].top for id_, level in reading.levels.items()}

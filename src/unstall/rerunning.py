"""Re-runs, from the files of a project to a session and back to what was said the last time.

Nothing is written here. The new session is given to whoever writes it, and what the session before
said is read only when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unstall.earlier import Earlier, EngineOf, way_back
from unstall.errors import Place, QuestionnaireError, SessionError
from unstall.plan.select import select
from unstall.questionnaire.history import version_numbers
from unstall.questionnaire.library import find
from unstall.questionnaire.load import Loaded
from unstall.questionnaire.models import Questionnaire
from unstall.questionnaire.versions import VersionMap, version_map
from unstall.report.phrases import counted
from unstall.session.agree import agreed
from unstall.session.ballot import refuse_ballot
from unstall.session.kept import questionnaire_for
from unstall.session.listing import read_project
from unstall.session.mapped import Account, mapped
from unstall.session.models import Session
from unstall.session.rerun import Aim, LastTime, begin_again, is_unanswered, last_time
from unstall.session.store import SessionStore
from unstall.triage.engine import Engine


@dataclass(frozen=True)
class Rerun:
    """A re-run that has not been written yet."""

    session: Session
    questionnaire: Loaded
    """The version that it is made with."""
    old: Session
    old_path: Path
    versions: VersionMap
    """From the version of then to the one of now."""
    account: Account
    """What becomes of each of last time's answers."""
    notice: str | None = None
    """Why it is not the newest version, as a sentence; None if it is, or was chosen."""


def rerun_of(
    store: SessionStore,
    path: Path,
    *,
    wanted: str | None = None,
    same_version: bool = False,
    now: datetime,
) -> Rerun:
    """Make the re-run of a session, open or closed, without writing anything.

    Args:
        store: The sessions folder.
        path: The session.
        wanted: Id or path of the questionnaire; None for the newest version of the session's own.
        same_version: Use the very version of the session.
        now: The moment, with its offset from UTC.

    Raises `SessionError` if nothing was answered in the session, or if it has a re-run in which
    nothing was; `QuestionnaireError` if there is no such questionnaire, or it has another id.
    """
    old = store.open(path, write=False).session
    refuse_ballot(old, path)
    then = questionnaire_for(old, path, store.folder)
    old = agreed(old, then.questionnaire, path)
    _refuse_untouched(old, path)
    if wanted is not None:
        chosen, notice = find(wanted, store.folder), None
    elif same_version:
        chosen, notice = then, None
    else:
        chosen, notice = _newest(then, store.folder)
    versions = version_map(then.questionnaire, chosen.questionnaire)
    session = begin_again(
        old, path.name, versions, chosen.questionnaire, sha256=chosen.sha256, now=now
    )
    account = mapped(old, versions, session.questionnaire).account
    return Rerun(session, chosen, old, path, versions, account, notice)


def what_changed(rerun: Rerun) -> str:
    """Say in one line how the questionnaire of a re-run differs from that of the last time."""
    versions = rerun.versions
    title = f"{versions.id} {versions.old_version}"
    if versions.is_identity and versions.old_version == versions.new_version:
        return f"The questionnaire is the same: {title}."
    account = rerun.account
    answered = [one for one in account.answers if one.answer.state != "unanswered"]
    again, retired = len(account.ask_again), len(account.retired)
    carried = len(answered) - again - len([one for one in account.retired if one in answered])
    parts = [f"{carried} of {counted(len(answered), 'answer')} can be confirmed"]
    if again:
        parts.append(f"{again} to be asked again")
    if versions.added:
        parts.append(f"{counted(len(versions.added), 'question')} new")
    if retired:
        parts.append(f"{counted(retired, 'question')} retired")
    facts = sum(one.new is None for one in account.facts)
    if facts:
        parts.append(f"{counted(facts, 'fact')} without a place")
    decisions = sum(one.new is None for one in (*account.actions, *account.own))
    if decisions:
        parts.append(f"{counted(decisions, 'decision')} about the plan without a place")
    return f"Questionnaire {title} is {versions.new_version} now: {', '.join(parts)}."


def _newest(then: Loaded, sessions: Path) -> tuple[Loaded, str | None]:
    """Choose the newest version that there is, which may be the one of then."""
    own = then.questionnaire
    try:
        found = find(own.id, sessions)
    except QuestionnaireError as error:
        return then, f"The version of then is used again: {error.message}."
    is_older = version_numbers(found.questionnaire.version) < version_numbers(own.version)
    return (then if is_older or found.sha256 == then.sha256 else found), None


def _refuse_untouched(old: Session, path: Path) -> None:
    if is_unanswered(old) and old.closed is None:
        which = f"re-run of {old.previous}" if old.previous else "session"
        raise SessionError(
            f"nothing is answered yet in this {which}",
            Place(path),
            "There is nothing to go through again: go on with it.",
        )


def untouched_rerun(path: Path) -> Path | None:
    """Find a re-run of a session, or the session itself if it is one, not answered in yet."""
    project = read_project(path.parent)
    for entry in project.entries if project else ():
        session = entry.session
        if (
            session
            and session.previous is not None
            and path.name in (session.previous, entry.path.name)
            and session.closed is None
            and is_unanswered(session)
        ):
            return entry.path
    return None


def refuse_second(path: Path) -> None:
    """Raise `SessionError` if a session has a re-run in which nothing is answered yet."""
    begun = untouched_rerun(path)
    if begun is not None:
        raise SessionError(
            f"a re-run of {path.name} is begun already, and nothing is answered in it yet",
            Place(begun),
            "Go on with that one, or delete it.",
        )


def last_time_of(
    session: Session,
    path: Path,
    sessions: Path,
    now: Questionnaire,
    engine_of: EngineOf | None = None,
) -> LastTime | None:
    """Read what the session before said; None for a session that repeats none.

    Args:
        session: The re-run.
        path: Its file.
        sessions: The sessions folder.
        now: Its questionnaire.
        engine_of: Gives engines that are at hand already; None loads what is needed.

    Raises `UnstallError` if the session before cannot be read.
    """
    if session.previous is None:
        return None
    back = way_back(session, path, sessions, engine_of=engine_of, most=1)
    if back.last is None:
        raise back.broken or SessionError("the session before cannot be read", Place(path))
    before = back.last
    then = before.engine.questionnaire
    return last_time(
        before.session,
        then,
        version_map(then, now),
        aims=aims_of(before, session),
    )


def aims_of(before: Earlier, session: Session) -> dict[str, Aim]:
    """Find the questions at which the plan of the session before aimed.

    Args:
        before: The session before.
        session: The one that repeats it; what it says of that plan goes before what the other does.
    """
    engine: Engine = before.engine
    triage = engine.triage_session(before.session)
    result = before.session.result
    strategy = engine.questionnaire.strategy_by_id.get(
        (result.strategy if result else triage.decision.strategy) or ""
    )
    if strategy is None:
        return {}
    aims: dict[str, Aim] = {}
    for chosen in select(engine, triage, strategy):
        since = session.last_plan.actions.get(chosen.action.id)
        told = since if since and (since.done or since.dropped) else None
        became = told or before.session.plan.actions.get(chosen.action.id)
        if became and became.dropped and not became.done:
            continue
        is_done = bool(became and became.done)
        for why in chosen.why:
            if is_done or why.question not in aims:
                aims[why.question] = "done" if is_done else "planned"
    return aims

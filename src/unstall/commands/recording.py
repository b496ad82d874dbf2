"""Changing a session by what was given on the command line, and telling what came of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from unstall.commands.changes import Given, changes, refuse_in_ballot
from unstall.commands.find import find_session
from unstall.commands.reason_words import verdict_line
from unstall.errors import Place, UsageError
from unstall.paths import standings_file
from unstall.questionnaire.models import Questionnaire
from unstall.report.dossier import dossier_of
from unstall.report.formats import DEFAULT_LOCALE
from unstall.report.phrases import counted
from unstall.session.agree import agreed
from unstall.session.ballot import filled_in
from unstall.session.kept import keep_again, questionnaire_for
from unstall.session.models import BallotRef, Session
from unstall.session.rerun import LastTime
from unstall.session.store import SessionStore
from unstall.standings import Standings
from unstall.triage.engine import Engine, Triage
from unstall.triage.standing import StandingWord


@dataclass(frozen=True)
class Recorded:
    """A session after a change."""

    path: Path
    before: Session
    after: Session
    engine: Engine
    triage: Triage
    notices: tuple[str, ...]
    """What happened to the file before it was opened, as sentences."""

    @cached_property
    def standing(self) -> StandingWord:
        """How firmly the verdict stands now."""
        standings = Standings(standings_file())
        sha256 = self.after.questionnaire.sha256
        return standings.weigh(self.engine, self.triage, sha256).word

    def progress(self) -> tuple[int, int]:
        """Count the questions of this depth that have an answer of any kind, and all of them."""
        if self.after.ballot:
            states = [self.triage.given.state(q) for q in self.after.ballot.questions]
            return sum(state != "unanswered" for state in states), len(states)
        asked = [
            question.id
            for question in self.engine.questionnaire.questions
            if (self.after.depth == "full" or question.quick) and not self._is_hidden(question.id)
        ]
        return sum(self.triage.reading.state(q) != "unanswered" for q in asked), len(asked)

    def without_effect(self) -> list[str]:
        """List what was answered just now although this project is not asked it."""
        return [
            question.id
            for question in self.engine.questionnaire.questions
            if self.before.answers.get(question.id) != self.after.answers.get(question.id)
            and self._is_hidden(question.id)
        ]

    def in_words(self) -> str:
        """Say in one line how far it is and, but for a ballot, where it leans."""
        answered, asked = self.progress()
        done = "Saved" if self.after != self.before else "Nothing changed"
        if self.after.ballot:
            return _ballot_in_words(done, self.after.ballot, answered, asked)
        dossier = dossier_of(self.engine, self.after, self.triage, None, DEFAULT_LOCALE)
        verdict = verdict_line(dossier, self.standing).rstrip(".")
        line = (
            f"{done} in {self.after.project}: {answered} of {counted(asked, 'question')} answered."
            f" {verdict}."
        )
        idle = self.without_effect()
        return f"{line} Not asked in this project: {', '.join(idle)}." if idle else line

    def as_data(self) -> dict[str, Any]:
        """Give the same as data; a ballot has no verdict, and `standing` is null in it."""
        answered, asked = self.progress()
        if self.after.ballot:
            return {
                "path": str(self.path),
                "changed": self.after != self.before,
                "answered": answered,
                "asked": asked,
                "strategy": None,
                "standing": None,
                "conditions": [],
                "without_effect": [],
            }
        return {
            "path": str(self.path),
            "changed": self.after != self.before,
            "answered": answered,
            "asked": asked,
            "strategy": self.triage.decision.strategy,
            "standing": self.standing,
            "conditions": list(self.triage.decision.conditions),
            "without_effect": self.without_effect(),
        }

    def _is_hidden(self, question: str) -> bool:
        return self.engine.scale.is_hidden(question, self.triage.reading)


def _ballot_in_words(done: str, ballot: BallotRef, answered: int, asked: int) -> str:
    line = f"{done} in this ballot: {answered} of {counted(asked, 'question')} answered."
    if ballot.role is None:
        return f"{line} Say in which role you vote: --role ROLE."
    return f"{line} Your role: {ballot.role}."


def _random_id() -> str:
    return secrets.token_hex(8)


def record(store: SessionStore, wanted: str, given: Given, at: datetime) -> Recorded:
    """Make all changes that are given and wait until they are on the disk.

    A ballot that is filled in first gets its id.

    Raises `UnstallError`, after which nothing has changed.
    """
    if given.is_nothing:
        raise UsageError(
            "there is nothing to record",
            hint="Give QUESTION=LEVEL, or --fact NAME=VALUE, or --note QUESTION=TEXT.",
        )
    path = find_session(store, wanted)
    with store.open(path) as opened:
        questionnaire = questionnaire_for(opened.session, path, store.folder).questionnaire
        before = after = agreed(opened.session, questionnaire, path)
        if before.ballot:
            refuse_in_ballot(given, path)
        keep_again(before, opened.path, store.folder)
        last = _last_time(before, path, store, questionnaire) if given.needs_last_time else None
        for change in changes(questionnaire, given, at, last):
            after = change(after)
        if after != before:
            after = filled_in(after, _random_id)
        opened.save(after)
        opened.flush()
        notices = opened.notices
    engine = Engine(questionnaire)
    return Recorded(path, before, after, engine, engine.triage_session(after), notices)


def _last_time(
    session: Session, path: Path, store: SessionStore, questionnaire: Questionnaire
) -> LastTime:
    """Read what there is to confirm; raises `UnstallError` if there is nothing."""
    from unstall.rerunning import last_time_of

    last = last_time_of(session, path, store.folder, questionnaire)
    if last is None:
        raise UsageError(
            "this session repeats none, so there is nothing to confirm",
            Place(path),
            "Begin a re-run of it: unstall rerun SESSION.",
        )
    return last

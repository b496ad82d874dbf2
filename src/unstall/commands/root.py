"""The command `unstall` itself, and the list of all others."""

from __future__ import annotations

import click

from unstall import __version__
from unstall.commands.folder import sessions_option
from unstall.commands.lazy import Entry, LazyGroup

TRIAGE = "Triage a project"
RESULT = "Read the result"
OTHER = "Questionnaires and set-up"

_HERE = "unstall.commands"

ENTRIES = (
    Entry("new", f"{_HERE}.begin:new", "Begin a session for a project.", TRIAGE),
    Entry("open", f"{_HERE}.app:open_", "Open a session in the app.", TRIAGE),
    Entry("list", f"{_HERE}.listing:list_", "List the projects with their newest session.", TRIAGE),
    Entry("answer", f"{_HERE}.answer:answer", "Record answers, facts and notes.", TRIAGE),
    Entry("rerun", f"{_HERE}.rerun:rerun", "Begin a session again.", TRIAGE),
    Entry("follow", f"{_HERE}.follow:follow", "Record what became of the last plan.", TRIAGE),
    Entry("example", f"{_HERE}.begin:example", "Write the worked example to work on.", TRIAGE),
    Entry("ballot", f"{_HERE}.ballot:ballot", "Make a ballot to vote alone beforehand.", TRIAGE),
    Entry("collect", f"{_HERE}.collect:collect", "Count ballots, and say where all stand.", TRIAGE),
    Entry("workshop", f"{_HERE}.workshop:workshop", "Vote together, in one room.", TRIAGE),
    Entry("score", f"{_HERE}.score:score", "Say what the answers amount to.", RESULT),
    Entry("plan", f"{_HERE}.documents:plan", "Write the week-by-week plan.", RESULT),
    Entry("report", f"{_HERE}.documents:report", "Write the whole report.", RESULT),
    Entry("summary", f"{_HERE}.documents:summary", "Write one page for the sponsor.", RESULT),
    Entry("compare", f"{_HERE}.compare:compare", "Say what moved since a session.", RESULT),
    Entry("portfolio", f"{_HERE}.portfolio:portfolio", "Say where all projects stand.", RESULT),
    Entry(
        "questionnaire",
        f"{_HERE}.questionnaire:questionnaire",
        "List, show, check, begin or adopt questionnaires.",
        OTHER,
    ),
    Entry(
        "resolve", f"{_HERE}.resolve:resolve", "Choose between two versions of a session.", OTHER
    ),
    Entry("merge", f"{_HERE}.merge:merge", "Merge two versions of a session, for git.", OTHER),
    Entry("schema", f"{_HERE}.schema:schema", "Describe what a command gives as JSON.", OTHER),
    Entry("paths", f"{_HERE}.machine:paths_", "Say where everything lies.", OTHER),
    Entry("completion", f"{_HERE}.machine:completion", "Write the shell's completion.", OTHER),
)


@click.group(
    cls=LazyGroup,
    entries=ENTRIES,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@sessions_option
@click.version_option(__version__, message="unstall %(version)s")
@click.pass_context
def root(context: click.Context) -> int | None:
    """Triage a stalled AI project: an honest reading, one recovery strategy, a week-by-week plan.

    Without a command the app opens.

    SESSION is a session's file, or a project's name: then its newest session. Data goes to standard
    output, words for people to standard error. Exit codes: 0 done, 1 the check did not pass, 2
    wrong use or bad input, 130 interrupted.
    """
    if context.invoked_subcommand is not None:
        return None
    from unstall.commands.app import start

    return start(None)

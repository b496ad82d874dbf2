"""The workshop: everybody votes, and the room argues only where it matters."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from unstall.commands.app import refuse_without_terminal, start
from unstall.commands.completing import complete_session
from unstall.commands.folder import session_store, sessions_option
from unstall.commands.output import one_line
from unstall.errors import UsageError

if TYPE_CHECKING:
    from unstall.workshop.choosing import Questions
    from unstall.workshop_server import Where

RISK = (
    "Anybody who reaches this machine {at} may try to join. What is sent is not encrypted, "
    "so whoever listens on that network can read it. The join code is all that keeps others out."
)


@click.command()
@sessions_option
@click.argument("session", shell_complete=complete_session)
@click.option("--serve", is_flag=True, help="Let people vote from their own devices, in a browser.")
@click.option(
    "--address", metavar="HOST",
    help="Serve at this address of this machine; without it at 127.0.0.1, for this machine alone.",
)  # fmt: skip
@click.option(
    "--port", metavar="N", type=click.IntRange(1, 65535), help="Serve on this port, not a free one."
)
@click.option(
    "--accept-risk", is_flag=True, help="Do not ask whether to serve at an address others reach."
)
@click.option("--roles", metavar="ROLE,...", help="The roles in which people vote.")
@click.option("--voters", metavar="N", help="How many people vote.")
@click.option("--seconds", metavar="N", type=click.IntRange(0, 3600), help="The time for each "
    "question; 0 for no clock.",
)  # fmt: skip
@click.option(
    "--questions", type=click.Choice(["quick", "full", "matter"]),
    help="The quick call, the full triage, or what matters most for the verdict.",
)  # fmt: skip
@click.option(
    "--keyboard", metavar="ROLE=N,...", help="Who votes at one keyboard that is passed round."
)
def workshop(
    *,
    session: str,
    serve: bool,
    address: str | None,
    port: int | None,
    accept_risk: bool,
    roles: str | None,
    voters: str | None,
    seconds: int | None,
    questions: Questions | None,
    keyboard: str | None,
) -> int:
    """Open the workshop on a session: its set-up, or its room where it was left.

    Everybody votes before anybody sees the others' votes: by showing hands, at one keyboard that is
    passed round, or from their own devices (--serve). Votes are kept by role, never by name. All
    options but those of serving fill in the set-up, where they can be changed.
    """
    instead = f"unstall ballot {shlex.quote(one_line(session))} lets people vote beforehand"
    refuse_without_terminal(instead)
    from unstall.commands.find import find
    from unstall.session.edit import refuse_if_closed
    from unstall.workshop_wishes import Wishes, roles_typed, seats_typed, suggested_roles
    from unstall.workshop_wishes import voters_typed as voters_of

    at = _where(address, port, serve=serve)
    found = find(session, session_store())
    refuse_if_closed(found.session)
    bank = found.questionnaire
    of_roles = None if roles is None else roles_typed(bank, roles)
    known = of_roles or suggested_roles(bank, found.session)
    wishes = Wishes(
        roles=of_roles,
        voters=None if voters is None else voters_of(voters),
        seconds=seconds,
        which=questions,
        seats=None if keyboard is None else seats_typed(bank, keyboard, known),
        serve=at,
    )
    if at is not None and not at.is_loopback and not accept_risk:
        _ask_about_risk(at)
    return start(found.path, wishes)


def _where(address: str | None, port: int | None, *, serve: bool) -> Where | None:
    from unstall.workshop_server import where

    if not serve and (address is not None or port is not None):
        raise UsageError(
            "nothing is served, so it has no address and no port",
            hint="Add --serve to let people vote from their own devices.",
        )
    return where(address, port) if serve else None


def _ask_about_risk(at: Where) -> None:
    """Say what serving at an address means; raises `UsageError` unless that is wanted."""
    reached = "at any of its addresses" if at.is_everywhere else f"at {at.address}"
    click.echo(RISK.format(at=reached), err=True)
    if not click.confirm("Serve there?", default=False, err=True):
        raise UsageError(
            "nothing was opened",
            hint="Leave --address out to serve this machine alone, or say --accept-risk.",
        )

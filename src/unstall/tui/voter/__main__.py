"""Starts one voter's app, as the server asks for it in its environment."""

from __future__ import annotations

import gc
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path


def main() -> int:
    """Show a room to one voter until the server, or the voter's place in the room, is gone."""
    told = os.environ
    if "UNSTALL_ROOM" not in told:
        sys.stderr.write("unstall: voters' apps are started by unstall workshop --serve.\n")
        return 2
    # The server reads frames; a traceback among them, with votes in it, would help nobody.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

    from unstall.tui.voter.app import VoterApp
    from unstall.workshop.folder import RoomFolder

    # A pass over all that was imported takes as long as a reveal does, and fifty apps that do the
    # same things make it at the same moment.
    gc.freeze()
    server = int(told["UNSTALL_SERVER"])
    VoterApp(
        RoomFolder(Path(told["UNSTALL_ROOM"])),
        told["UNSTALL_VOTER"],
        role=told["UNSTALL_ROLE"],
        word=told["UNSTALL_WORD"],
        is_light=bool(told["UNSTALL_LIGHT"]),
        now=partial(datetime.now, UTC),
        is_served=lambda: os.getppid() == server,
    ).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())

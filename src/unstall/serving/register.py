"""Who is in the room with a device of their own: new voters, and those who come back.

Only slips tell who is in; nothing is remembered here, so that a server that starts again knows
everybody, and somebody who was taken out of the room is out.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from unstall.errors import RoomError
from unstall.serving.door import draw_voter, draw_word, key_of, tidied, token_of
from unstall.workshop.folder import RoomFolder
from unstall.workshop.slips import Slip


class NotLetInError(RoomError):
    """Somebody cannot join, and may be told why."""


@dataclass(frozen=True, slots=True)
class Register:
    """The voters of one room who came through the door."""

    folder: RoomFolder
    roles: Mapping[str, str]
    """Role id → its title, in the order in which they are offered."""
    most_voters: int
    """With devices of their own."""

    def voter_with(self, token: str) -> Slip | None:
        """Give the slip of the voter whose token this is; None if it is nobody's."""
        wanted = key_of(token)
        return next(
            (slip for slip in self._slips() if hmac.compare_digest(slip.key or "", wanted)), None
        )

    def token_for(self, typed: str) -> str | None:
        """Give the token of the voter whose word somebody typed; None if it is nobody's."""
        word, secret = tidied(typed), self.folder.secret()
        for slip in self._slips():
            token = token_of(secret, slip.voter, word)
            if hmac.compare_digest(slip.key or "", key_of(token)):
                return token
        return None

    def is_over(self) -> bool:
        """Tell whether the workshop has ended; raises `RoomError` if that cannot be read."""
        stage = self.folder.stage()
        return stage is None or stage.phase == "over"

    def join(self, role: str) -> str:
        """Take a new voter in and give their token.

        Raises `NotLetInError` for a role that is not offered, for a room that is full and for a
        workshop that is over; `RoomError` or `StorageError` if the room cannot be used.
        """
        if role not in self.roles:
            raise NotLetInError("this is none of the roles", hint="Choose one of those shown.")
        if self.is_over():
            raise NotLetInError("the workshop is over", hint="Thank you for coming.")
        if len(self._slips()) >= self.most_voters:
            raise NotLetInError("the room is full", hint="Tell whoever leads the workshop.")
        voter, word = draw_voter(), draw_word()
        token = token_of(self.folder.secret(), voter, word)
        self.folder.put_slip(Slip(voter, role, "device", key_of(token)))
        return token

    def _slips(self) -> list[Slip]:
        slips = self.folder.slips().values()
        return [slip for slip in slips if slip.way == "device" and slip.role in self.roles]

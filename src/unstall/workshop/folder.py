"""The room's folder: where votes meet until they are revealed.

It lies hidden beside the session, `.2026-11-20.toml.room/`, readable by its owner alone:

- `setup.toml`: how the facilitator set the workshop up, see `unstall.workshop.setup`;
- `stage.toml`: what everybody may see;
- `voters/PSEUDONYM.toml`: one slip a voter;
- `secret.toml`: what ties the browsers of voters to their pseudonyms, and is gone with the room.

Everything is written whole or not at all, so that a program that dies loses nothing and a reader
never meets half a file. A `.gitignore` keeps votes that are still secret out of shared histories.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from unstall.errors import Place, RoomError
from unstall.session.files import make_folder, put_over, remove, room_beside, storage_error
from unstall.toml import read_toml
from unstall.workshop.slips import Slip, is_pseudonym, slip_data, slip_from
from unstall.workshop.stage import Round, Stage, stage_data, stage_from

MOST_BYTES = 256 * 1024
"""Largest file of a room."""
_SECRET_BYTES = 16

Look = tuple[int, int, int] | None
"""What tells two states of a file apart without reading it; None if it is not there."""


def room_of(session: Path) -> RoomFolder:
    """Give the folder of the workshop on a session; it need not exist."""
    return RoomFolder(room_beside(session))


class RoomFolder:
    """The files of one workshop. Methods that write raise `StorageError` if the disk refuses."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._slips: dict[str, tuple[Look, Slip | None]] = {}

    @property
    def setup_file(self) -> Path:
        """How the workshop was set up."""
        return self.path / "setup.toml"

    @property
    def is_there(self) -> bool:
        """A workshop was set up and not cleared away."""
        return self.setup_file.is_file()

    def make(self) -> None:
        """Make the folder, for its owner alone."""
        try:
            make_folder(self.path)
            make_folder(self._voters)
            put_over(self.path / ".gitignore", b"*\n")
        except OSError as refused:
            raise storage_error(refused, self.path) from None

    def clear(self) -> None:
        """Take the folder away with all that is in it. A link is not followed."""
        self._slips.clear()
        if self.path.is_symlink():
            remove(self.path)
        else:
            shutil.rmtree(self.path, ignore_errors=True)

    def stage(self) -> Stage | None:
        """Read what is on stage; None before there is a stage. Raises `RoomError`."""
        file = self._stage_file
        if _look(file) is None:
            return None
        try:
            return stage_from(self._read(file))
        except RoomError as error:
            error.place = Place(file)
            raise

    def put_stage(self, stage: Stage) -> None:
        """Put something else on stage."""
        self.write(self._stage_file, stage_data(stage))

    def look(self) -> Look:
        """Tell two states on stage apart without reading them."""
        return _look(self._stage_file)

    def slips(self) -> dict[str, Slip]:
        """Read all slips that can be read: voter → slip. Those not changed are not read again.

        Raises `StorageError` if it cannot even be seen which there are.
        """
        found: dict[str, tuple[Look, Slip | None]] = {}
        try:
            for voter, look in self._files():
                known = self._slips.get(voter)
                found[voter] = (
                    known if known and known[0] == look else (look, self._sound_slip(voter))
                )
        except OSError as refused:
            raise storage_error(refused, self.path, "not read") from None
        self._slips = found
        return {voter: slip for voter, (_look, slip) in sorted(found.items()) if slip}

    def slip(self, voter: str) -> Slip | None:
        """Read one voter's slip; None if there is none. Raises `RoomError`."""
        file = self._slip_file(voter)
        if _look(file) is None:
            return None
        try:
            return slip_from(voter, self._read(file))
        except RoomError as error:
            error.place = Place(file)
            raise

    def put_slip(self, slip: Slip) -> None:
        """Write a voter's slip."""
        self.write(self._slip_file(slip.voter), slip_data(slip))

    def remove_slip(self, voter: str) -> None:
        """Take a voter's slip away."""
        remove(self._slip_file(voter))

    def vote(self, voter: str, question: str, in_round: Round, vote: str) -> Slip:
        """Vote, in place of an earlier vote on the same question.

        Raises `RoomError` for somebody who is not in the room (any more).
        """
        slip = self.slip(voter)
        if slip is None:
            raise RoomError("you are not in this room any more", hint="Join it again.")
        after = slip.with_vote(question, in_round, vote)
        self.put_slip(after)
        return after

    def secret(self) -> str:
        """Give this room's secret, drawn when it is first asked for. Raises `RoomError`."""
        file = self.path / "secret.toml"
        if _look(file) is None:
            self.write(file, {"secret": secrets.token_hex(_SECRET_BYTES)})
        secret = self._read(file).get("secret")
        if not isinstance(secret, str) or len(secret) != 2 * _SECRET_BYTES:
            raise RoomError("this is no room's secret", Place(file), "Take it out.")
        return secret

    def write(self, file: Path, data: Mapping[str, Any]) -> None:
        """Write tables to a file of the room, whole or not at all."""
        try:
            put_over(file, tomli_w.dumps(data).encode())
        except OSError as refused:
            # Everybody looks at what is said in a room: no file there that is named after a voter.
            raise storage_error(refused, self.path) from None

    @property
    def _stage_file(self) -> Path:
        return self.path / "stage.toml"

    @property
    def _voters(self) -> Path:
        return self.path / "voters"

    def _slip_file(self, voter: str) -> Path:
        if not is_pseudonym(voter):
            raise RoomError("this is no voter", hint="Join the room again.")
        return self._voters / f"{voter}.toml"

    def _files(self) -> Iterator[tuple[str, Look]]:
        with contextlib.suppress(FileNotFoundError), os.scandir(self._voters) as entries:
            for entry in entries:
                voter, dot, kind = entry.name.partition(".")
                if dot and kind == "toml" and is_pseudonym(voter):
                    yield voter, _look(Path(entry.path))

    def _sound_slip(self, voter: str) -> Slip | None:
        try:
            return self.slip(voter)
        except RoomError:
            return None

    def _read(self, file: Path) -> dict[str, Any]:
        return read_toml(file, most_bytes=MOST_BYTES, error=RoomError)


def _look(file: Path) -> Look:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns

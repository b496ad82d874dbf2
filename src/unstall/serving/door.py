"""Who may come in: join codes, words to come back with, and how wrong ones are slowed down.

Pure but for the random source: the clock is handed in, and nothing is written. Everything here is
done without pause between looking and counting, so that tries made at the same moment are counted
one by one.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What codes and words are made of: nothing that can be taken for something else."""
WORD_LENGTH: Final = 8

FREE_TRIES: Final = 3
"""Wrong tries from one address before it has to wait: anybody may misread a code."""
LONGEST_WAIT: Final = 15.0
"""Seconds between two tries from an address that was wrong again and again."""
FORGOTTEN_AFTER: Final = 600.0
"""Seconds without a wrong try after which an address begins anew."""
MOST_PER_MINUTE: Final = 30
"""Wrong tries from all addresses together, before those that were wrong already have to wait."""
MOST_OF_NEW_PER_MINUTE: Final = 120
"""The same before everybody has to wait: 57,600 in a day of eight hours, of a billion codes. It is
more, since otherwise a few addresses that are wrong all the time would keep everybody out."""
_MINUTE: Final = 60.0
_MOST_ADDRESSES: Final = 10_000
_LONGEST_TYPED: Final = 64
_VOTER_BYTES: Final = 8
_TAG_DIGITS: Final = 16


def draw_voter() -> str:
    """Draw a pseudonym: 16 digits that say nothing of anybody."""
    return secrets.token_hex(_VOTER_BYTES)


def draw_word() -> str:
    """Draw the word with which one voter comes back: 40 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(WORD_LENGTH))


def spoken(word: str) -> str:
    """Write a word as it is read out: `K7QM-3XPD`."""
    return f"{word[:4]}-{word[4:]}"


def tidied(typed: str) -> str:
    """Give what somebody typed as a code or word: capitals without spaces and hyphens."""
    return "".join(letter for letter in typed[:_LONGEST_TYPED].upper() if letter.isalnum())


def is_same(typed: str, right: str) -> bool:
    """Compare in a time that does not depend on where the two differ."""
    return hmac.compare_digest(tidied(typed).encode(), right.encode())


def token_of(secret: str, voter: str, word: str) -> str:
    """Make what a voter's browser keeps: their word, and a mark that only this voter has.

    A word typed on another device gives the same token. The mark is made with a secret that goes
    with the room: afterwards nobody tells from a browser, or from what went over the network, which
    pseudonym in the session it was.

    Args:
        secret: The room's.
        voter: Their pseudonym.
        word: Theirs.
    """
    mark = hmac.new(secret.encode(), voter.encode(), hashlib.sha256).hexdigest()[:_TAG_DIGITS]
    return f"{word}.{mark}"


def word_in(token: str) -> str:
    """Give the word of a token."""
    return token.partition(".")[0]


def key_of(token: str) -> str:
    """Give what a slip keeps of a token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def neighbourhood(address: str) -> str:
    """Give what counts as one address: with IPv6 a whole network, since one device has it all."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "elsewhere"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


@dataclass(frozen=True, slots=True)
class _Wrongs:
    """What is remembered of one address."""

    count: int
    last: float


class Waits:
    """Slows wrong tries down: each address by itself, and all of them together."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with nothing known.

        Args:
            clock: Gives seconds that only ever grow.
        """
        self.refused = 0
        """Wrong tries since the beginning."""
        self._clock = clock
        self._by_address: OrderedDict[str, _Wrongs] = OrderedDict()
        self._recent: deque[float] = deque(maxlen=MOST_OF_NEW_PER_MINUTE)

    def seconds(self, address: str) -> int:
        """Give how long a try from an address has to wait: 0 if it may be made now."""
        now = self._clock()
        wait = 0.0
        wrongs = self._by_address.get(neighbourhood(address))
        most = MOST_OF_NEW_PER_MINUTE
        if wrongs and now - wrongs.last < FORGOTTEN_AFTER:
            wait, most = wrongs.last + _wait_after(wrongs.count) - now, MOST_PER_MINUTE
        if len(self._recent) >= most:
            wait = max(wait, self._recent[-most] + _MINUTE - now)
        return max(0, math.ceil(wait))

    def was_wrong(self, address: str) -> None:
        """Count a wrong try."""
        now, where = self._clock(), neighbourhood(address)
        known = self._by_address.pop(where, None)
        begun = known.count if known and now - known.last < FORGOTTEN_AFTER else 0
        self._by_address[where] = _Wrongs(begun + 1, now)
        if len(self._by_address) > _MOST_ADDRESSES:
            self._by_address.popitem(last=False)
        self._recent.append(now)
        self.refused += 1


def _wait_after(wrongs: int) -> float:
    return 0.0 if wrongs < FREE_TRIES else min(LONGEST_WAIT, 2.0 ** (wrongs - FREE_TRIES))

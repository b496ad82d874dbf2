"""By which names the door may be called, and which pages may speak to it.

A page from elsewhere could have its own name point at this machine (DNS rebinding): only names that
nobody else can hand out are answered, which are this machine's own and addresses written in digits.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import Final
from urllib.parse import urlsplit

_HOST = re.compile(
    r"(?:\[(?P<six>[0-9a-fA-F:.]{2,45})\]|(?P<name>[A-Za-z0-9._-]{1,253}))(?::\d{1,5})?"
)
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SOMEWHERE_ELSE: Final = ("192.0.2.1", 9)
"""An address for documentation; asking for the way there sends nothing."""


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone."""
    address = _address(host)
    return host.lower() == "localhost" or (address is not None and address.is_loopback)


def known_names(host: str) -> frozenset[str]:
    """List the names of a door that is bound to an address."""
    names = {host.lower(), *_LOOPBACK}
    if not is_loopback(host):
        own = socket.gethostname().lower()
        names |= {own, f"{own.partition('.')[0]}.local"}
    return frozenset(names)


def is_for_us(called: str, host: str, names: frozenset[str]) -> bool:
    """Tell whether a request's Host means the door that is bound to `host`."""
    found = _HOST.fullmatch(called)
    if not found:
        return False
    name = (found["six"] or found["name"]).lower()
    return name in names or (not is_loopback(host) and _address(name) is not None)


def is_from_us(origin: str | None, called: str) -> bool:
    """Tell whether a request's Origin is the page of the very Host that it calls."""
    if not origin:
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == called.lower()


def address_for(host: str, port: int) -> str:
    """Write the address that people type to reach a door."""
    address = _address(host)
    name = _outward() if address is not None and address.is_unspecified else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def _outward() -> str:
    """Give the address by which this machine is known on its network."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.connect(_SOMEWHERE_ELSE)
            return str(asked.getsockname()[0])
    except OSError:
        return socket.gethostname()


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None

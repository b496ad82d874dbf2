"""Which program this is, told by its text: what another one worked out may be otherwise."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path

from unstall import __version__

_PACKAGE = Path(__file__).parent


@cache
def program_text(*patterns: str) -> str:
    """Hash the version and the text of some modules, 64 hexadecimal digits.

    Args:
        patterns: Modules as paths in the package, such as `triage/*.py`.
    """
    found = hashlib.sha256(__version__.encode())
    for pattern in patterns:
        for file in sorted(_PACKAGE.glob(pattern)):
            with suppress(OSError):
                found.update(file.read_bytes())
    return found.hexdigest()

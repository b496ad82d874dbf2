"""Where everything lies: the only module that knows directories.

Every function is pure: it works a path out and touches nothing; folders are made by whoever writes
into them. What depends on the environment takes it as an argument, so that tests need no patching.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from unstall.errors import Place, UsageError

SESSIONS_VARIABLE = "UNSTALL_SESSIONS"
"""Environment variable that names another sessions folder."""

_PACKAGE = Path(__file__).parent


def data_dir() -> Path:
    """Where the user's own files lie: sessions and questionnaires."""
    return platformdirs.user_data_path("unstall", appauthor=False)


def config_dir() -> Path:
    """Where the user's settings and document templates lie."""
    return platformdirs.user_config_path("unstall", appauthor=False)


def state_dir() -> Path:
    """Where things lie that may be lost without harm, such as what was open last."""
    return platformdirs.user_state_path("unstall", appauthor=False)


def cache_dir() -> Path:
    """Where things lie that can be worked out again at any time."""
    return platformdirs.user_cache_path("unstall", appauthor=False)


def standings_file() -> Path:
    """What was measured of how firmly verdicts stand; see `unstall.standings`."""
    return cache_dir() / "standings.sqlite3"


def portfolio_file(sessions: Path) -> Path:
    """What was read of a sessions folder's projects; see `unstall.portfolio.index`."""
    name = hashlib.sha256(os.fsencode(sessions.absolute())).hexdigest()[:16]
    return cache_dir() / f"portfolio-{name}.sqlite3"


def settings_file() -> Path:
    """The user's settings: theme, key map, currency, first day of the week."""
    return config_dir() / "settings.toml"


def sessions_dir(chosen: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Where sessions lie: the folder chosen on the command line, else the environment's, else ours.

    Always absolute; `~` is the home directory. An empty variable counts as not set. Raises
    UsageError if `~somebody` is nobody's home.
    """
    named = chosen or environ.get(SESSIONS_VARIABLE)
    try:
        folder = Path(named).expanduser() if named else data_dir() / "sessions"
    except RuntimeError:
        raise UsageError(
            "nobody's home directory is meant by this",
            Place(Path(named or "")),
            "Name the sessions folder in full.",
        ) from None
    return folder.absolute()


def kept_questionnaires(sessions: Path) -> Path:
    """Where a sessions folder keeps one copy of every questionnaire version it has used.

    The name begins with a dot, so that no project's folder can have it.
    """
    return sessions / ".questionnaires"


def own_questionnaires() -> Path:
    """Where the user's own questionnaires lie, each a file or a folder."""
    return data_dir() / "questionnaires"


def earlier_questionnaires() -> Path:
    """Where versions are kept that were in force before another was adopted.

    The name begins with a dot, so that nothing in it is taken for a questionnaire to be used.
    """
    return own_questionnaires() / ".earlier"


def builtin_questionnaires(package: Path = _PACKAGE) -> Path:
    """Where the built-in questionnaires lie: inside the wheel, or at the top of the repository."""
    packed = package / "questionnaires"
    return packed if packed.is_dir() else package.parent.parent / "questionnaires"


def own_templates() -> Path:
    """Where the user's own document templates lie; they go before the built-in ones."""
    return config_dir() / "templates"


def builtin_templates() -> Path:
    """Where the built-in document templates lie."""
    return _PACKAGE / "report" / "templates"


def exports_dir() -> Path:
    """Where documents are written when no place is named: the current directory."""
    return Path.cwd()


def listing(chosen_sessions: Path | None = None) -> dict[str, Path]:
    """Name every place for `unstall paths`, in the order in which people ask for them."""
    sessions = sessions_dir(chosen_sessions)
    return {
        "sessions": sessions,
        "settings": settings_file(),
        "questionnaires": own_questionnaires(),
        "built-in questionnaires": builtin_questionnaires(),
        "kept questionnaires": kept_questionnaires(sessions),
        "templates": own_templates(),
        "built-in templates": builtin_templates(),
        "state": state_dir(),
        "cache": cache_dir(),
    }

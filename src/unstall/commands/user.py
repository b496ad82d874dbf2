"""What the user of this machine has set, read once per command and only where it matters."""

from __future__ import annotations

from unstall import paths
from unstall.settings import Settings, load_settings


def user_settings() -> Settings:
    """Read the user's settings; raises `SettingsError` with file and line."""
    return load_settings(paths.settings_file())

"""What every test starts from: an environment in which pictures are the same everywhere."""

from __future__ import annotations

import os

# Before Textual is imported by any test: these change its colours, its theme and its pace.
for _name in list(os.environ):
    if _name in {"NO_COLOR", "FORCE_COLOR", "UNSTALL_SESSIONS"} or _name.startswith("TEXTUAL"):
        del os.environ[_name]

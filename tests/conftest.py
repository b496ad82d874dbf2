"""What every test starts from: an environment in which pictures are the same everywhere."""

from __future__ import annotations

import gc
import os

from hypothesis import settings

# Before Textual is imported by any test: these change its colours, its theme and its pace.
for _name in list(os.environ):
    # The snapshot plugin tells its workers by TEXTUAL_SNAPSHOT_… where to put what they draw.
    _changes_pictures = _name.startswith("TEXTUAL") and not _name.startswith("TEXTUAL_SNAPSHOT")
    if _changes_pictures or _name in {"NO_COLOR", "FORCE_COLOR", "UNSTALL_SESSIONS"}:
        del os.environ[_name]

# How long an example takes says more of the machine than of the program.
settings.register_profile("without-times", deadline=None)
settings.load_profile("without-times")

# Most of what tests make stays until the end; going through it again and again takes a tenth of the
# time.
gc.set_threshold(200_000, 20, 50)

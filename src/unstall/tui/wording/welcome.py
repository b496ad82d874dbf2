"""What Home says when there are no projects yet."""

from __future__ import annotations

from unstall.tui.rows import Row, row


def welcome(folder: str, *, is_read: bool) -> list[Row]:
    """Say in three lines what this is, and how to begin.

    Args:
        folder: Where sessions will lie.
        is_read: The folder was read and there is nothing in it; before that, nothing is claimed.
    """
    if not is_read:
        return [row("Reading the sessions folder …", "dim")]
    return [
        row("Find out why an AI project has stalled, and what to do about it.", "strong"),
        row(""),
        row("You answer what is asked in one call; don't know is an answer."),
        row("You get one recommendation, its reasons, and what would change it,"),
        row("and a week-by-week plan that can be acted on the same day."),
        row(""),
        _key("Enter", "Look at a worked example: a project that stalled."),
        _key("n", "Begin with your own project; the quick call takes 20 minutes."),
        _key("?", "See what every key does. It works on every screen."),
        row(""),
        row("Everything stays on this computer, in files that you can read, in", "dim"),
        row(folder, "dim"),
    ]


def _key(key: str, what: str) -> Row:
    return Row(((what, "plain"),), mark=(f"{key:<8}", "accent"))

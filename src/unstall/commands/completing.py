"""What the shell offers when Tab is pressed; nothing is worked out before it is."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from unstall.commands.folder import session_store
from unstall.errors import UnstallError


def complete_session(
    context: click.Context, _: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Offer the projects' folders, which are names without spaces, else files."""
    try:
        projects = session_store(context).projects()
    except UnstallError:
        return []
    return [
        CompletionItem(project.folder.name, help=project.name)
        for project in projects
        if project.folder.name.startswith(begun)
    ] or [CompletionItem(begun, type="file")]


def complete_answer(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer QUESTION=, and once that stands there the question's levels."""
    from unstall.commands.find import find

    try:
        found = find(str(context.params.get("session")), session_store(context))
    except UnstallError:
        return []
    questions = found.questionnaire.question_by_id
    asked, equals, _rest = begun.partition("=")
    if not equals:
        return [
            CompletionItem(f"{name}=", help=question.short)
            for name, question in questions.items()
            if name.startswith(begun)
        ]
    levels = [level.id for level in questions[asked].levels] if asked in questions else []
    return [
        CompletionItem(word)
        for level in (*levels, "unknown", "n/a:")
        if (word := f"{asked}={level}").startswith(begun)
    ]

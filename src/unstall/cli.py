"""The command line's door: arguments in, an exit code out.

Exit codes are part of the interface: 0 done, 1 the check did not pass, 2 wrong use or bad input,
130 interrupted. Whatever goes wrong, standard error gets exactly one line that says what, where and
what to do; never a traceback. A reader that goes away early (`unstall list | head -1`) is no error.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from unstall.commands.output import one_line
from unstall.errors import UnstallError

DONE = 0
WRONG_USE = 2
INTERRUPTED = 130

COMPLETION_VARIABLE = "_UNSTALL_COMPLETE"
"""Set by the shell's completion script when it asks what could come next."""


def run(argv: Sequence[str]) -> int:
    """Run one command and give its exit code.

    Args:
        argv: The arguments, without the program's name.
    """
    _prepare_streams()
    try:
        code = _run(list(argv))
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        return DONE
    except OSError as refused:
        _let_go_of_stdout()
        why = (refused.strerror or "the disk refused").lower()
        return _fail(
            f"standard output cannot be written: {why}. Free the disk, or write elsewhere."
        )
    except (KeyboardInterrupt, EOFError, click.Abort):
        _fail("interrupted; what was saved before stays saved.")
        return INTERRUPTED
    return code


def _run(argv: list[str]) -> int:
    from unstall.commands.root import root

    try:
        instruction = os.environ.get(COMPLETION_VARIABLE)
        if instruction:
            from click.shell_completion import shell_complete

            return shell_complete(root, {}, "unstall", COMPLETION_VARIABLE, instruction)
        with root.make_context("unstall", argv) as context:
            result = root.invoke(context)
            return result if isinstance(result, int) else DONE
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as error:
        return _fail(_in_words(error))
    except UnstallError as error:
        _fail(str(error))
        return error.exit_code
    except click.Abort:
        raise
    except Exception as error:
        # Only a stream's own refusal comes without a file's name; `run` knows what to say of it.
        if isinstance(error, OSError) and error.filename is None:
            raise
        from unstall.commands.crash import keep

        return _fail(keep(error))


def _in_words(error: click.ClickException) -> str:
    what = one_line(error.format_message())
    what = what[:1].lower() + what[1:].rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "unstall"
    ending = "" if what.endswith("?") else "."
    return f"{what}{ending} Try {path} --help."


def _fail(words: str) -> int:
    with suppress(OSError, ValueError):
        sys.stderr.write(f"unstall: {one_line(words)}\n")
        sys.stderr.flush()
    return WRONG_USE


def _prepare_streams() -> None:
    """Make both streams usable: there may be none, and they may not know every character."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _let_go_of_stdout() -> None:
    """Point standard output nowhere, so that the interpreter's last flush has nobody to offend."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

"""Where things lie on this machine, and completion for its shell."""

from __future__ import annotations

import click

from unstall import paths
from unstall.commands.folder import sessions_folder, sessions_option
from unstall.commands.output import give, give_json


@click.command("paths")
@sessions_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def paths_(as_json: bool) -> None:
    """Say where sessions, settings, questionnaires and templates lie."""
    places = paths.listing(sessions_folder())
    if as_json:
        give_json({name.replace(" ", "_").replace("-", "_"): str(p) for name, p in places.items()})
        return
    width = max(map(len, places))
    give("\n".join(f"{name:<{width}}  {place}" for name, place in places.items()))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Write the completion script of a shell.

    \b
    bash: echo 'eval "$(unstall completion bash)"' >> ~/.bashrc
    zsh:  echo 'eval "$(unstall completion zsh)"' >> ~/.zshrc
    fish: unstall completion fish > ~/.config/fish/completions/unstall.fish
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from unstall.cli import COMPLETION_VARIABLE
    from unstall.commands.root import root

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click brings all three shells
    # The base class's `source` writes the script without running the shell to ask its version.
    give(ShellComplete.source(kind(root, {}, "unstall", COMPLETION_VARIABLE)))

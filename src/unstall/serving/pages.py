"""The two pages of the door, as HTML: to join, and to vote. Everything in them is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from unstall.serving.assets import Asset, read_assets

CODE_LENGTH: Final = 6

_NOTHING: Final = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
_JOIN_POLICY: Final = f"{_NOTHING}; style-src 'self'; img-src data:; form-action 'self'"


@dataclass(frozen=True)
class Pages:
    """The pages of one room."""

    roles: Mapping[str, str]
    """Role id → its title."""

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """What the pages are made of."""
        return read_assets()

    @cached_property
    def by_url(self) -> Mapping[str, Asset]:
        """The same by the addresses under which they are fetched."""
        return {asset.url: asset for asset in self.assets.values()}

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=PackageLoader("unstall.serving"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
        )

    def join(self, form: str, *, wrong: str = "", role: str = "", returning: bool = False) -> str:
        """Write the page on which people join.

        Args:
            form: A random text that tells this page from every other, so that one sent twice
                joins once.
            wrong: What went wrong, as sentences.
            role: The id of the role that was chosen.
            returning: They tried to come back.
        """
        return self._templates.get_template("join.html.j2").render(
            css=self.assets["page.css"].url,
            form=form,
            length=CODE_LENGTH,
            roles=list(self.roles.items()),
            wrong=wrong,
            role=role,
            returning=returning,
        )

    @cached_property
    def vote(self) -> str:
        """The page in which the app is shown; the same for everybody."""
        return self._templates.get_template("vote.html.j2").render(
            css=self.assets["voter.css"].url,
            xterm_css=self.assets["xterm.css"].url,
            textual_js=self.assets["textual.js"].url,
            js=self.assets["voter.js"].url,
        )


def join_policy() -> str:
    """Give what the page to join may load and do: its own style, and to send its form."""
    return _JOIN_POLICY


def vote_policy(called: str) -> str:
    """Give what the page to vote may load and do.

    The terminal writes its own styles, hence `unsafe-inline` for those; scripts are files alone.

    Args:
        called: The Host by which the page was asked for; some browsers do not count a websocket
            to it as its own.
    """
    return (
        f"{_NOTHING}; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
        f" img-src data:; connect-src 'self' ws://{called} wss://{called}; form-action 'none'"
    )

"""What the door answers: pages, joining, coming back, and the connection to a voter's app.

Built from textual-serve's service and its terminal for browsers; its own server knows no codes,
no cookies and no bounds, and asks another machine for a font. No process is started for anybody
who did not join.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from unstall.errors import UnstallError
from unstall.serving.connections import Connections
from unstall.serving.door import Waits, is_same
from unstall.serving.hosts import is_for_us, is_from_us, known_names
from unstall.serving.order import Order
from unstall.serving.pages import Pages, join_policy, vote_policy
from unstall.serving.register import NotLetInError, Register

MOST_BODY: Final = 4096
"""Bytes of a form at most."""
SLOWEST_BODY: Final = 10.0
"""Seconds in which a form has to arrive."""
COOKIE_SECONDS: Final = 12 * 3600
"""A workshop does not last longer than a day's work."""
_MOST_FORMS: Final = 1_000
_FORM_BYTES: Final = 18
_FORM_LETTERS: Final = 24
_A_DAY: Final = 86_400

_HEADERS: Final = {
    "Server": "unstall",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: with that browsers would not say which page sends a form.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_NOTHING_HERE: Final = "There is nothing here.\n"
_LOST: Final = (
    "You are not in the room, or not any more. Join here; this page has to be allowed to keep a"
    " cookie."
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door:
    """Answers all requests of one room."""

    def __init__(
        self, register: Register, order: Order, waits: Waits, refused: Callable[[int], None]
    ) -> None:
        """Stand before a room.

        Args:
            register: Who is in it.
            order: What is served, and where. The port tells the cookies of two workshops on one
                machine apart.
            waits: Slows wrong tries down.
            refused: Told how many tries were wrong so far.
        """
        self.connections = Connections(register)
        self._register = register
        self._code = order.code
        self._host = order.host
        self._names = known_names(order.host)
        self._cookie = f"unstall-{order.port}"
        self._waits = waits
        self._refused = refused
        self._pages = Pages(register.roles)
        self._forms: OrderedDict[str, str] = OrderedDict()
        """Which page joined as whom."""

    def app(self) -> web.Application:
        """Make the application that answers."""
        app = web.Application(client_max_size=MOST_BODY, middlewares=[self._guarded])
        app.add_routes(
            [
                web.get("/", self._front),
                web.post("/join", self._join),
                web.post("/back", self._back),
                web.get("/vote", self._vote),
                web.get("/here", self._here),
                web.get("/ws/{theme:light|dark}", self._connect),
                web.get("/static/{name}", self._static),
            ]
        )
        app.on_response_prepare.append(_with_headers)
        app.on_shutdown.append(self._shut)
        return app

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_for_us(request.headers.get("Host", ""), self._host, self._names):
            return web.Response(status=421, text="This door is not called by that name.\n")
        try:
            return await handler(request)
        except web.HTTPException as answer:
            if answer.status < web.HTTPBadRequest.status_code:
                raise
            return web.Response(status=answer.status, text=_NOTHING_HERE)
        except UnstallError:
            return self._joining(request, 503, "The room cannot be reached. Say so aloud, please.")

    async def _front(self, request: web.Request) -> web.StreamResponse:
        if self._token(request):
            raise web.HTTPSeeOther("/vote")
        return self._joining(request, 200, _LOST if "lost" in request.query else "")

    async def _join(self, request: web.Request) -> web.StreamResponse:
        said = await self._form(request)
        role = said.get("role", "")
        if self._token(request):
            raise web.HTTPSeeOther("/vote")
        if wait := self._waits.seconds(_address(request)):
            return self._later(request, wait, role=role)
        if not is_same(said.get("code", ""), self._code):
            return self._wrong(request, "That is not the join code.", role=role)
        form = said.get("form", "")
        token = self._forms.get(form)
        if token is None or not self._register.voter_with(token):
            try:
                token = self._register.join(role)
            except NotLetInError as why:
                said_so = f"{why.message[:1].upper()}{why.message[1:]}. {why.hint}"
                return self._joining(request, 409, said_so)
            self._remember(form, token)
        return self._welcome(request, token)

    def _remember(self, form: str, token: str) -> None:
        """Remember who joined by a page, if it is one of ours: a form without its mark is new."""
        if len(form) == _FORM_LETTERS:
            self._forms[form] = token
            if len(self._forms) > _MOST_FORMS:
                self._forms.popitem(last=False)

    async def _back(self, request: web.Request) -> web.StreamResponse:
        said = await self._form(request)
        if wait := self._waits.seconds(_address(request)):
            return self._later(request, wait, returning=True)
        token = self._register.token_for(said.get("word", ""))
        if token is None:
            return self._wrong(request, "Nobody here has that return word.", returning=True)
        return self._welcome(request, token)

    async def _vote(self, request: web.Request) -> web.StreamResponse:
        if not self._token(request):
            raise web.HTTPSeeOther("/?lost")
        policy = {"Content-Security-Policy": vote_policy(request.headers["Host"])}
        return web.Response(text=self._pages.vote, content_type="text/html", headers=policy)

    async def _here(self, request: web.Request) -> web.StreamResponse:
        return web.Response(status=204 if self._token(request) else 403)

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        token = self._token(request)
        if not token or not _is_from_its_page(request):
            raise web.HTTPForbidden
        return await self.connections.hold(request, token)

    async def _static(self, request: web.Request) -> web.StreamResponse:
        asset = self._pages.by_url.get(request.path)
        if asset is None:
            raise web.HTTPNotFound
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        headers = {
            "Content-Type": asset.kind,
            "Cache-Control": f"private, max-age={_A_DAY}, immutable",
            "Vary": "Accept-Encoding",
        }
        if packed:
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=asset.packed if packed else asset.data, headers=headers)

    async def _shut(self, _app: web.Application) -> None:
        await self.connections.end_all()

    async def _form(self, request: web.Request) -> dict[str, str]:
        if not _is_from_its_page(request):
            raise web.HTTPForbidden
        if request.content_type != "application/x-www-form-urlencoded":
            raise web.HTTPUnsupportedMediaType
        try:
            async with asyncio.timeout(SLOWEST_BODY):
                fields = await request.post()
        except (TimeoutError, ValueError, LookupError):
            raise web.HTTPBadRequest from None
        return {name: value for name, value in fields.items() if isinstance(value, str)}

    def _token(self, request: web.Request) -> str | None:
        """Give the token of whoever asks; None for somebody who is not in the room."""
        token = request.cookies.get(self._cookie, "")
        return token if token and self._register.voter_with(token) else None

    def _welcome(self, request: web.Request, token: str) -> web.StreamResponse:
        answer = web.Response(status=303, headers={"Location": "/vote"})
        answer.set_cookie(
            self._cookie,
            token,
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Strict",
            secure=request.headers.get("Origin", "").startswith("https:"),
        )
        return answer

    def _wrong(
        self, request: web.Request, what: str, *, role: str = "", returning: bool = False
    ) -> web.StreamResponse:
        self._waits.was_wrong(_address(request))
        self._refused(self._waits.refused)
        wait = self._waits.seconds(_address(request))
        then = f" You can try again in {_seconds(wait)}." if wait else " Try again."
        return self._joining(request, 403, what + then, role=role, returning=returning)

    def _later(
        self, request: web.Request, wait: int, *, role: str = "", returning: bool = False
    ) -> web.StreamResponse:
        what = f"Too many wrong tries were made. Wait {_seconds(wait)}, then try again."
        answer = self._joining(request, 429, what, role=role, returning=returning)
        answer.headers["Retry-After"] = str(wait)
        return answer

    def _joining(
        self,
        request: web.Request,
        status: int,
        wrong: str,
        *,
        role: str = "",
        returning: bool = False,
    ) -> web.Response:
        page = self._pages.join(
            secrets.token_urlsafe(_FORM_BYTES), wrong=wrong, role=role, returning=returning
        )
        answer = web.Response(status=status, text=page, content_type="text/html")
        answer.headers["Content-Security-Policy"] = join_policy()
        if self._cookie in request.cookies and not self._token(request):
            answer.del_cookie(self._cookie)
        return answer


def _is_from_its_page(request: web.Request) -> bool:
    return is_from_us(request.headers.get("Origin"), request.headers.get("Host", ""))


def _address(request: web.Request) -> str:
    return request.remote or ""


def _seconds(wait: int) -> str:
    return "1 second" if wait == 1 else f"{wait} seconds"


async def _with_headers(_request: web.Request, answer: web.StreamResponse) -> None:
    answer.headers.update(_HEADERS)
    answer.headers.setdefault("Cache-Control", "no-store")
    answer.headers.setdefault("Content-Security-Policy", join_policy())

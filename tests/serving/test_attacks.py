"""Somebody tries to get in, to be somebody else, or to see what is not shown."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.serving.rooms import CODE, HOST, Opened, opened, voting
from unstall.serving.door import LONGEST_WAIT, MOST_PER_MINUTE, key_of, token_of

WRONG = "222222"
FORM = {"code": CODE, "role": "business"}
SECRETS = ("needs-author", "Claims triage", "voters", "stage.toml", "setup.toml")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Every process that the server starts; none is."""
    asked: list[tuple[object, ...]] = []

    async def refuse(*arguments: object, **_named: Any) -> None:
        asked.append(arguments)
        raise OSError("no process in this test")

    monkeypatch.setattr(asyncio, "create_subprocess_exec", refuse)
    monkeypatch.setattr(asyncio, "create_subprocess_shell", refuse)
    return asked


async def refused_socket(at: Opened, cookie: str = "", origin: str | None = None) -> int:
    """Give the status with which a connection to an app is refused."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with at.socket(cookie, origin):
            pass
    return refused.value.status


async def test_without_a_code_nobody_gets_further_than_the_first_page(
    tmp_path: Path, started: list[object]
) -> None:
    async with opened(tmp_path) as at:
        at.folder.put_stage(voting())
        assert (await at.get("/vote")).headers["Location"] == "/?lost"
        assert (await at.get("/here")).status == 403
        assert await refused_socket(at) == 403
        forms: list[dict[str, str]] = [{}, {"role": "business"}, {"code": "", "role": "business"}]
        for form in forms:
            assert (await at.post("/join", form)).status == 403
        assert at.folder.slips() == {}
        assert started == []


async def test_wrong_codes_wait_longer_and_longer_and_are_told_how_long(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        said = [(await at.joined(code=WRONG)).said for _ in range(4)]
        assert said == [
            "That is not the join code. Try again.",
            "That is not the join code. Try again.",
            "That is not the join code. You can try again in 1 second.",
            "Too many wrong tries were made. Wait 1 second, then try again.",
        ]
        at.clock.now += 1
        answer = await at.joined(code=WRONG)
        assert answer.said.endswith("in 2 seconds.")
        waiting = await at.joined()
        assert (waiting.status, waiting.headers["Retry-After"]) == (429, "2")
        assert at.folder.slips() == {}
        at.clock.now += 2
        assert (await at.joined()).status == 303
        assert at.refused == [1, 2, 3, 4]


async def test_the_role_that_was_chosen_stays_chosen_after_a_wrong_code(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        page = await at.joined("business", WRONG)
        assert 'value="business" required checked' in page.text


async def test_tries_made_at_once_are_counted_one_by_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        answers = await asyncio.gather(*(at.joined(code=WRONG) for _ in range(40)))
        assert sorted(answer.status for answer in answers) == [403] * 3 + [429] * 37
        assert at.refused == [1, 2, 3]


async def test_a_right_code_among_many_wrong_ones_at_once_is_not_found(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await asyncio.gather(*(at.joined(code=WRONG) for _ in range(3)))
        answers = await asyncio.gather(*(at.joined() for _ in range(20)))
        assert {answer.status for answer in answers} == {429}
        assert at.folder.slips() == {}


async def test_headers_that_claim_another_address_do_not_help(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        for number in range(6):
            address = f"10.0.0.{number}"
            claimed = {"Origin": at.origin, "X-Forwarded-For": address, "X-Real-IP": address,
                       "Forwarded": f"for={address}"}  # fmt: skip
            await at.post("/join", {"code": WRONG}, headers=claimed)
        assert at.refused == [1, 2, 3]


async def test_return_words_are_guessed_no_faster_than_codes(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        await at.joined()
        answers = [await at.post("/back", {"word": "AAAABBBB"}) for _ in range(5)]
        assert [answer.status for answer in answers] == [403, 403, 403, 429, 429]
        assert (await at.joined(code=WRONG)).status == 429
        assert LONGEST_WAIT * MOST_PER_MINUTE > 60


async def test_nobody_is_somebody_else(tmp_path: Path, started: list[object]) -> None:
    async with opened(tmp_path) as at:
        mine = (await at.joined()).cookie
        token = mine.partition("=")[2]
        (me,) = at.folder.slips()
        theirs = (await at.joined("business")).cookie.partition("=")[2]
        they = next(voter for voter in at.folder.slips() if voter != me)
        key, secret = at.folder.slips()[they].key, at.folder.secret()
        forged = (
            they, f"{they}.", f"{they}.{theirs.partition('.')[0]}", str(key), f"../voters/{they}",
            f"{token.partition('.')[0]}.{theirs.partition('.')[2]}", theirs[:-1], f"{theirs}0",
            theirs.lower(), key_of(theirs), token_of(secret, they, ""), token_of("", they, ""),
            "null", "*", "%00", "..", f"{they}.toml",
        )  # fmt: skip
        for value in forged:
            cookie = f"unstall-{at.port}={value}"
            assert (await at.get("/here", cookie)).status == 403, value
            assert await refused_socket(at, cookie) == 403
        assert (await at.get("/here", f"unstall-{at.port + 1}={theirs}")).status == 403
        assert started == []


async def test_another_voters_pseudonym_in_an_address_or_a_form_says_nothing(
    tmp_path: Path, started: list[tuple[object, ...]]
) -> None:
    async with opened(tmp_path) as at:
        mine = (await at.joined()).cookie
        await at.joined("business")
        (me, *_), pseudonyms = at.folder.slips(), list(at.folder.slips())
        for they in pseudonyms:
            for path in (f"/voters/{they}.toml", f"/vote/{they}", f"/ws/{they}", f"/{they}"):
                assert (await at.get(path, mine)).status == 404
            page = await at.get(f"/vote?voter={they}", mine)
            assert they not in page.text
            answer = await at.post("/join", {**FORM, "voter": they}, mine)
            assert answer.headers["Location"] == "/vote"
        assert list(at.folder.slips()) == pseudonyms
        assert me in pseudonyms
        assert started == []


@pytest.mark.parametrize(
    "role",
    ["", "cto", "Engineering", "engineering ", "../../engineering", "engineering\x00", "\x1b[31mx",
     "<b>engineering</b>", "[@click=app.quit]x[/]", "engineering\nway = 1", "é" * 500],
)  # fmt: skip
async def test_a_role_that_is_not_offered_is_refused(role: str, tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        answer = await at.joined(role)
        assert answer.said == "This is none of the roles. Choose one of those shown."
        assert "\x1b" not in answer.text
        assert role not in answer.text or role in {"", "Engineering"}
        assert at.folder.slips() == {}


PATHS = (
    "/static", "/static/", "/static/../stage.toml", "/static/..%2f..%2fstage.toml",
    "/static/%2e%2e/%2e%2e/stage.toml", "/static/....//stage.toml", "/../stage.toml",
    "//stage.toml", "/stage.toml", "/setup.toml", "/voters/", "/static/%00", "/static/page.css",
    "/static/..%5c..%5cstage.toml", "/static/%252e%252e%252fstage.toml", "/download/x",
    "/download/../stage.toml", "/ws", "/ws/", "/ws/dark/../../stage.toml", "/.gitignore",
    "/static/textual.js/../../server.py", "/%2e%2e%2f%2e%2e%2fetc/passwd",
    "http://127.0.0.1/stage.toml",
)  # fmt: skip


async def test_no_address_leads_to_a_file(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie
        at.folder.put_stage(voting())
        (voter,) = at.folder.slips()
        at.folder.vote(voter, "prod-runnable", "first", "needs-author")
        for path in (*PATHS, f"/static/..%2fvoters%2f{voter}.toml", f"{at.folder.path}/stage.toml"):
            said = await at.raw(
                f"GET {path} HTTP/1.1\r\nHost: {at.host}\r\nCookie: {cookie}\r\n"
                "Connection: close\r\n\r\n".encode()
            )
            status = said.split(b" ", 2)[1]
            assert status in {b"403", b"404", b"400", b"421"}, (path, said[:200])
            assert not any(secret.encode() in said for secret in SECRETS), path


async def test_a_page_from_elsewhere_cannot_join_or_connect(
    tmp_path: Path, started: list[object]
) -> None:
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie
        for origin in ("http://evil.example", f"http://{HOST}:{at.port + 1}", "null"):
            headers = {"Origin": origin}
            assert (await at.post("/join", FORM, headers=headers)).status == 403
            assert await refused_socket(at, cookie, origin) == 403
        assert (await at.post("/join", FORM, headers={})).status == 403
        assert len(at.folder.slips()) == 1
        assert started == []


async def test_a_name_from_elsewhere_for_this_machine_is_not_answered(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        for host in ("evil.example", f"evil.example:{at.port}", "192.168.1.20", ""):
            answer = await at.get("/", Host=host)
            assert answer.status in {400, 421}
            assert "role" not in answer.text


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"code=" + b"A" * 100_000, 413),
        ("application/x-www-form-urlencoded", b"code=%ff%fe&role=\xff", 400),
        ("application/x-www-form-urlencoded; charset=nonsense", b"code=1", 400),
        ("multipart/form-data; boundary=x", b"--x\r\n", 415),
        ("application/json", b'{"code": "K7QM3X"}', 415),
        ("", b"code=K7QM3X", 415),
    ],
)
async def test_odd_forms_are_refused(kind: str, body: bytes, status: int, tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        said = await at.raw(
            f"POST /join HTTP/1.1\r\nHost: {at.host}\r\nOrigin: {at.origin}\r\nContent-Type: {kind}"
            f"\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
            + body
        )
        assert said.split(b" ", 2)[1] == str(status).encode(), said[:200]
        assert at.folder.slips() == {}


async def test_garbage_instead_of_a_request_is_answered_and_survived(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        for garbage in (
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 20_000 + b"\r\n\r\n",
            b"POST /join HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"\r\n" * 50 + b"nonsense\r\n\r\n",
        ):
            assert b"Traceback" not in await at.raw(garbage)
        assert (await at.get("/")).status == 200


async def test_every_answer_carries_what_keeps_browsers_careful(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        for path in ("/", "/nowhere", "/here", "/vote", "/static/nothing.js"):
            headers = (await at.get(path)).headers
            assert headers["Cache-Control"] == "no-store"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["X-Frame-Options"] == "DENY"
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert headers["Server"] == "unstall"

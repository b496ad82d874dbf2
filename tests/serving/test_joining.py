"""People join with a code and a role, come back, and are taken out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from tests.serving.rooms import CODE, files_of, opened
from unstall.workshop.stage import Stage


async def test_whoever_has_the_code_is_in_with_a_slip_of_their_own(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        answer = await at.joined("business")
        assert (answer.status, answer.headers["Location"]) == (303, "/vote")
        (slip,) = at.folder.slips().values()
        assert (slip.role, slip.way, slip.first) == ("business", "device", {})
        token = answer.cookie.partition("=")[2]
        assert slip.key == hashlib.sha256(token.encode()).hexdigest()
        assert (await at.get("/vote", answer.cookie)).status == 200


async def test_the_cookie_is_for_this_page_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).headers["Set-Cookie"]
        assert cookie.startswith(f"unstall-{at.port}=")
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
        behind_tls = {"Origin": f"https://{at.host}"}
        answer = await at.post("/join", {"code": CODE, "role": "business"}, headers=behind_tls)
        assert "Secure" in answer.headers["Set-Cookie"]


async def test_no_name_address_or_token_stands_in_the_rooms_files(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        answer = await at.post("/join", {"code": CODE, "role": "business", "name": "Ada"})
        word, mark = answer.cookie.partition("=")[2].split(".")
        files = files_of(at.folder)
        assert "business" in files
        for secret in (word, mark, "127.0.0.1", "Ada", "python", "aiohttp", CODE):
            assert secret.lower() not in files.replace(str(tmp_path), "").lower(), secret


async def test_somebody_who_is_in_does_not_join_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie
        assert (await at.get("/", cookie)).headers["Location"] == "/vote"
        again = await at.post("/join", {"code": CODE, "role": "business"}, cookie)
        assert again.headers["Location"] == "/vote"
        assert len(at.folder.slips()) == 1


async def test_a_form_sent_twice_joins_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        found = re.search(r'name="form" value="([^"]+)"', (await at.get("/")).text)
        assert found
        sent = {"code": CODE, "role": "business", "form": found[1]}
        first, second = await at.post("/join", sent), await at.post("/join", sent)
        assert first.cookie == second.cookie
        assert len(at.folder.slips()) == 1


async def test_a_cookie_outlives_the_server(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        cookie, slips = (await at.joined()).cookie, at.folder.slips()
    async with opened(tmp_path) as at:
        assert at.folder.slips() == slips
        moved = f"unstall-{at.port}={cookie.partition('=')[2]}"
        assert (await at.get("/here", moved)).status == 204


async def test_a_return_word_makes_another_device_the_same_voter(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie
        await at.joined("business")
        word = cookie.partition("=")[2].partition(".")[0]
        answer = await at.post("/back", {"word": f" {word[:4].lower()}-{word[4:]} "})
        assert answer.cookie == cookie
        assert len(at.folder.slips()) == 2


async def test_a_voter_who_was_removed_is_out_and_may_join_anew(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        cookie = (await at.joined()).cookie
        (voter,) = at.folder.slips()
        at.folder.remove_slip(voter)
        assert (await at.get("/here", cookie)).status == 403
        assert (await at.get("/vote", cookie)).headers["Location"] == "/?lost"
        page = await at.get("/?lost", cookie)
        assert page.said.startswith("You are not in the room")
        assert "Max-Age=0" in page.headers["Set-Cookie"]
        word = cookie.partition("=")[2].partition(".")[0]
        assert (await at.post("/back", {"word": word})).status == 403
        assert (await at.joined()).status == 303


async def test_a_room_that_is_full_lets_nobody_more_in(tmp_path: Path) -> None:
    async with opened(tmp_path, most_voters=2) as at:
        answers = [await at.joined() for _ in range(3)]
        assert [answer.status for answer in answers] == [303, 303, 409]
        assert answers[2].said == "The room is full. Tell whoever leads the workshop."
        voter = next(iter(at.folder.slips()))
        at.folder.put_slip(replace(at.folder.slips()[voter], way="hands", key=None))
        assert (await at.joined()).status == 303


async def test_nobody_joins_what_is_over(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        at.folder.put_stage(Stage(9, "over", "Claims triage"))
        assert (await at.joined()).said == "The workshop is over. Thank you for coming."


async def test_a_room_that_cannot_be_used_is_told_without_its_place(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        (at.folder.path / "stage.toml").write_text("phase = 1")
        answer = await at.joined()
        assert answer.status == 503
        assert answer.said == "The room cannot be reached. Say so aloud, please."
        assert "toml" not in answer.text


async def test_the_page_to_join_needs_nothing_from_elsewhere_and_names_no_project(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as at:
        page = await at.get("/")
        assert "Claims triage" not in page.text
        assert "://" not in page.text
        assert "<script" not in page.text
        assert re.findall(r'type="radio" name="role" value="([^"]+)"', page.text) == [
            "engineering",
            "business",
        ]
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy
        assert page.headers["Cache-Control"] == "no-store"


async def test_the_page_to_vote_loads_only_what_the_door_has(tmp_path: Path) -> None:
    async with opened(tmp_path) as at:
        page = await at.get("/vote", (await at.joined()).cookie)
        assert "://" not in page.text
        fetched = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
        assert len(fetched) == 4
        for path in fetched:
            found = await at.get(path, **{"Accept-Encoding": "gzip"})
            assert found.status == 200
            assert "googleapis" not in found.text
        assert "'unsafe-eval'" not in page.headers["Content-Security-Policy"]
        assert "script-src 'self';" in page.headers["Content-Security-Policy"]

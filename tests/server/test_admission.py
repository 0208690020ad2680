"""Who is let in where Steward serves one person: whoever opened the printed address, and no other page or person."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.ui.server.admission import DAY, LIVENESS, SENTENCE, Admission, address_of, new_token, tickets
from tests.server.asking import HOST, PASSED_ON, PORT, TOKEN, asked, inside

DOOR = Admission(inside, lambda host: host == HOST, TOKEN, PORT)
KEPT = ("Cookie", f"a=b; steward-{PORT}={TOKEN}")
PATHS = (
    "/",
    "/account?account=A1",
    "/present",
    "/media/0a1b.png",
    "/_stcore/host-config",
    "/_stcore/upload_file/1/2",
    "/_stcore/metrics",
    "/_stcore/health/",
    "/_stcore//health",
    "/x/_stcore/health",
    "/_stcore/agent/interact",
    "/static/js/index.js",
)


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_answered(path: str) -> None:
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        told = asked(DOOR, path, method=method)
        assert told.status == 403, (path, method)
        assert (SENTENCE in told.body) == (method != "HEAD")
    assert asked(DOOR, "/_stcore/stream", kind="websocket").status == 403


@pytest.mark.parametrize("path", PATHS)
def test_who_entered_is_answered_everywhere(path: str) -> None:
    assert asked(DOOR, path, KEPT).status == PASSED_ON
    assert asked(DOOR, "/_stcore/stream", KEPT, ("Origin", f"http://{HOST}"), kind="websocket").status == PASSED_ON


def test_the_token_becomes_a_cookie_and_leaves_the_address() -> None:
    told = asked(DOOR, f"/account?account=A%201&token={TOKEN}&you=")
    assert told.status == 303
    assert told.headers["location"] == "/account?account=A+1&you="
    assert told.headers["set-cookie"] == f"steward-{PORT}={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
    assert asked(DOOR, told.headers["location"], ("Cookie", told.headers["set-cookie"])).status == PASSED_ON


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "///evil.example"])
def test_it_never_leads_to_another_server(path: str) -> None:
    assert asked(DOOR, f"/{path}?token={TOKEN}").headers["location"].startswith("/evil.example")


@pytest.mark.parametrize(
    "headers",
    [
        (("Cookie", f"steward-{PORT}={TOKEN[:-1]}"),),
        (("Cookie", f"steward-{PORT}="),),
        (("Cookie", f"steward-{PORT + 1}={TOKEN}"),),
        (("Cookie", f"xsteward-{PORT}={TOKEN}"),),
        (("Cookie", f"x=1, steward-{PORT}={TOKEN}"),),
        (("Authorization", TOKEN),),
    ],
)
def test_another_cookie_is_none(headers: tuple[tuple[str, str], ...]) -> None:
    assert asked(DOOR, "/", *headers).status == 403
    assert asked(DOOR, "/_stcore/stream", *headers, kind="websocket").status == 403


def test_a_cookie_that_another_port_put_before_ours_does_not_shut_us_out() -> None:
    assert asked(DOOR, "/", ("Cookie", f"steward-{PORT}=theirs; steward-{PORT}={TOKEN}")).status == PASSED_ON


FOREIGN = [
    (("Origin", "http://localhost:9000"),),
    (("Origin", "http://127.0.0.1:8501"),),
    (("Origin", "null"),),
    (("Origin", "http://["),),
    (("Origin", ""),),
    (("Origin", f"http://{HOST}"), ("Origin", "http://evil.example")),
    (("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image")),
    (("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty")),
    (("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")),
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_page_at_another_port_gets_nothing_though_its_browser_sends_our_cookie(
    headers: tuple[tuple[str, str], ...],
) -> None:
    assert asked(DOOR, "/media/1.csv", KEPT, *headers).status == 403
    assert asked(DOOR, "/_stcore/stream", KEPT, *headers, kind="websocket").status == 403


def test_a_link_to_us_and_our_own_pages_are_answered() -> None:
    opened = (("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"))
    own = (("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"), ("Origin", f"http://{HOST}"))
    for headers in (opened, own, (("Sec-Fetch-Site", "none"),)):
        assert asked(DOOR, "/", KEPT, *headers).status == PASSED_ON


@pytest.mark.parametrize("host", ["evil.example", "", f"{HOST}.evil.example"])
def test_who_calls_it_by_another_name_gets_nothing(host: str) -> None:
    """Not even with the token: the name may lead here from a page of elsewhere."""
    assert asked(DOOR, f"/?token={TOKEN}", KEPT, ("Host", host)).status == 403
    assert asked(DOOR, "/_stcore/stream", KEPT, ("Host", host), kind="websocket").status == 403


def test_anybody_may_ask_whether_it_runs() -> None:
    assert asked(DOOR, LIVENESS, ("Host", "10.0.0.7")).status == PASSED_ON
    assert asked(DOOR, LIVENESS, method="POST").status == 403
    below = replace(DOOR, below="/steward")
    assert asked(below, f"/steward{LIVENESS}").status == PASSED_ON
    assert asked(below, LIVENESS).status == 403


def test_where_a_sign_in_decides_the_door_asks_for_the_name_alone() -> None:
    hosted = replace(DOOR, token=None)
    assert asked(hosted, "/").status == PASSED_ON
    assert asked(hosted, "/", ("Host", "evil.example")).status == 403


def test_each_start_has_a_token_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STEWARD_TOKEN", raising=False)
    assert len({new_token() for _ in range(50)}) == 50
    assert len(new_token()) >= 40
    monkeypatch.setenv("STEWARD_TOKEN", "mine")
    assert new_token() == "mine"


def test_the_address_that_is_printed() -> None:
    assert address_of("localhost", 8501, "", "a") == "http://localhost:8501/?token=a"
    assert address_of("localhost", 8501, "/steward", "a b&") == "http://localhost:8501/steward/?token=a%20b%26"
    assert address_of("steward.example.com", 80, "", None) == "http://steward.example.com:80/"


@given(st.text(), st.text(), st.sampled_from(["http", "websocket"]))
def test_whatever_is_asked_without_the_token_stays_outside(said: str, cookie: str, kind: str) -> None:
    told = asked(DOOR, f"/?token={quote(said)}", ("Cookie", quote(cookie, safe="; =-,")), kind=kind)
    assert told.status == 403


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"%ff", b"\xed\xa0\x80"])
def test_bytes_that_are_no_text_are_no_token(raw: bytes) -> None:
    """A fault at the door would be an open one, or none at all."""
    assert asked(DOOR, "/", ("Cookie", f"steward-{PORT}={raw.decode('latin-1')}")).status == 403
    assert asked(DOOR, f"/?token={raw.decode('latin-1')}").status == 403


def test_who_came_in_stays_in_when_the_server_starts_anew() -> None:
    """The token in the address is new at each start; what a browser keeps is not, and holds at no other port."""
    secret, now = "ab" * 32, 1_800_000_000.0
    first, second = (
        Admission(inside, lambda host: host == HOST, token, PORT, tickets=lambda: tickets(secret, PORT, now + DAY))
        for token in ("one", "two")
    )
    told = asked(first, "/?token=one").headers["set-cookie"]
    assert "one" not in told
    cookie = ("Cookie", told.partition(";")[0])
    assert asked(second, "/", cookie).status == PASSED_ON
    assert asked(second, "/?token=one").status == 403
    assert asked(second, "/", ("Cookie", f"{second.cookie}=two")).status == 403
    kept = tickets(secret, PORT, now)[0]
    assert kept in tickets(secret, PORT, now + 6 * DAY) and kept not in tickets(secret, PORT, now + 7 * DAY)
    assert kept not in tickets(secret, PORT + 1, now) + tickets("cd" * 32, PORT, now)

"""How people come in is read from server.toml; behind a proxy nobody but the proxy is answered."""

from pathlib import Path

import pytest
from streamlit.runtime.app_session import AppSession

from steward.errors import ServerSettingsWrong, SourcesUnreadable
from steward.ui.kit import identity
from steward.ui.kit.identity import Visitor, _signed_in, still, visitor
from steward.ui.server import entrance
from steward.ui.server.app import hear_no_development
from steward.ui.server.entrance import Entrance, Way, read_way
from steward.ui.server.proxy import BehindProxy, networks
from tests.server.asking import PASSED_ON, asked, inside

AUTH = """[auth]
redirect_uri = "https://steward.example.com/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "steward"
client_secret = "hush"
server_metadata_url = "https://login.example.com/.well-known/openid-configuration"
"""
NOW = 1_000_000.0


def way_of(folder: Path, text: str) -> Way:
    (folder / "server.toml").write_text(text, encoding="utf-8")
    return read_way(folder)


def test_without_a_file_this_machine_is_alone(tmp_path: Path) -> None:
    assert read_way(tmp_path) == Way(Entrance.SOLO)


def test_a_sign_in_and_a_proxy(tmp_path: Path) -> None:
    assert way_of(tmp_path, AUTH) == Way(Entrance.SIGN_IN, hours=12)
    assert way_of(tmp_path, AUTH + "hours = 1.5\n").hours == 1.5
    found = way_of(tmp_path, '[proxy]\nheader = "Remote-User"\naddresses = ["10.0.0.5", "10.1.0.0/16"]\n')
    assert found == Way(Entrance.PROXY, "Remote-User", ("10.0.0.5", "10.1.0.0/16"))


@pytest.mark.parametrize(
    "text, said",
    [
        (AUTH.replace("client_id", "client"), "client_id"),
        (AUTH.replace("0123456789abcdef0123456789abcdef", "short"), "cookie_secret"),
        (AUTH + 'hours = "long"\n', "hours"),
        (AUTH + "hours = 0\n", "hours"),
        (AUTH + '[proxy]\nheader = "X"\naddresses = ["10.0.0.5"]\n', "not both"),
        ('[proxy]\nheader = "X"\n', "addresses"),
        ('[proxy]\nheader = "X"\naddresses = []\n', "addresses"),
        ('[proxy]\naddresses = ["10.0.0.5"]\n', "header"),
        ('[proxy]\nheader = "X"\naddresses = ["everybody"]\n', "everybody"),
        ("[proxies]\n", "proxies"),
        ("proxy = 1\n", "table"),
    ],
)
def test_what_is_half_said_starts_no_server(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ServerSettingsWrong, match=said):
        way_of(tmp_path, text)


def test_no_toml_starts_no_server(tmp_path: Path) -> None:
    with pytest.raises(SourcesUnreadable):
        way_of(tmp_path, "[auth\n")


@pytest.mark.parametrize(
    "peer, passed",
    [
        ("10.0.0.5", True), ("::ffff:10.0.0.5", True), ("10.1.7.9", True), ("10.0.0.6", False), ("127.0.0.1", False),
        ("::1", False), ("", False), ("10.0.0.5.evil.example", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_nobody_but_the_proxy_is_answered(peer: str, passed: bool, kind: str) -> None:
    behind = BehindProxy(inside, networks(("10.0.0.5", "10.1.0.0/16")))
    forged = (("X-Forwarded-For", "10.0.0.5"), ("X-Forwarded-Email", "boss@example.com"))
    found = asked(behind, "/_stcore/stream", *forged, kind=kind, peer=peer)
    assert (found.status == PASSED_ON) is passed


@pytest.mark.parametrize(
    "claims, email, why",
    [
        ({}, "", ""),
        ({"is_logged_in": False, "email": "am@example.com", "iat": NOW}, "", ""),
        ({"is_logged_in": True, "email": "am@example.com", "iat": NOW - 60}, "am@example.com", ""),
        ({"is_logged_in": True, "email": "am@example.com", "iat": True}, "", "a while ago"),
        ({"is_logged_in": True, "email": "am@example.com", "iat": NOW - 3_601}, "", "a while ago"),
        ({"is_logged_in": True, "email": "am@example.com"}, "", "a while ago"),
        ({"is_logged_in": True, "email": "am@example.com", "iat": NOW, "email_verified": False}, "", "not verified"),
        ({"is_logged_in": True, "email": "am@example.com", "iat": NOW, "email_verified": "false"}, "", "not verified"),
        ({"is_logged_in": True, "email": "am@example.com", "iat": NOW, "email_verified": 0}, "", "not verified"),
        ({"is_logged_in": True, "email": "am@example.com", "iat": NOW, "email_verified": "true"}, "am@example.com", ""),
        ({"is_logged_in": True, "iat": NOW, "name": "am@example.com"}, "", "no e-mail"),
        ({"is_logged_in": True, "iat": NOW, "email": ["am@example.com"]}, "", "no e-mail"),
    ],
)  # fmt: skip
def test_whose_sign_in_is_believed(claims: dict[str, object], email: str, why: str) -> None:
    found = _signed_in(claims, 3_600, NOW)
    assert found.email == email and why in found.why and not found.alone


def test_who_signed_out_or_whose_hours_are_over_asks_for_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was offered before is asked for later, in no run of a page."""
    Way(Entrance.SIGN_IN, hours=1).tell()
    monkeypatch.setattr(identity.time, "time", lambda: NOW)
    known = Visitor("am@example.com", since=NOW - 60)
    assert still(known) == known
    assert not still(Visitor("am@example.com", since=NOW - 3_601)).email
    monkeypatch.setitem(identity._ENDED, "am@example.com", NOW - 60)
    assert not still(known).email
    assert still(Visitor("am@example.com", since=NOW - 59)).email
    assert still(Visitor("boss@example.com", since=NOW - 60)).email


def test_a_browser_empties_no_cache_and_is_told_nothing_of_the_checkout() -> None:
    hear_no_development()
    session = AppSession.__new__(AppSession)
    assert session._handle_clear_cache_request() is None
    assert session._handle_git_information_request() is None


@pytest.fixture(autouse=True)
def no_way_stays_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (entrance.KIND, entrance.HEADER, entrance.ADDRESSES, entrance.HOURS):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_where_a_sign_in_is_set_up_nobody_is_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where somebody started Streamlit itself."""
    monkeypatch.setenv("STEWARD_HOME", str(tmp_path))
    assert visitor().alone
    (tmp_path / "server.toml").write_text(AUTH, encoding="utf-8")
    assert not visitor().alone and "steward app" in visitor().why

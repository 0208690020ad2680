"""Pages as somebody sees them who signed in: the test runner has no browser, so who it is stands in for the sign-in,
which tests/browser and tests/server go through for real."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui.kit import gate, reader
from steward.ui.kit.identity import Visitor

ROOT = Path(__file__).parents[2]
SECRET = "hush-hush-hush"
"""Of this application, at a provider."""


def rules(home: Path, text: str) -> None:
    """Write who may see what."""
    path = home / "account_plans" / "_company" / "access.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'account_id = "_company"\n{text}', encoding="utf-8")


def sign_in_at(home: Path, port: int, metadata: str, **client: str) -> None:
    """From now on a server on this home, at this port, has people sign in with the provider that `metadata` names."""
    told = {"scope": "openid email", **client}
    (home / "server.toml").write_text(
        f"""[auth]
        redirect_uri = "http://localhost:{port}/oauth2callback"
        cookie_secret = "{"0123456789abcdef" * 3}"
        client_id = "steward"
        client_secret = "{SECRET}"
        server_metadata_url = "{metadata}"
        client_kwargs = {{ {", ".join(f'{name} = "{value}"' for name, value in told.items())} }}
        """,
        encoding="utf-8",
    )


def person(email: str, *roles: str, more: str = "") -> str:
    """A rule for somebody."""
    named = ", ".join(f'"{role}"' for role in roles)
    return f'\n[[people]]\nemail = "{email}"\nroles = [{named}]\n{more}\n'


def page_of(
    home: Path,
    email: str,
    page: str,
    monkeypatch: pytest.MonkeyPatch,
    *,
    run: bool = True,
    alone: bool = False,
    **query: str,
) -> AppTest:
    """A page as the owner of an address sees it, or `alone` whoever is at this machine."""
    if not alone:
        come_in_as(email, monkeypatch)
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    test = test.switch_page(page)
    return test.run() if run else test


def come_in_as(email: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the next run on it is this person."""
    for module in (reader, gate):
        monkeypatch.setattr(module, "visitor", lambda: Visitor(email, why="" if email else "Nobody."))

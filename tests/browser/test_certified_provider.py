"""The same sign-in at a provider that is certified for OpenID Connect, as a company's own would be; and a restart of
our server in the middle of the day."""

import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.access.signed_in import SECRET, person, rules, sign_in_at
from tests.browser.conftest import _until, free_port, serving

pytestmark = [pytest.mark.browser, pytest.mark.every]
PACKAGE = "oidc-provider@9.13.3"
EMAIL, NAME = "am@example.com", "Łukasz Ostrowik"
PROVIDER = """
import Provider from 'oidc-provider'
const [port, redirect] = process.argv.slice(2)
const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: 'steward', client_secret: process.argv[4], redirect_uris: [redirect] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  pkce: { required: () => false },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: true }) }),
})
provider.listen(Number(port))
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The provider's program, with its package from npm."""
    folder = tmp_path_factory.mktemp("provider")
    if not shutil.which("npm"):
        pytest.skip("no npm: install Debian's npm to try a certified provider")
    command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    if subprocess.run(command, capture_output=True, timeout=300, check=False).returncode:
        pytest.skip("the package index of npm cannot be reached")
    (folder / "provider.mjs").write_text(PROVIDER, encoding="utf-8")
    return folder / "provider.mjs"


@contextmanager
def provided(program: Path, redirect: str) -> Iterator[str]:
    """The provider at a free port."""
    port = free_port()
    address = f"http://localhost:{port}/.well-known/openid-configuration"
    with subprocess.Popen(["node", str(program), str(port), redirect, SECRET], stdout=subprocess.DEVNULL) as process:
        try:
            _until(lambda: _answers(address))
            yield address
        finally:
            process.kill()


def _answers(address: str) -> bool:
    try:
        return bool(urllib.request.urlopen(address, timeout=5).read())
    except OSError:
        return False


def test_in_by_a_certified_provider_and_still_in_after_a_restart(
    page: Page, program: Path, small_sample: Path, tmp_path: Path
) -> None:
    home, port = tmp_path / "home", free_port()
    shutil.copytree(small_sample, home)
    rules(home, person(EMAIL, "account manager", more='person = "P104"'))
    redirect = f"http://localhost:{port}/oauth2callback"
    with provided(program, redirect) as metadata:
        sign_in_at(home, port, metadata, prompt="login")
        with serving(home, port) as url:
            page.goto(url)
            page.get_by_role("button", name="Sign in").click()
            page.get_by_placeholder("Enter any login").fill(EMAIL)
            page.get_by_placeholder("and password").fill("any")
            page.get_by_role("button", name="Sign-in").click()
            page.get_by_role("button", name="Continue").click()
            expect(page.get_by_text("Signed in as")).to_contain_text(NAME)
        with serving(home, port) as url:
            page.goto(f"{url}/my_week")
            expect(page.get_by_text("Signed in as")).to_contain_text(NAME)
            page.get_by_role("button", name="Sign out").click()
            expect(page).to_have_url(re.compile("/session/end"))  # the provider asks whether to end it there, too
            page.goto(f"{url}/my_week")
            expect(page.get_by_role("button", name="Sign in")).to_be_visible()
            expect(page.get_by_text("Signed in as")).to_have_count(0)

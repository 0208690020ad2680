"""Every page opens, for every account and with each feed missing in turn, and says what it says in one line."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.exhibits.wording import HEADLINE
from steward.warehouse.canonical import TABLES
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import first, these
from tests.made_once import made_once
from tests.reviews_made import ids

ROOT = Path(__file__).parents[2]
PAGES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "pages").rglob("*.py"))
OURS = {
    "account", "account_actions", "account_education", "account_maps", "account_orders", "account_requests",
    "account_review",
    "account_service", "commercial", "debrief", "history", "plan", "review", "strategy", "timeline",
}  # fmt: skip
"""Our own pages about one account; all others for our own eyes are about the book."""
BY_LINK = {"present", "presenter"}
"""Pages that a signed link opens, and nothing else: `test_present_links.py`."""
ACCOUNT_PAGES = [
    page for page in PAGES if ("customer" in page or Path(page).stem in OURS) and Path(page).stem not in BY_LINK
]
DIFFERING = [one for one in ACCOUNT_PAGES if Path(one).stem not in ("debrief", "qbr_deck")]
"""Those that are made of the account's own data; a deck of each account is drawn by tests of decks."""
NEEDED = {"accounts", "subscriptions"}


def _open(page: str, home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page(page).run()


def _of_the_first(page: str, home: Path) -> dict[str, str]:
    """What a page of an account is asked for: the first there is."""
    return {"account": ids(home)[0]} if page in ACCOUNT_PAGES else {}


def _opens(test: AppTest) -> None:
    assert not test.exception, [error.value for error in test.exception]
    assert not test.error, [error.value for error in test.error]
    assert test.main.children
    # What a sum lacks is said after it, in as many words as that takes.
    assert [one for one in _headlines(test) if len(one.partition("; incomplete: ")[0]) > HEADLINE] == []


def _headlines(test: AppTest) -> list[str]:
    """What a page says in one sentence, as it is read."""
    return [re.sub(r"\\(.)", r"\1", one.value[2:]) for one in test.markdown if str(one.value).startswith("# ")]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(page: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(page, sample_home, monkeypatch, **_of_the_first(page, sample_home))
    _opens(test)
    # Whoever is asked to tick a row finds a box to tick.
    asked = [str(one.value) for one in test.caption if "Tick a row" in str(one.value)]
    assert len(asked) <= sum(bool(one.proto.selection_mode) for one in test.dataframe), asked


@pytest.mark.parametrize("page", these(DIFFERING, ACCOUNT_PAGES))
def test_a_page_opens_for_every_account(
    page: str, sample_home: Path, told: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for account_id in told:
        test = _open(page, sample_home, monkeypatch, account=account_id)
        _opens(test)
        # The customer's window asks for a link, and for nothing else.
        assert page.endswith("customer_view.py") or test.query_params["account"] == account_id


@pytest.fixture(scope="module", params=first(1, ["small_sample", "sample_home"]))
def company(request: pytest.FixtureRequest) -> Path:
    """The accounts that tell a story, and by `make test-all` the whole sample."""
    return Path(request.getfixturevalue(request.param))


OPTIONAL = tuple(table.name for table in TABLES if table.name not in NEEDED)
ALONE = ("contracts", *(name for name in OPTIONAL if name != "contracts"))
"""First what most pages rest on."""


@pytest.fixture(
    scope="module",
    params=first(
        1,
        [
            pytest.param(OPTIONAL, id="all that can be missing"),
            *(pytest.param((one,), id=one) for one in ALONE),
        ],
    ),
)
def home_without_a_feed(
    request: pytest.FixtureRequest, company: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A company with one table taken away, or with all that are not needed."""

    def make(home: Path) -> None:
        missing = shutil.ignore_patterns(".warehouse", *(f"{name}.*" for name in request.param))
        shutil.copytree(company / "data", home / "data", ignore=missing)
        load(Workspace.whole(home))

    return made_once(tmp_path_factory, f"{company.name}_without_{'_'.join(request.param)}"[:60], make)


def test_every_page_opens_without_a_feed(home_without_a_feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in PAGES:
        _opens(_open(page, home_without_a_feed, monkeypatch, **_of_the_first(page, home_without_a_feed)))


@pytest.mark.parametrize("company", first(1, ["skyscape", "ravenstack"]))
def test_every_page_opens_for_a_company_nobody_here_made_up(
    company: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = request.getfixturevalue(company)
    for page in PAGES:
        _opens(_open(page, home, monkeypatch, **_of_the_first(page, home)))


def test_every_page_opens_for_a_single_account_in_its_first_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "accounts.csv").write_text("account_id,name\nA,Alpha\n")
    (tmp_path / "data" / "subscriptions.csv").write_text(
        "subscription_id,account_id,product_id,mrr,starts_on\nS,A,P,60000,2026-09-01\n"
    )
    load(Workspace.whole(tmp_path))
    for page in PAGES:
        _opens(_open(page, tmp_path, monkeypatch))


@pytest.mark.parametrize("page", these(DIFFERING[:2], ACCOUNT_PAGES))
def test_a_page_of_one_account_asks_for_it_where_nobody_chose_one(
    page: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is saved about whichever comes first would be about the wrong one."""
    if page.endswith("customer_view.py"):
        return
    test = _open(page, sample_home, monkeypatch)
    assert [one.value for one in test.markdown if one.value.startswith("# ")] == ["# Choose an account"]
    assert not [*test.button, *test.metric, *test.exception]
    box = next(one for one in test.selectbox if one.label == "Account")
    assert box.value is None and "account" not in test.query_params
    box.select("NW-1003").run()
    assert "# Choose an account" not in [one.value for one in test.markdown]
    assert test.query_params["account"] == "NW-1003"


def test_an_account_that_is_not_there_is_said_in_words(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open("pages/customer/spend.py", sample_home, monkeypatch, account="../../etc/passwd")
    assert not test.exception
    assert "There is no account" in test.error[0].value


def test_a_quarter_that_is_not_there_is_said_in_words(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open("pages/internal/book.py", sample_home, monkeypatch, quarter="1999-Q1")
    assert not test.exception
    assert "not in the data" in test.error[0].value


def test_before_anything_is_loaded_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    test = _open("pages/internal/book.py", tmp_path, monkeypatch)
    assert not test.exception
    assert any("Nothing is loaded yet" in one.value for one in test.markdown)
    assert "Load the sample company" in [one.label for one in test.button]

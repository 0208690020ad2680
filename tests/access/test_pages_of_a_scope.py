"""Every page holds what is of the reader's accounts and not a word of the others."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.files.export_log import NAME
from steward.plans.files.store import COMPANY
from steward.services.access.rules import as_read_by
from steward.ui.kit.secret import made_secret
from steward.ui.present.signed_link import Link, PresentWindow, signed
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.access.signed_in import ROOT, page_of, person, rules
from tests.examples import first

PAGES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "pages").rglob("*.py"))
NOT_THEIRS = {"pages/internal/access.py", "pages/internal/data_health.py"}
"""Not there for an account manager."""
TELLING = {
    "book", "families", "week", "reviews", "opportunities", "whitespace", "account", "commercial", "timeline",
    "account_maps", "review", "summary", "log", "present", "actions", "education",
}  # fmt: skip
"""One of each kind that holds something of many accounts or of one; `make test-all` goes through every page."""
NAMELESS = {"drift", "log", "definitions"}
"""Pages that open without an account."""
WINDOWS = {
    "customer_view": PresentWindow.VIEW,
    "present": PresentWindow.CUSTOMER,
    "presenter": PresentWindow.PRESENTER,
}
"""Pages that open by a link of ours alone."""
AM, BOSS = "am@example.com", "boss@example.com"


@pytest.fixture(scope="module")
def shared(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, whose first account's owner and their manager sign in."""
    home = tmp_path_factory.mktemp("scope") / "home"
    shutil.copytree(sample_home, home)
    whole = open_warehouse(Workspace.whole(home))
    ((owner, manager),) = whole.rows(
        lambda *row: row,  # type: ignore[arg-type]
        """select a.owner_id, p.manager_id from staging.accounts a join staging.people p on p.person_id = a.owner_id
           where account_id = 'NW-1001'""",
    )
    rules(
        home,
        person(AM, "account manager", more=f'person = "{owner}"')
        + person(BOSS, "manager", more=f'person = "{manager}"')
        + person("admin@example.com", "administrator")
        + person("vp@example.com", "leadership"),
    )
    return home


def words(test: AppTest) -> str:
    """All that is sent to the browser, decks and charts with it, as far as it is text."""
    waiting, found = [test._tree], []
    while waiting:
        node = waiting.pop()
        waiting += getattr(node, "children", {}).values()
        found.append(
            str(getattr(node, "proto", ""))
            .encode()
            .decode("unicode_escape")
            .encode("latin-1", "ignore")
            .decode("utf-8", "ignore")
        )
    return "\n".join(found)


def address(home: Path, page: str, account_id: str) -> dict[str, str]:
    """What leads to an account on a page."""
    window = WINDOWS.get(Path(page).stem)
    if window is None:
        return {"account": account_id}
    return {"link": signed(Link(account_id, "2026-Q3", "room", "Anna"), window, made_secret(Workspace.whole(home)))}


def names_of(workspace: Workspace) -> set[str]:
    found = open_warehouse(workspace).columns("select name from customer.accounts")["name"]
    return {str(one) for one in found.tolist()}


def _places(name: str, said: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"\b{re.escape(name)}\b", said))


@pytest.fixture(scope="module")
def others(shared: Path) -> tuple[set[str], set[str]]:
    """The names of the account manager's accounts, and those of all others."""
    mine = names_of(as_read_by(Workspace.whole(shared), AM))
    foreign = {name for name in names_of(Workspace.whole(shared)) - mine if not any(name in own for own in mine)}
    return mine, foreign


@pytest.mark.parametrize(
    "page",
    [
        page if Path(page).stem in TELLING else pytest.param(page, marks=pytest.mark.every)
        for page in PAGES
        if page not in NOT_THEIRS
    ],
)
def test_no_page_names_another_s_account(
    page: str, shared: Path, others: tuple[set[str], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, foreign = others
    assert mine and foreign
    own = choices(open_warehouse(as_read_by(Workspace.whole(shared), AM)))[0].account_id
    test = page_of(shared, AM, page, monkeypatch, **address(shared, page, own))
    assert not test.exception, [one.value for one in test.exception]
    said = words(test)
    assert len(said) > 500
    assert Path(page).stem in NAMELESS or any(_places(name, said) for name in mine)
    told = [said[max(0, hit.start() - 150) : hit.end() + 50] for name in foreign for hit in _places(name, said)]
    assert told == []


@pytest.mark.parametrize(
    "page",
    [
        "pages/internal/account.py",
        "pages/internal/plan.py",
        "pages/customer/summary.py",
        *first(1, ["pages/customer/customer_view.py", "pages/customer/present.py", "pages/internal/presenter.py"]),
    ],
)
def test_an_address_leads_to_nobody_else_s_account(page: str, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, mine = Workspace.whole(shared), as_read_by(Workspace.whole(shared), AM)
    ids = {str(one) for one in open_warehouse(whole).columns("select account_id from customer.accounts")["account_id"]}
    own = {str(one) for one in open_warehouse(mine).columns("select account_id from customer.accounts")["account_id"]}
    foreign = sorted(ids - own)[0]
    test = page_of(shared, AM, page, monkeypatch, **address(shared, page, foreign))
    assert not test.exception
    assert [one.value for one in test.error] or [one.value for one in test.info]
    nobody = page_of(shared, AM, page, monkeypatch, **address(shared, page, "NW-9999"))
    told = [one.value.replace(foreign[-4:], "…") for one in (*test.error, *test.info)]
    unknown = [one.value.replace("9999", "…") for one in (*nobody.error, *nobody.info)]
    assert told == unknown, "also not whether there is such a one"


@pytest.mark.parametrize("page", sorted(NOT_THEIRS))
def test_some_pages_are_for_who_looks_after_it(page: str, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(page_of(shared, AM, page, monkeypatch))
    assert "rows read" not in said and "may see accounts today" not in said


def test_who_nobody_named_sees_nothing(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for email in ("stranger@example.com", ""):
        test = page_of(shared, email, "pages/internal/book.py", monkeypatch)
        assert not test.exception and not test.dataframe and not test.selectbox
        said = " ".join(one.value for one in (*test.info, *test.warning, *test.title))
        assert "gives you anything" in said or "Nobody" in said


def test_a_rule_taken_away_holds_at_the_next_run(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    shutil.copytree(shared, home)
    test = page_of(home, AM, "pages/internal/book.py", monkeypatch)
    assert test.metric and not test.info
    rules(home, person("vp@example.com", "leadership"))
    test.run()
    assert not test.metric
    assert "gives you anything" in test.info[0].value


def test_two_scopes_share_nothing_that_is_kept(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {}
    for email in (BOSS, AM, "vp@example.com", AM, BOSS):
        test = page_of(shared, email, "pages/internal/book.py", monkeypatch)
        metrics = [(one.label, one.value) for one in test.metric]
        assert told.setdefault(email, metrics) == metrics
    assert told[AM] != told[BOSS] != told["vp@example.com"]


def test_a_manager_looks_with_the_eyes_of_their_team(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = page_of(shared, AM, "pages/internal/book.py", monkeypatch)
    test = page_of(shared, BOSS, "pages/internal/book.py", monkeypatch)
    box = next(one for one in test.selectbox if one.label == "See as")
    for number in range(len(box.options)):
        box.select_index(number).run()
        if [(one.label, one.value) for one in test.metric] == [(one.label, one.value) for one in own.metric]:
            break
        next(one for one in test.button if one.key == "eyes.back").click().run()
        box = next(one for one in test.selectbox if one.label == "See as")
    else:
        pytest.fail("nobody's eyes show what the account manager sees")
    assert any("Viewing as" in one.value for one in test.warning)
    next(one for one in test.button if one.key == "eyes.back").click().run()
    assert not any("Viewing as" in one.value for one in test.warning)


def test_nobody_looks_with_another_s_eyes_unwritten(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(shared, home)
    (home / "account_plans" / COMPANY / NAME).unlink(missing_ok=True)
    (home / "account_plans" / COMPANY / NAME).mkdir()  # no line can be added to it
    test = page_of(home, BOSS, "pages/internal/book.py", monkeypatch)
    before = [one.value for one in test.metric]
    box = next(one for one in test.selectbox if one.key == "eyes.box")
    box.set_value(box.options[0]).run()
    assert test.exception
    test.run()
    assert not any("Viewing as" in one.value for one in test.warning)
    assert [one.value for one in test.metric] == before


def test_an_account_manager_has_nobody_s_eyes(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = page_of(shared, AM, "pages/internal/book.py", monkeypatch, run=False)
    test.session_state["reader.eyes"] = "P101"
    test.run()
    assert "See as" not in [one.label for one in test.selectbox]
    assert not any("Viewing as" in one.value for one in test.warning)


def test_an_administrator_keeps_the_rules_and_sees_no_account(
    shared: Path, others: tuple[set[str], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    test = page_of(shared, "admin@example.com", "pages/internal/access.py", monkeypatch)
    assert not test.exception and not test.error
    other = page_of(shared, "admin@example.com", "pages/internal/book.py", monkeypatch)
    assert not other.exception and not other.metric
    mine, foreign = others
    assert [name for name in mine | foreign for _ in _places(name, words(test) + words(other))] == []

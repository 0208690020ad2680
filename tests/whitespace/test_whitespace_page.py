"""The whitespace of a book: every cell once, and made into an objective or an opportunity on the page."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from steward.briefings.internal.opportunities.begin import beginning
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.briefings.internal.whitespace.cells import SpaceState, WhitespaceRow
from steward.briefings.internal.whitespace.site_grid import site_grid
from steward.domain.quarters import Quarter
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.opportunities import FILE as PIPELINE
from steward.plans.internal.opportunities import NewOpportunity, OpportunityChanges
from steward.plans.internal.strategy import FILE, Strategy
from steward.services import whitespace
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

ROOT = Path(__file__).parents[2]
PEERS = [f"B{number}" for number in range(1, 9)]
TABLES = {
    "people": "person_id | name\nP1 | Ida Falk",
    "products": """
        product_id | name | family
        wan | WAN | Net
        lan | LAN | Net
        sec | Security | Sec
        voi | Voice | Voice
        """,
    "accounts": "account_id | name | industry | owner_id\nA1 | *Alpha* | Retail | P1\n"
    + "\n".join(f"{one} | Peer {one} | Retail | P1" for one in PEERS),
    "sites": "site_id | account_id | name\nS1 | A1 | North\nS2 | A1 | South",
    "contacts": "contact_id | account_id | name\nK1 | A1 | Anna\nK2 | A1 | Bert",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on | site_id\n"
    "s | A1 | wan | 1000 | 2025-01-01 | S1\n"
    + "\n".join(f"w{one} | {one} | wan | 900 | 2025-01-01 |" for one in PEERS)
    + "\n"
    + "\n".join(f"l{one} | {one} | lan | {100 * place} | 2025-01-01 |" for place, one in enumerate(PEERS[:5], 1)),
    "opportunities": """
        opportunity_id | name | stage | status | amount | account_id | product_id | kind
        o1             | Say  | s     | open   | 70     | A1         | voi        | cross-sell
        o2             | Ask  | first | open   | 70     | B1         | voi        | cross-sell
        o3             | Was  | ended | lost   | 70     | B1         | voi        | cross-sell
        """,
}
STRATEGY = """
account_id = "A1"
[[whitespace]]
product = "sec"
competitor = "Rival"
potential_mrr = 250
introduced_to = ["K1"]
[[readings]]
person = "K2"
roles = ["economic buyer"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded_once(home(tmp_path, **TABLES))
    written = Plans.whole(tmp_path / "account_plans").of("A1") / FILE
    written.parent.mkdir(parents=True)
    written.write_text(STRATEGY)
    return tmp_path


@pytest.fixture
def book(folder: Path) -> Book:
    return book_of(opened_once(Workspace.whole(folder)))


def test_every_cell_says_one_thing(folder: Path, book: Book) -> None:
    brief = whitespace.brief(book, EVERYTHING, PlanCache(Plans.whole(folder / "account_plans")))
    line = brief.line("A1")
    assert line is not None
    assert {one.product.product_id: one.state for one in line.spaces} == {
        "wan": SpaceState.OURS, "lan": SpaceState.EMPTY, "sec": SpaceState.COMPETITOR, "voi": SpaceState.OPEN,
    }  # fmt: skip
    lan = line.space("lan")
    assert lan is not None
    assert lan.evidence is not None
    assert (lan.evidence.owned.hits, lan.evidence.owned.of, lan.evidence.typical) == (5, 8, 300)
    assert (lan.potential, lan.potential_by) == (300, "similar accounts")
    assert line.wallet == (1000, 250)
    states = Counter(one.state for each in brief.lines for one in each.spaces)
    assert states[SpaceState.OURS] == 1 + 8 + 5
    assert brief.figure("whitespace.penetration").value == pytest.approx(14 / 36 * 100)
    assert brief.figure("whitespace.wallet").value == 80


def test_sites_by_product(folder: Path, book: Book) -> None:
    plans = Plans.whole(folder / "account_plans")
    line = whitespace.brief(book, EVERYTHING, PlanCache(plans)).line("A1")
    assert line is not None
    sites = site_grid(book, line)
    assert sites is not None
    assert [column.name for column in sites.columns] == ["Site", "City", "LAN", "WAN", "Security", "Voice"]
    assert sites.rows == (
        ("North", None, "", "€1,000", "Rival", "being sold"),
        ("South", None, "", "", "Rival", "being sold"),
    )
    assert sites.title == "1 of 8 spaces at 2 sites is ours, 3 empty"


def _line(folder: Path, strategy: str, **tables: str) -> tuple[Book, WhitespaceRow]:
    """Alpha's line of the same company with other tables and another plan."""
    loaded_once(home(folder, **{**TABLES, **tables}))
    written = Plans.whole(folder / "account_plans").of("A1") / FILE
    written.parent.mkdir(parents=True)
    written.write_text(f'account_id = "A1"\n{strategy}')
    book = book_of(opened_once(Workspace.whole(folder)))
    line = whitespace.brief(book, EVERYTHING, PlanCache(Plans.whole(folder / "account_plans"))).line("A1")
    assert line is not None
    return book, line


def test_lines_without_a_site_and_sites_nobody_listed_have_rows_of_their_own(tmp_path: Path) -> None:
    lines = "n | A1 | lan | 40 | 2025-01-01 |\ne | A1 | lan | 5 | 2025-01-01 | S9"
    book, line = _line(tmp_path, "", subscriptions=f"{TABLES['subscriptions']}\n{lines}")
    sites = site_grid(book, line)
    assert sites is not None
    rows = {row[0]: row[2:4] for row in sites.rows}
    assert rows == {"North": ("", "€1,000"), "South": ("", ""), "S9": ("€5", ""), "No site given": ("€40", "")}
    assert "“No site given”" in sites.note
    assert sum(sum(bool(cell) and "€" in str(cell) for cell in row) for row in sites.rows) == 3


def test_what_is_true_of_the_account_stands_at_the_sites_that_do_not_have_it(tmp_path: Path) -> None:
    """WAN is ours in the north and being sold to the south; voice makes no sense; nobody knows who supplies LAN."""
    plan = (
        '[[whitespace]]\nproduct = "voi"\nstate = "not applicable"\n'
        '[[whitespace]]\nproduct = "lan"\nstate = "with a competitor"\n'
    )
    opportunity = TABLES["opportunities"].replace("voi", "wan")
    book, line = _line(tmp_path, plan, opportunities=opportunity)
    sites = site_grid(book, line)
    assert sites is not None
    assert [row[2:] for row in sites.rows] == [
        ("a competitor", "€1,000", "", "n/a"), ("a competitor", "being sold", "", "n/a"),
    ]  # fmt: skip


def test_of_many_products_those_that_are_empty_at_every_site_are_named_below(tmp_path: Path) -> None:
    more = "\n".join(f"p{number} | Extra {number} | X" for number in range(10))
    book, line = _line(tmp_path, "", products=f"{TABLES['products'].strip()}\n{more}")
    sites = site_grid(book, line)
    assert sites is not None
    assert [column.name for column in sites.columns] == ["Site", "City", "WAN", "Voice"]
    assert "Not shown, because empty at every site: LAN, Security, Extra 0" in sites.note
    assert "1 of 28 spaces" in sites.title


def test_the_sites_of_every_account_of_the_sample_pay_what_the_account_pays(sample_home: Path) -> None:
    book = book_of(opened_once(Workspace.whole(sample_home)))
    shown = 0
    for line in whitespace.brief(book, EVERYTHING, PlanCache(Plans.whole(sample_home / "account_plans"))).lines:
        if sites := site_grid(book, line):
            shown += 1
            paid = [int(cell[1:].replace(",", "")) for row in sites.rows for cell in row[2:] if "€" in str(cell)]  # type: ignore[index,union-attr]
            assert sum(paid) == pytest.approx(float(line.account.mrr), abs=len(paid))
    assert shown > 20


def _open(folder: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page("pages/internal/whitespace.py").run()


def test_a_space_becomes_an_objective_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(folder, monkeypatch, space="A1~lan", you="P1")
    assert not test.exception
    said = "\n".join(str(one.value) for one in test.markdown).replace("\\", "")
    assert "5 of 8: 62 % (31–86)".replace(" %", "\N{NARROW NO-BREAK SPACE}%") in said
    assert "Retail, a third to three times its MRR" in said
    test.button(key="whitespace.objective").click().run()
    test.button(key="whitespace.objective").click().run()
    assert not test.exception
    plan = Plans.whole(folder / "account_plans").open(Strategy, FILE, "A1").plan
    assert [(one.objective, one.new_mrr, one.owner) for one in plan.objectives] == [("Sell LAN", 300, "P1")]
    assert plan.whitespace[0].competitor == "Rival"


def test_what_became_of_a_space_is_undone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An objective that stood there before was not added, so it is not taken out either."""
    plans = Plans.whole(folder / "account_plans")
    before = plans.open(Strategy, FILE, "A1").plan
    test = _open(folder, monkeypatch, space="A1~lan", you="P1")
    assert test.button(key="whitespace.undo").disabled
    test.button(key="whitespace.objective").click().run()
    assert len(plans.open(Strategy, FILE, "A1").plan.objectives) == 1
    test.button(key="whitespace.undo").click().run()
    assert plans.open(Strategy, FILE, "A1").plan == before
    test.button(key="whitespace.objective").click().run()
    again = _open(folder, monkeypatch, space="A1~lan", you="P1")
    again.button(key="whitespace.objective").click().run()
    assert [one.value.replace("\\", "") for one in again.error] == ["It is an objective of the plan already."]
    assert again.button(key="whitespace.undo").disabled
    again = _open(folder, monkeypatch, space="A1~sec", you="P1")
    again.button(key="whitespace.deal").click().run()
    assert len(_begun(folder)) == 1
    again.button(key="whitespace.undo").click().run()
    assert not again.exception
    assert _begun(folder) == ()


def _begun(folder: Path) -> tuple[NewOpportunity, ...]:
    return Plans.whole(folder / "account_plans").open(OpportunityChanges, PIPELINE, "A1").plan.new


def test_a_space_becomes_an_opportunity_that_waits_for_the_crm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the stage and close date that a CRM asks for: the first of a sale, the end of the next fiscal quarter."""
    test = _open(folder, monkeypatch, space="A1~sec", you="P1")
    test.button(key="whitespace.deal").click().run()
    assert not test.exception
    (opportunity,) = _begun(folder)
    assert (opportunity.name, opportunity.product, opportunity.amount, opportunity.owner) == (
        "Security for *Alpha*",
        "sec",
        250,
        "P1",
    )
    assert (opportunity.on, opportunity.stage) == (date(2026, 9, 30), "first")
    assert opportunity.close_on == Quarter.containing(date(2026, 9, 30)).shifted(1).end


def _called(widgets: Any, label: str) -> Any:
    return next(one for one in widgets if one.label == label)


def test_what_is_asked_for_in_the_form_is_begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(folder, monkeypatch, space="A1~sec", you="P1")
    assert _called(test.selectbox, "Stage").options == ["first", "s"]
    _called(test.selectbox, "Stage").set_value("s")
    _called(test.date_input, "Closes").set_value(date(2027, 5, 4))
    _called(test.number_input, "A month").set_value(400.0)
    test.button(key="whitespace.deal").click().run()
    (opportunity,) = _begun(folder)
    assert (opportunity.stage, opportunity.close_on, opportunity.amount) == ("s", date(2027, 5, 4), 400)


def test_without_a_close_date_nothing_is_begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(folder, monkeypatch, space="A1~sec", you="P1")
    _called(test.date_input, "Closes").set_value(None)
    test.button(key="whitespace.deal").click().run()
    assert [str(one.value) for one in test.error] == ["The CRM asks for a stage and a close date."]
    assert _begun(folder) == ()


def test_a_second_one_is_not_begun_while_one_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor from another window, where the form is open still; it can be once the CRM has the first."""
    other = _open(folder, monkeypatch, space="A1~sec", you="P1")
    test = _open(folder, monkeypatch, space="A1~sec", you="P1")
    test.button(key="whitespace.deal").click().run()
    assert "a second is not begun" in "\n".join(str(one.value) for one in test.warning)
    assert not [one for one in test.button if one.key == "whitespace.deal"]
    other.button(key="whitespace.deal").click().run()
    assert not other.exception
    assert len(_begun(folder)) == 1
    there = TABLES["opportunities"] + "o9 | security for *alpha* | first | open | 250 | A1 | sec | cross-sell\n"
    loaded_once(home(folder, **{**TABLES, "opportunities": there}))
    again = _open(folder, monkeypatch, space="A1~sec", you="P1")
    again.button(key="whitespace.deal").click().run()
    assert [one.name for one in _begun(folder)] == ["Security for *Alpha*", "Security for *Alpha* (2)"]


def test_a_name_that_the_crm_has_is_not_given_again(folder: Path, book: Book) -> None:
    """An import that brings the name would confirm the new one at once, though it is last year's."""
    assert beginning(book, OpportunityChanges(account_id="A1"), "voi", "say", date(2026, 9, 30)).name == "say (2)"


def test_what_is_ours_offers_nothing_to_sell(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(folder, monkeypatch, space="A1~wan", you="P1")
    assert not [one for one in test.button if one.key == "whitespace.deal"]


@pytest.mark.parametrize("space", ["A1", "~", "nobody~wan", "A1~nothing", "<b>~$x$"])
def test_an_address_that_means_nothing_does_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, space: str) -> None:
    assert not _open(folder, monkeypatch, space=space).exception

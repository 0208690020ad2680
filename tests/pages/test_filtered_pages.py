"""A filter means the same everywhere: on my book and the pages it sums up, on the decks made of it, on targets."""

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from steward.briefings.internal.nps.nps import nps, nps_exhibits
from steward.briefings.internal.opportunities.book import pipeline_book
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.targets.people import Who
from steward.briefings.internal.targets.targets import targets
from steward.domain.identifiers import slug
from steward.exhibits import Table
from steward.services.labels import accounts, colleagues
from steward.services.reviews.deck_runs import SUMMARY
from steward.ui.account.timeline import ICONS
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import first
from tests.pages.namesakes import namesakes

ROOT = Path(__file__).parents[2]
FILTERS = [EVERYTHING, Filters(owners=("P1",)), Filters(accounts=("A2",)), Filters(regions=("South",))]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return namesakes(tmp_path_factory.mktemp("filtered"))


@pytest.fixture(scope="module")
def book(made: Path) -> Book:
    return book_of(open_warehouse(Workspace.whole(made)), "2026-Q3")


def _open(page: str, home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"))
    for name, value in query.items():
        test.query_params[name] = value
    test.switch_page(page).run()
    assert not test.exception and not test.error, [one.value for one in (*test.exception, *test.error)]
    return test


def _told(one: Any) -> object:
    """What an exhibit says, but for how many of its rows stand on a page about more."""
    return one.rows[:10] if isinstance(one, Table) else one


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_my_book_says_of_nps_what_its_own_page_says(book: Book, filters: Filters) -> None:
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    own = {one.id: one for one in nps(book, rows).exhibits}
    for one in filter(None, nps_exhibits(book, filters).values()):
        assert _told(one) == _told(own[one.id]), one.id


def test_my_book_filtered_still_shows_renewals_of_what_passes(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open("pages/internal/book.py", made, monkeypatch, only="A3")
    said = " ".join(one.value for one in test.markdown)
    assert "dates in the next" in said and "is the quarter with most to renew" in said
    contracts = [cell for one in test.dataframe for cell in one.value.astype(str).to_numpy().ravel()]
    assert "C4" in contracts and not {"C1", "C2", "C3"} & set(contracts)


@pytest.mark.every
def test_the_decks_made_on_a_filtered_page_are_those_of_its_accounts(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = _open("pages/internal/reviews.py", made, monkeypatch, owner="P2")
    assert [one.label for one in test.button if one.key == "bulk.make"] == ["Make 1 deck"]
    test.button(key="bulk.make").click().run()
    assert not test.exception and not test.error, [one.value for one in test.error]
    _, packed = test.session_state["bulk.zip"]
    with ZipFile(io.BytesIO(packed)) as found:
        name = f"Alder Ltd ({slug('A2')}) Q3 2026 review.pptx"
        assert [each for each in found.namelist() if each != SUMMARY] == [name]
    assert _packed(test) == ["Download 1 deck"]
    test.multiselect[0].set_value([]).run()
    assert [one.label for one in test.button if one.key == "bulk.make"] == ["Make 3 decks"]
    assert not _packed(test), "the zip of other accounts is offered no more"


def _packed(test: AppTest) -> list[str]:
    return [one.proto.label for one in test.get("download_button") if "deck" in one.proto.label]


def test_a_region_of_accounts_has_no_target_and_a_region_of_ours_has(book: Book) -> None:
    """P1 is of the North and looks after A1 in the South and A3 in the North."""
    rows = book_rows.book(book.warehouse, str(book.quarter))
    of_accounts = targets(book, rows, Filters(regions=("North",)))
    assert "some of their accounts" in of_accounts.figure("targets.attainment").why
    assert pipeline_book(book, rows, Filters(regions=("North",))).figure("pipeline.coverage").value is None
    ours = targets(book, rows, Filters(team_regions=("North",)), Who.REGION)
    assert ours.groups and [(row[0], row[1]) for row in ours.groups.rows] == [("North", 100)]
    assert ours.groups.columns[0].name == "Team's region"


def test_a_label_says_whose_region_is_meant(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labels = {
        page: [one.label for one in _open(f"pages/internal/{page}.py", made, monkeypatch).multiselect]
        for page in ("book", "opportunities", "targets")
    }
    assert labels["book"] == labels["opportunities"] == ["Owner", "Region of the account", "Account"]
    assert labels["targets"] == ["Owner", "Team's region", "Account"]


def test_two_of_one_name_have_a_row_each_in_targets(book: Book) -> None:
    rows = book_rows.book(book.warehouse, str(book.quarter))
    for who in (Who.PERSON, Who.TEAM):
        found = targets(book, rows, EVERYTHING, who).groups
        assert found and sorted(row[1] for row in found.rows) == [100, 300]


def test_a_region_that_is_not_there_is_said(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open("pages/internal/book.py", made, monkeypatch, region="Atlantis")
    assert any("Atlantis" in one.value and "filter ignored" in one.value for one in test.warning)


def test_an_address_may_name_an_owner_that_only_one_is(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open("pages/internal/book.py", made, monkeypatch, owner="Ann Lee · sales engineer")
    assert test.query_params["owner"] in ("P2", ["P2"])


def _next_page(test: AppTest, page: str) -> AppTest:
    """As a click in the navigation does it: the address of the new page asks for nothing."""
    for name in list(test.query_params):
        del test.query_params[name]
    test.switch_page(page).run()
    assert not test.exception and not test.error, [one.value for one in (*test.exception, *test.error)]
    return test


def test_what_was_chosen_on_a_page_holds_on_the_next(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open("pages/internal/book.py", made, monkeypatch, owner="P1", strategic="1")
    _next_page(test, "pages/internal/renewals.py")
    assert test.multiselect(key="owner.several").value == ["P1"]
    assert test.toggle(key="strategic.toggle").value
    assert test.query_params["owner"] in ("P1", ["P1"])
    test.multiselect(key="owner.several").set_value([]).run()
    _next_page(test, "pages/internal/opportunities.py")
    assert test.multiselect(key="owner.several").value == []
    assert "owner" not in test.query_params


def test_single_accounts_are_asked_for_on_one_page_and_no_earlier_choice_hides_them(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = _open("pages/internal/book.py", made, monkeypatch, owner="P1")
    del test.query_params["owner"]
    test.query_params["only"] = "A3"
    test.switch_page("pages/internal/renewals.py").run()
    assert test.multiselect(key="owner.several").value == []
    assert test.multiselect(key="only.several").value == ["A3"]
    _next_page(test, "pages/internal/health.py")
    assert test.multiselect(key="only.several").value == []
    assert test.multiselect(key="owner.several").value == ["P1"]


def test_my_book_is_mine_once_it_is_known_who_looks_and_stays_so_until_i_say_otherwise(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = _open("pages/internal/book.py", made, monkeypatch)
    assert not [one for one in nobody.toggle if one.label == "Mine only"]
    test = _open("pages/internal/book.py", made, monkeypatch, you="P1")
    assert test.toggle(key="mine.toggle").value
    rows = {row.account_id for row in book_rows.book(open_warehouse(Workspace.whole(made)), "2026-Q3")}
    mine = {
        row.account_id
        for row in book_rows.book(open_warehouse(Workspace.whole(made)), "2026-Q3")
        if row.owner_id == "P1" and row.active
    }
    shown = next(one.value for one in test.metric if one.label == "Accounts")
    assert int(shown) == len(mine) < len(rows)
    assert _narrowed(test) == "only accounts of " + _name(made, "P1")
    test.toggle(key="mine.toggle").set_value(False).run()
    assert not _narrowed(test)
    test.session_state["chosen.you"] = "P1"
    _next_page(test, "pages/internal/renewals.py")
    assert not test.toggle(key="mine.toggle").value


def _name(home: Path, person_id: str) -> str:
    return colleagues(open_warehouse(Workspace.whole(home)))[person_id]


def _narrowed(test: AppTest) -> str:
    """What the line below the headline says the page is narrowed to."""
    return next((one for said in test.caption for one in re.findall(r"filter_alt: \*\*(.*?)\*\*", said.value)), "")


@pytest.mark.parametrize(
    "page", first(2, ["retention", "renewals", "health", "nps", "service", "opportunities", "targets", "whitespace"])
)
def test_a_page_whose_numbers_are_narrowed_says_to_what(page: str, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(f"pages/internal/{page}.py", made, monkeypatch, only="A2", strategic="1")
    assert _narrowed(test) == f"only {accounts(open_warehouse(Workspace.whole(made)))['A2']} where strategic"


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(), ""),
        (Filters(strategic_only=True, regions=("South",)), "only strategic accounts in South"),
        (Filters(owners=("P1", "P2", "P3", "P4")), "only accounts of Ida, Jo, P3 and 1 more"),
        (Filters(accounts=("A1",)), "only Alpha"),
        (Filters(team_regions=("North", "West")), "only accounts, people in North and West"),
    ],
)
def test_what_is_narrowed_in_words(filters: Filters, said: str) -> None:
    assert filters.in_words({"P1": "Ida", "P2": "Jo"}, {"A1": "Alpha"}) == said


def test_each_tab_of_an_account_shows_whose_it_is_in_its_box_too(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The box of the page before has the same name: this one would stand on the first account, and lead there."""
    monkeypatch.setenv("STEWARD_HOME", str(sample_home))
    test = AppTest.from_file(str(ROOT / "app.py"))
    test.query_params["account"] = "NW-1003"
    test.switch_page("pages/internal/account.py").run()
    for name in ("timeline", "plan", "account"):
        _next_page(test, f"pages/internal/{name}.py")
        assert test.selectbox(key="account.box").value == "NW-1003", name


def test_the_kinds_of_a_timeline_stand_in_its_address_and_hold_on_the_next_account(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "pages/internal/timeline.py"
    test = _open(page, sample_home, monkeypatch, account="NW-1003", kinds="outage")
    assert _kinds(test) == {":material/error:"}
    assert any(one.startswith("Outage ") for one in test.button_group(key="kinds.several").options), "after its icon"
    test.button_group(key="kinds.several").set_value(["survey", "outage"]).run()
    assert _kinds(test) == {":material/error:", ":material/reviews:"}
    assert test.query_params["kinds"] == ["survey", "outage"]
    _next_page(test, "pages/internal/plan.py")
    assert "kinds" not in test.query_params
    _next_page(test, page)
    assert test.query_params["kinds"] == ["survey", "outage"]
    test.query_params["account"] = "NW-1001"
    test.run()
    assert test.selectbox(key="account.box").value == "NW-1001"
    assert _kinds(test) <= {":material/error:", ":material/reviews:"} and len(_kinds(test)) > 0
    test.button_group(key="kinds.several").set_value([]).run()
    assert len(_kinds(test)) > 2 and "kinds" not in test.query_params
    asked = _open(page, sample_home, monkeypatch, account="NW-1003", kinds="<b>")
    assert [one.value.replace("\\", "") for one in asked.warning] == ["Show: there is no “<b>” here, filter ignored."]


def _kinds(test: AppTest) -> set[str]:
    """The pictures of the kinds that lines are told of."""
    return {one.value.split(" ")[0] for one in test.markdown if one.value.startswith(tuple(ICONS.values()))}

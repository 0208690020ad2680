"""The pages after a review: what is overdue on My book, the commitments of the book, a debrief that is saved."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.briefings.internal.commitments.book import SECTIONS, CommitmentsBook, commitments_book
from steward.briefings.internal.scope.book import book_of
from steward.plans.customer.success_plan import FILE, SuccessPlan
from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.store import Plans
from steward.plans.internal.debrief import Debrief, file_of
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

ROOT = Path(__file__).parents[2]
BUSY = "NW-1002"


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    for name in ("data", "account_plans"):
        shutil.copytree(sample_home / name, tmp_path / name)
    return tmp_path


def page(name: str, home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for key, value in query.items():
        test.query_params[key] = value
    return test.switch_page(f"pages/internal/{name}.py").run()


def brief(home: Path) -> CommitmentsBook:
    house = Workspace.whole(home)
    warehouse = open_warehouse(house)
    cached_files = CachedFiles(Plans.whole(house.plans), SuccessPlan, FILE, SECTIONS)
    return commitments_book(book_of(warehouse), cached_files.all_of([row.account_id for row in choices(warehouse)]))


@pytest.mark.parametrize("name", ["book", "commitments"])
def test_what_is_overdue_is_shown_and_counted_alike(name: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, test = brief(home), page(name, home, monkeypatch)
    assert not test.exception
    assert found.overdue is not None
    told = {metric.label: metric.value for metric in test.metric}
    assert told["Commitments overdue"] == found.figure("book.promises_overdue").text
    assert [row[0] for row in found.overdue.rows] in [list(table.value.iloc[:, 0]) for table in test.dataframe]


def test_where_nothing_is_overdue_my_book_has_no_such_table(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (home / "account_plans").glob(f"*/{FILE}"):
        path.unlink()
    test = page("book", home, monkeypatch)
    assert not test.exception
    assert {metric.label: metric.value for metric in test.metric}["Commitments overdue"] == "0"
    assert not [one for one in test.markdown if "overdue" in one.value]


def test_a_rating_given_on_the_page_is_in_the_file_and_on_the_page_of_the_book(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(home / "account_plans" / BUSY, ignore_errors=True)
    for folder in (home / "account_plans").glob("*/reviews"):
        shutil.rmtree(folder)
    test = page("debrief", home, monkeypatch, account=BUSY, quarter="2026-Q3", you="Ida Lund")
    sliders = {one.label: one for one in test.select_slider}
    sliders["Right people"].set_value(4)
    sliders["Decided"].set_value(1)
    test.run()
    next(one for one in test.button if one.label == "Save 2 changes").click().run()
    assert not test.exception
    saved = Plans.whole(home / "account_plans").open(Debrief, file_of("2026-Q3"), BUSY).plan.rating
    assert (saved.right_people, saved.their_goals, saved.decided) == (4, None, 1)
    book = page("commitments", home, monkeypatch, quarter="2026-Q3")
    assert any("1 review of Q3 2026 rated by ourselves" in one.value for one in book.markdown)

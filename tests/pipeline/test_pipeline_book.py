"""The pipeline of the book: coverage by hand, splits that add up, changes that wait and are confirmed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.internal.opportunities.charts import By
from steward.briefings.internal.opportunities.waiting import confirmed
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.errors import PlanChangedMeanwhile
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.opportunities import (
    FILE,
    NewOpportunity,
    OpportunityChange,
    OpportunityChanges,
    OpportunityField,
    OpportunityKind,
)
from steward.plans.internal.opportunity_edits import begin_opportunity, changes_of
from steward.services import opportunities
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once
from tests.plans.written_by import set_changes, taken_out

TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P2",
    "people": "person_id | name | region\nP1 | Ida | North\nP2 | Ben | South",
    "partners": "partner_id | name\nX | Xylo",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 60000 | 2025-01-01
        s2              | B1         | wan        | 10000 | 2025-01-01
        """,
    "targets": "person_id | quarter | new_mrr\nP1 | 2026-Q4 | 1000\nP2 | 2026-Q4 | 500",
}
HEAD = (
    "opportunity_id|name|stage|status|amount|account_id|kind|probability|opened_on|close_on|closed_on|partner_id"
    "|next_step\n"
)
ROWS = [
    "o1|Big|proposal|open|3000|A1|upsell|0.5|2026-08-01|2026-11-01|||Call",
    "o2|Small|first|open|600|B1|cross-sell|0.1|2026-08-01|2026-12-31||X|",
    "o3|Renewal|first|open|9000|A1|renewal|0.9|2026-08-01|2026-11-01|||",
    "o4|Later|first|open|700|A1|upsell|0.2|2026-08-01|2027-02-01|||",
    "o5|Prospect|first|open|90||new|0.2|2026-08-01|2026-12-01|||",
]


def _loaded(folder: Path, rows: list[str]) -> Book:
    loaded_once(home(folder, **TABLES, opportunities=HEAD + "\n".join(rows)))
    return book_of(opened_once(Workspace.whole(folder)))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return _loaded(tmp_path, ROWS)


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    return Plans.whole(Workspace.whole(tmp_path).plans)


def test_coverage_of_the_next_quarter(book: Book, plans: Plans) -> None:
    """Closing in Q4: 3000 + 600 + 90, renewals out; to win 1500. 2.46 raw, (1500 + 60 + 18) / 1500 weighted, 2 late."""
    brief = opportunities.brief(book, EVERYTHING, PlanCache(plans))
    assert brief.figure("pipeline.coverage").value == pytest.approx(3690 / 1500)
    assert brief.figure("pipeline.coverage_weighted").value == pytest.approx(1578 / 1500)
    assert brief.figure("pipeline.coverage_late").value == 2


def test_of_one_of_us_their_own_target_and_opportunities_count(book: Book, plans: Plans) -> None:
    brief = opportunities.brief(book, Filters(owners=("P2",)), PlanCache(plans))
    assert brief.figure("pipeline.coverage").value == pytest.approx(600 / 500)


def test_single_accounts_have_no_target(book: Book, plans: Plans) -> None:
    figure = opportunities.brief(book, Filters(accounts=("A1",)), PlanCache(plans)).figure("pipeline.coverage")
    assert figure.value is None
    assert "some of their accounts" in figure.why


@pytest.mark.parametrize("by", By)
def test_every_split_adds_up(book: Book, plans: Plans, by: By) -> None:
    brief = opportunities.brief(book, EVERYTHING, PlanCache(plans), by=by)
    assert brief.split is not None
    assert sum(brief.split.series[0].values) == Decimal(13390)  # type: ignore[arg-type]


def test_partner_and_direct(book: Book, plans: Plans) -> None:
    brief = opportunities.brief(book, EVERYTHING, PlanCache(plans), by=By.CHANNEL)
    assert brief.split is not None
    assert dict(zip(brief.split.categories, brief.split.series[0].values, strict=True)) == {
        "Direct": 12790,
        "Xylo": 600,
    }


def change(field: OpportunityField, imported: str, wanted: str, opportunity: str = "o1") -> OpportunityChange:
    return OpportunityChange(
        opportunity=opportunity, field=field, imported=imported, wanted=wanted, by="P1", on=date(2026, 10, 1)
    )


def test_a_change_waits_until_an_import_says_the_same(tmp_path: Path, book: Book, plans: Plans) -> None:
    made = (change(OpportunityField.AMOUNT, "3000", "3500"), change(OpportunityField.STAGE, "proposal", "negotiation"))
    set_changes(plans, "A1", "o1", (), made, "Ida")
    waiting = opportunities.brief(book, EVERYTHING, PlanCache(plans))
    assert [(one.field, one.data, one.wanted, one.overtaken) for one in waiting.waits.changes] == [
        ("amount", "3000", "3500", False), ("stage", "proposal", "negotiation", False),
    ]  # fmt: skip
    assert waiting.figure("pipeline.waiting").value == 2
    assert waiting.figure("pipeline.open").value == 13390
    half = _loaded(tmp_path, [ROWS[0].replace("3000", "3500.00"), *ROWS[1:]])
    assert [one.field for one in opportunities.brief(half, EVERYTHING, PlanCache(plans)).waits.changes] == ["stage"]
    whole = _loaded(tmp_path, [ROWS[0].replace("3000", "3500").replace("proposal", "negotiation"), *ROWS[1:]])
    after = opportunities.brief(whole, EVERYTHING, PlanCache(plans))
    assert (len(after.waits), after.waiting) == (0, None)


@pytest.mark.every
def test_what_was_confirmed_does_not_wait_again_when_the_crm_goes_on(tmp_path: Path, book: Book, plans: Plans) -> None:
    set_changes(plans, "A1", "o1", (), [change(OpportunityField.STAGE, "proposal", "negotiation")], "Ida")
    for stage in ("negotiation", "signing"):
        brief = opportunities.brief(
            _loaded(tmp_path, [ROWS[0].replace("proposal", stage), *ROWS[1:]]), EVERYTHING, PlanCache(plans)
        )
        assert len(brief.waits) == 0


@pytest.mark.every
def test_a_value_changed_there_too_is_told(tmp_path: Path, book: Book, plans: Plans) -> None:
    set_changes(plans, "A1", "o1", (), [change(OpportunityField.AMOUNT, "3000", "3500")], "Ida")
    brief = opportunities.brief(
        _loaded(tmp_path, [ROWS[0].replace("3000", "2000"), *ROWS[1:]]), EVERYTHING, PlanCache(plans)
    )
    assert [one.overtaken for one in brief.waits.changes] == [True]
    assert brief.waiting is not None
    assert "the CRM says something else in 1" in brief.waiting.title


def test_two_people_change_one_opportunity(book: Book, plans: Plans) -> None:
    mine, theirs = change(OpportunityField.AMOUNT, "3000", "3500"), change(OpportunityField.AMOUNT, "3000", "3900")
    set_changes(plans, "A1", "o1", (), [theirs], "Ben")
    with pytest.raises(PlanChangedMeanwhile):
        set_changes(plans, "A1", "o1", (), [mine], "Ida")
    set_changes(plans, "A1", "o4", (), [change(OpportunityField.STAGE, "first", "proposal", "o4")], "Ida")
    plan = plans.open(OpportunityChanges, FILE, "A1").plan
    assert changes_of(plan, "o1") == (theirs,)
    assert len(plan.changes) == 2


def test_an_opportunity_begun_here_is_confirmed_by_its_name(tmp_path: Path, book: Book, plans: Plans) -> None:
    opportunity = NewOpportunity(
        name="Wi-Fi for two sites", kind=OpportunityKind.CROSS_SELL, amount=800, close_on=date(2026, 12, 1), by="P1"
    )
    begin_opportunity(plans, "A1", opportunity, "Ida")
    begin_opportunity(plans, "A1", opportunity, "Ida")
    brief = opportunities.brief(book, EVERYTHING, PlanCache(plans))
    assert len(brief.waits.begun) == 2
    taken_out(plans, "A1", brief.waits.begun[1].opportunity, "Ida")
    assert len(opportunities.brief(book, EVERYTHING, PlanCache(plans)).waits.begun) == 1
    row = "o9|wi-fi  for two sites|first|open|800|A1|cross-sell|0.2|2026-09-01|2026-12-01|||"
    assert len(opportunities.brief(_loaded(tmp_path, [*ROWS, row]), EVERYTHING, PlanCache(plans)).waits) == 0


@pytest.mark.parametrize(
    ("field", "data", "wanted", "same"),
    [
        (OpportunityField.AMOUNT, "1000.0000", "1000", True), (OpportunityField.AMOUNT, "1000", "much", False),
        (OpportunityField.STAGE, "won ", "won", True), (OpportunityField.STAGE, "Won", "won", False),
        (OpportunityField.CLOSE_ON, "", "", True),
    ],
)  # fmt: skip
def test_what_counts_as_the_same(field: OpportunityField, data: str, wanted: str, same: bool) -> None:
    assert confirmed(field, data, wanted) is same

"""What calls for somebody, worked by hand, and in whose week it stands."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.health.todos import FELL, health_todos
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.todo import Reason, Todo
from steward.briefings.internal.week.sources import QUIET, contact_todos, review_todos
from steward.domain.health import Colour
from steward.errors import PersonNotFound
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.week import Everything, everything, week
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.team import StaffMember, led_by
from steward.warehouse.rows.internal.week import LastTouch
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

AS_OF = date(2026, 9, 30)
TABLES = {
    "people": """
        person_id | name | manager_id
        BOSS      | Mona |
        P1        | Ida  | BOSS
        P2        | Ben  | P1
        SOLO      | Una  |
        """,
    "accounts": "account_id | name | owner_id\nBIG | Big | P1\nSMALL | Small | P1\nGONE | Gone | P1",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | ends_on
        s1              | BIG        | wan        | 60000 | 2025-01-01 |
        s2              | SMALL      | wan        | 500   | 2025-01-01 |
        s3              | GONE       | wan        | 900   | 2025-01-01 | 2025-06-30
        """,
    "contracts": "contract_id|account_id|starts_on|ends_on\nC1|BIG|2025-01-01|2026-12-31",
    "opportunities": """
        opportunity_id|name|stage|status|amount|account_id|kind|opened_on|close_on|owner_id
        d1|Late at Big|s|open|70|BIG|upsell|2026-09-01|2026-09-10|P2
        d2|Late at Gone|s|open|60|GONE|upsell|2026-09-01|2026-09-10|P2
        d3|Late somewhere|s|open|50||new|2026-09-01|2026-09-10|P2
        d4|In time|s|open|40|BIG|upsell|2026-09-01|2026-12-10|P2
        """,
}  # fmt: skip
SUCCESS = """
account_id = "BIG"
[[commitments]]
promise = "Second line"
side = "ours"
owner = "P2"
due = 2026-09-01
[[commitments]]
promise = "Their purchase order"
side = "theirs"
owner = "P2"
due = 2026-09-02
"""
RENEWALS = """
account_id = "BIG"
[[plays]]
id = "visit"
play = "Visit them"
contract = "C1"
owner = "P2"
due = 2026-09-03
status = "under way"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("week")
    loaded_once(home(found, **TABLES))
    plan = Plans.whole(found / "account_plans").of("BIG")
    plan.mkdir(parents=True)
    (plan / "success_plan.toml").write_text(SUCCESS)
    (plan / "renewals.toml").write_text(RENEWALS)
    return found


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    return book_of(opened_once(Workspace.whole(folder)))


@pytest.fixture(scope="module")
def found(book: Book, folder: Path) -> Everything:
    return everything(book, PlanCache(Plans.whole(folder / "account_plans")))


def said(todos: tuple[Todo, ...], reason: Reason) -> list[str]:
    return sorted(one.words for one in todos if one.reason is reason)


def test_an_opportunity_is_for_its_own_owner_with_whoever_it_is(found: Everything) -> None:
    late = [one for one in found.week("P2").todos if one.reason is Reason.STALLED]
    assert [(one.account, one.who, one.at_stake) for one in late] == [
        ("Big", "Ben", 70), ("Gone", "Ben", 60), ("No account yet", "Ben", 50),
    ]  # fmt: skip
    assert [one.query for one in late] == [
        {"account": "BIG", "only": "BIG"}, {"account": "GONE", "only": "GONE"}, {},
    ]  # fmt: skip


def test_a_commitment_is_for_whoever_of_us_made_it_and_for_the_owner_of_the_account(found: Everything) -> None:
    """What they promised is asked for by the owner alone, whoever's id stands there."""
    ours = said(found.week("P2").todos, Reason.COMMITMENT)
    assert len(ours) == 1 and "Second line" in ours[0]
    assert len(said(found.week("P1").todos, Reason.COMMITMENT)) == 2


def test_a_late_play_is_for_whoever_runs_it(found: Everything) -> None:
    plays = said(found.week("P2").todos, Reason.RENEWAL)
    assert len(plays) == 1 and plays[0].endswith("Visit them")


def test_who_leads_sees_the_weeks_of_all_who_report_to_them(found: Everything) -> None:
    mona, ida = found.week("BOSS"), found.week("P1")
    assert mona.todos == ida.todos and mona.several
    assert set(found.week("P2").todos) < set(ida.todos)
    assert mona.outreach is None, "no contact is recorded at all"
    assert mona.ranking is not None and mona.ranking.columns[-1].name == "Who"


def test_somebody_without_anything_to_do_has_an_empty_week(found: Everything) -> None:
    assert found.week("SOLO").headline == "Nothing presses, as far as the loaded feeds tell"
    assert list(found.busy) == ["P2", "P1", "BOSS"], "by name: Ben, Ida, Mona"
    with pytest.raises(PersonNotFound):
        found.week("NOBODY")


def test_a_circle_of_managers_ends() -> None:
    us = {
        "A": StaffMember("A", "A", None, None, "B"),
        "B": StaffMember("B", "B", None, None, "A"),
        "C": StaffMember("C", "C", None, None, "B"),
    }
    assert led_by(us, "A") == {"A", "B", "C"}
    assert led_by(us, "C") == {"C"}


def test_everybodys_week_leaves_nothing_out(book: Book, folder: Path, found: Everything) -> None:
    assert week(book, PlanCache(Plans.whole(folder / "account_plans"))).todos == found.week().todos
    assert set(found.week().todos) == set(found.todos)


def rows(book: Book) -> dict[str, Any]:
    return {row.account_id: row for row in book_rows.book(book.warehouse, str(book.quarter))}


def touch(account_id: str, days: int) -> LastTouch:
    return LastTouch(
        account_id=account_id,
        day=AS_OF - timedelta(days=days),
        kind="call",
        subject=None,
        contact="Ann",
        colleague=None,
    )


@pytest.mark.parametrize(("days", "asked"), [(QUIET, False), (QUIET + 1, True), (None, True)])
def test_a_strategic_account_is_called_after_thirty_days(book: Book, days: int | None, asked: bool) -> None:
    """The small one is not strategic; whoever was never spoken to is called, once the feed tells of anybody."""
    touches = {"SMALL": touch("SMALL", 400)} | ({"BIG": touch("BIG", days)} if days is not None else {})
    told = [one.account_id for one in contact_todos(book, list(rows(book).values()), touches)]
    assert told == (["BIG"] if asked else [])


def test_a_review_nobody_began_is_due_four_weeks_after_the_quarter(book: Book) -> None:
    everybody = list(rows(book).values())
    (one,) = review_todos(book, everybody, expected=("BIG",), begun=())
    assert (one.account_id, one.due) == ("BIG", date(2026, 10, 28))
    assert list(review_todos(book, everybody, expected=("BIG",), begun=("BIG",))) == []
    assert list(review_todos(book, everybody, expected=(), begun=())) == []


@pytest.mark.parametrize(
    ("colour", "moved", "paying", "asked"),
    [
        (Colour.RED, 0.0, True, True),
        (Colour.RED, None, True, True),
        (Colour.AMBER, float(FELL), True, True),
        (Colour.AMBER, FELL + 0.1, True, False),
        (Colour.GREEN, FELL - 5.0, True, True),
        (Colour.RED, 0.0, False, False),
    ],
)
def test_red_or_falling_health_calls_for_somebody(
    book: Book, colour: Colour, moved: float | None, paying: bool, asked: bool
) -> None:
    row = rows(book)["BIG"]._replace(mrr=Decimal(10) if paying else Decimal(0), paying=paying)

    class Told(AccountHealth):
        """A line whose colour and movement are given."""

        colour = property(lambda self: told_colour)  # type: ignore[assignment]
        moved = property(lambda self: told_move)  # type: ignore[assignment]

    told_colour, told_move = colour, moved
    line = Told(row=row, state=None, earlier=None, override=None, reasons=())
    brief: Any = type("Brief", (), {"lines": (line,)})()
    assert [one.account_id for one in health_todos(book, brief.lines)] == (["BIG"] if asked else [])

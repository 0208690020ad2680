"""Partners of a book: who is of record, what is paid on what was billed, and how partners do beside us."""

from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.internal.channel.tables import win_rates_said
from steward.briefings.internal.scope.filters import Filters
from steward.domain.access.scope import Accounts, Scope
from steward.domain.channel.compared import Ended, SalesSide
from steward.domain.identifiers import slug
from steward.exhibits import Table
from steward.workspace import Workspace
from tests.channel.made import SETTINGS, TABLES, briefed, company
from tests.homes import home, loaded_once


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return company(tmp_path_factory.mktemp("channel"))


def rows(table: Table | None, *names: str) -> list[tuple[str, ...]]:
    """These columns of a table, as they are written."""
    assert table is not None
    kept = [[column.name for column in table.columns].index(name) for name in names]
    return [tuple(row[place] for place in kept) for row in table.text()]


def test_the_book_by_partner(workspace: Workspace) -> None:
    brief = briefed(workspace)
    assert brief.headline == "Partners bring €1,200 a month; 1 registration to decide"
    assert rows(brief.partners, "Partner", "Under", "Accounts", "MRR", "Sourced", "To decide", "Protected") == [
        ("Agenta", "Tideal", "1", "€900", "€300", "1", "0"),
        ("Resell", "–", "1", "€300", "€0", "0", "1"),
    ]
    told = {one.id: one.text for one in brief.figures}
    assert told["channel.mrr"] == "€1,200"
    assert told["channel.sourced"] == "15.0\N{NARROW NO-BREAK SPACE}%"
    assert told["channel.concentration"] == "75.0\N{NARROW NO-BREAK SPACE}%"


def test_commission_is_of_what_was_billed_and_held_against_the_statement(workspace: Workspace) -> None:
    brief = briefed(workspace)
    assert rows(brief.statements, "Partner", "Estimate", "Statement", "Difference", "Differ") == [
        ("Agenta", "€255.00", "€270.00", "€15.00", "1"),
        ("Resell", "€36.00", "€36.00", "€0.00", "0"),
    ]
    assert rows(brief.differences, "Account", "Month", "Billed", "Stated base", "Finding") == [
        ("Bolt", "Sep 2026", "€800.00", "€900.00", "Another base")
    ]
    assert brief.figure("channel.estimate").value == 156
    assert brief.figure("channel.difference").value == 15


def test_direct_and_channel_stand_side_by_side_with_their_numbers(workspace: Workspace) -> None:
    table = briefed(workspace).sides
    assert rows(table, "Sold", "Accounts", "MRR", "Won or lost", "Win rate", "Median cycle", "Discount") == [
        ("Direct", "1", "€800", "1", "0.0\N{NARROW NO-BREAK SPACE}%", "–", "20.0\N{NARROW NO-BREAK SPACE}%"),
        ("Channel", "2", "€1,200", "1", "100.0\N{NARROW NO-BREAK SPACE}%", "31\N{NO-BREAK SPACE}days",
         "7.7\N{NARROW NO-BREAK SPACE}%"),
        ("Both", "3", "€2,000", "2", "50.0\N{NARROW NO-BREAK SPACE}%", "31\N{NO-BREAK SPACE}days",
         "13.0\N{NARROW NO-BREAK SPACE}%"),
    ]  # fmt: skip
    assert table and table.title.startswith("Only 1 opportunity of partners ended in a year")


@pytest.mark.parametrize(
    ("direct", "channel", "said"),
    [
        ((9, 10), (1, 4), "Only 4 opportunities of partners ended in a year: too few to compare"),
        ((6, 10), (4, 10), "Partners win 40.0 % and we 60.0 %: too few to call it a difference"),
        ((90, 100), (20, 100), "Partners win less often than we do: 20.0 % against 90.0 %"),
        ((20, 100), (90, 100), "Partners win more often than we do: 90.0 % against 20.0 %"),
    ],
)
def test_a_difference_is_called_one_where_chance_does_not_make_it(
    direct: tuple[int, int], channel: tuple[int, int], said: str
) -> None:
    one, other = (_side(*counts) for counts in (direct, channel))
    assert win_rates_said(one, other).replace("\N{NARROW NO-BREAK SPACE}", " ") == said


def _side(won: int, of: int) -> SalesSide:
    return SalesSide(tuple(Ended("A", number < won, Decimal(1), None, None) for number in range(of)), ())


def test_what_is_to_be_decided_says_what_speaks_against_it_and_by_when(workspace: Workspace) -> None:
    (row,) = rows(briefed(workspace).to_decide, "Partner", "Account", "Due", "Against")
    assert row == (
        "Agenta", "Cove", "8 Oct 2026",
        "Resell is of record; They buy Security already, through Resell, €300 a month",
    )  # fmt: skip


def test_written_roles_stand_beside_those_of_the_feed_and_give_way_to_them(tmp_path: Path) -> None:
    workspace = company(tmp_path)
    place = workspace.plans / slug("X3")
    place.mkdir(parents=True)
    (place / "channel.toml").write_text(
        'account_id = "X3"\n[[roles]]\nid = "a"\npartner = "T1"\nrole = "of record"\nfrom_on = 2026-09-15\n'
        '[[roles]]\nid = "b"\npartner = "R1"\nrole = "sourced"\nshare = 80\n',
        encoding="utf-8",
    )
    brief = briefed(workspace)
    assert brief.source.record["X3"] == "R1"
    assert [said for _, said in rows(brief.findings, "Account", "What")] == [
        "Resell and Tideal are both of record from 15 Sep 2026 on: the feed counts, then who began last",
        "Shares of “sourced” come to 130.0\N{NARROW NO-BREAK SPACE}%: Agenta and Resell",
    ]


def test_who_the_account_names_and_the_roles_may_disagree_and_that_is_told(tmp_path: Path) -> None:
    told = TABLES["partner_roles"] + "X2 | R1 | of record | | 2026-01-01 |\n"
    brief = briefed(company(tmp_path, partner_roles=told))
    assert rows(brief.findings, "What") == [
        ("The account names Agenta, the roles Resell as partner of record",)
    ]  # fmt: skip


def test_somebody_sees_the_partners_of_their_own_accounts_alone(workspace: Workspace) -> None:
    reach = Accounts(frozenset({"X2"}))
    own = Workspace(workspace.home, Scope(read=reach, change=reach, people=frozenset({"P1"})))
    brief = briefed(own)
    assert rows(brief.roles, "Account", "Partner") == [("Bolt", "Agenta")]
    assert brief.to_decide is None
    assert rows(brief.statements, "Partner") == [("Agenta",)]
    assert "Cove" not in repr(brief) and "X3" not in repr(brief)


def test_without_plans_nobody_is_owed_anything_and_the_page_says_so(tmp_path: Path) -> None:
    brief = briefed(company(tmp_path, commission=""))
    assert brief.statements is None and brief.differences is None
    figure = brief.figure("channel.estimate")
    assert (figure.value, figure.why) == (None, "No plan in commission_plans.toml says how partners are paid.")


def test_without_any_partner_nobody_knows_what_is_direct(tmp_path: Path) -> None:
    feeds = ("partners", "partner_roles", "partner_registrations", "commission_statements")
    tables = {name: text for name, text in TABLES.items() if name not in feeds}
    accounts = "account_id | name\nX1 | Acme\nX2 | Bolt\nX3 | Cove"
    workspace = loaded_once(home(tmp_path, SETTINGS, **{**tables, "accounts": accounts}))
    brief = briefed(workspace)
    assert brief.headline == "No partner is named in the data, so nobody knows what is sold directly"
    assert brief.exhibits == ()
    assert [one.feed for one in brief.missing] == list(feeds)
    assert brief.figure("channel.mrr").value is None


def test_where_nothing_waits_the_headline_says_what_partners_bring_of_all(tmp_path: Path) -> None:
    decided = TABLES["partner_registrations"].replace("submitted |", "approved |")
    brief = briefed(company(tmp_path, partner_registrations=decided))
    assert brief.headline == "Partners bring €1,200 a month, 60.0\N{NARROW NO-BREAK SPACE}% of MRR"


def test_one_account_tells_of_itself_alone(workspace: Workspace) -> None:
    brief = briefed(workspace, Filters(accounts=("X2",)))
    assert rows(brief.differences, "Account") == [("Bolt",)]
    assert set(brief.registrations) == set()

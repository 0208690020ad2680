"""A team on rows small enough to count by hand, and beside what the other pages say of the same accounts."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.team.branch import Branch
from steward.briefings.internal.team.source import TeamSource
from steward.briefings.internal.team.team import TeamBrief, team_brief
from steward.domain.access.scope import Accounts, Scope
from steward.domain.team.tally import total
from steward.errors import PersonNotFound
from steward.exhibits import Table, TableLook
from steward.exhibits.wording import HEADLINE
from steward.metrics import definitions
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import book as book_service
from steward.services import commitments, health, maps, orders, renewals, retention, targets
from steward.services.requests import desk as requests
from steward.services.scope import book_of
from steward.services.team import desk
from steward.services.team.deck import team_deck_name, team_slides
from steward.workspace import Workspace
from tests.homes import followed_once, home, loaded_once
from tests.team.made import company, source


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return company(tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="module")
def found(workspace: Workspace) -> TeamSource:
    return source(workspace)


def told(found: TeamSource, key: str) -> TeamBrief:
    branch = found.branches.find(key)
    assert branch is not None
    return team_brief(found, branch)


def names(parts: tuple[Branch, ...]) -> list[str]:
    return [one.name for one in parts]


def test_the_levels(found: TeamSource) -> None:
    branches = found.branches
    assert names(branches.parts(branches.company)) == ["Team of Ada Top", "No owner"]
    assert names(branches.parts(branches.team("P1"))) == ["Team of Bo Lead", "Team of Cy Lead"]
    assert names(branches.parts(branches.team("P2"))) == ["Bo Lead", "Di One", "Ed Two"], "his own accounts first"
    assert names(branches.way(branches.person("P4"))) == ["The company", "Team of Ada Top", "Team of Bo Lead"]
    assert names(branches.way(branches.person("P2"))) == ["The company", "Team of Ada Top", "Team of Bo Lead"]


def test_a_teams_money_by_hand(found: TeamSource) -> None:
    brief = told(found, "team:P2")
    # A1 1000 → 1200, A2 500, A3 400 → 300, A4 2000.
    assert (brief.whole.opening, brief.whole.closing) == (3900, 4000)
    assert brief.figure("team.growth").value == pytest.approx(100 / 39)
    assert brief.figure("team.nrr").value == pytest.approx(4000 / 39)
    assert brief.figure("team.grr").value == pytest.approx(3800 / 39)
    assert brief.figure("team.nps").value == 60, "four promoters, one detractor"
    assert brief.branch.people == {"P2", "P4", "P5"}


def test_every_level_is_the_sum_of_its_parts_and_of_its_accounts(found: TeamSource) -> None:
    for branch in found.branches.every():
        whole = found.tally(branch)
        assert whole == total(found.tallies[row.account_id] for row in found.rows_of(branch))
        parts = found.branches.parts(branch)
        accounts = [one for part in parts for one in found.ids_of(part)]
        assert not parts or sorted(accounts) == sorted(found.ids_of(branch)), branch.key
        summed = total(map(found.tally, parts))
        assert not parts or (summed.mrr, summed.red, summed.stake) == (whole.mrr, whole.red, whole.stake)


def test_what_is_at_risk_counts_once_and_never_more_than_the_account_brings(found: TeamSource) -> None:
    board = {one.row.account_id: one for one in found.risks}
    assert board["A5"].stake == 800, "its contract is forecast as lost"
    assert board["A4"].stake == 2000, "the risk says 5000, the account brings 2000"
    assert board["A4"].moves == "late" and board["A5"].moves == "nobody acts"
    assert told(found, "company").whole.stake == sum(one.stake for one in found.risks)
    assert told(found, "team:P3").risks is not None


@pytest.mark.parametrize(
    ("key", "quarter"),
    [("company", "2026-Q3"), ("team:P2", "2026-Q3"), ("person:P4", "2026-Q3"), ("region:North", "2026-Q3"),
     ("person:No owner", "2026-Q3"), ("company", "2026-Q2"), ("team:P2", "2025-Q4")],
)  # fmt: skip
def test_it_says_what_the_other_pages_say_of_the_same_accounts(
    workspace: Workspace, found: TeamSource, key: str, quarter: str
) -> None:
    asked = found if quarter == str(found.book.quarter) else source(workspace, quarter)
    brief, book = told(asked, key), asked.book
    filters, cache = brief.branch.filters, PlanCache(Plans.within(workspace))
    others = {
        one.id: one.value
        for one in (
            *retention.brief(book, filters).figures,
            *renewals.brief(book, filters, cache).figures,
            *book_service.brief(book, filters).figures,
            *health.brief(book, filters, cache).figures,
            *targets.brief(book, filters, cache).figures,
        )
    }
    same = {
        "team.nrr": "book.nrr", "team.grr": "book.grr", "team.renewals_worst": "renewals.worst_next",
        "team.renewals_best": "renewals.best_next", "team.nps": "book.nps", "team.red": "health.red_accounts",
        "team.growth": "targets.base_growth",
    }  # fmt: skip
    assert {ours: brief.figure(ours).value for ours in same} == {ours: others[theirs] for ours, theirs in same.items()}


@pytest.mark.parametrize("quarter", ["2026-Q2", "2025-Q4"])
def test_a_past_quarter_is_told_in_the_table_as_on_its_own_page(
    workspace: Workspace, found: TeamSource, quarter: str
) -> None:
    then = source(workspace, quarter)
    label = then.book.quarter.spoken
    for key in ("company", "team:P2", "region:South"):
        now, past = told(found, key), told(then, key)
        row = next(one for one in now.found if one.label == label)
        assert (row.mrr, row.growth) == (past.whole.mrr, past.whole.growth)
        assert row.cohort and (row.cohort.nrr, row.cohort.grr) == (past.whole.cohort.nrr, past.whole.cohort.grr)
        assert row.survey == past.whole.survey
    assert told(then, "company").figure("team.requests_late").value is None, "that is told of today alone"


def test_a_fiscal_year_is_from_its_first_day_to_its_last(found: TeamSource) -> None:
    table = told(found, "company").years
    assert table is not None
    assert [row[0] for row in table.rows] == ["2026 so far", "2025", "2024"]
    assert table.rows[2][3] is None, "what was there before the data begins is not known"
    # 5,150 a month and 400 of one that left; 200 more and 100 less since.
    assert table.rows[0][3] == pytest.approx((4850 - 5150) / 5150 * 100)


def test_whoever_reports_in_a_circle_is_told_and_counts_once(tmp_path: Path) -> None:
    from homes import home, loaded_once

    from tests.team.made import SETTINGS, TABLES

    circle = TABLES["people"].replace("| executive       |", "| executive       | P2")
    looped = loaded_once(home(tmp_path, SETTINGS, **{**TABLES, "people": circle}))
    told_of = source(looped)
    brief = told(told_of, "company")
    assert brief.circles == ("Ada Top reports to Bo Lead reports to Ada Top: nobody of them counts below another.",)
    assert brief.whole.mrr == Decimal(4850)
    assert sum(one.mrr for _, one in brief.parts) == Decimal(4850)


def test_who_sees_some_accounts_sees_these_added_up(workspace: Workspace) -> None:
    mine = Scope(read=Accounts(frozenset({"A1", "A3"})), people=frozenset({"P4"}))
    found = source(replace(workspace, scope=mine))
    assert {one.account_id for one in found.rows} == {"A1", "A3"}
    assert told(found, "company").branch.name == "All you may see"
    assert told(found, "company").whole.mrr == 1500


def test_a_sum_of_the_accounts_one_sees_is_not_told_as_that_of_a_whole_team(workspace: Workspace) -> None:
    """Di's and one of Ed's: of Bo's team, of Ed, and of the north it is a part; of Di it is all."""
    mine = Scope(read=Accounts(frozenset({"A1", "A2", "A3"})), people=frozenset({"P4"}))
    found = source(replace(workspace, scope=mine))
    briefs = {key: told(found, key) for key in ("team:P2", "person:P4", "person:P5", "region:North", "company")}
    assert [one.headline.partition(":")[0] for one in briefs.values()] == [
        "Team of Bo Lead, in part", "Di One", "Ed Two, in part", "North, in part", "All you may see",
    ]  # fmt: skip
    assert [team_slides(found, one)[0].title for one in briefs.values()] == [
        "Team of Bo Lead, in part: leadership review", "Di One: leadership review",
        "Ed Two, in part: leadership review", "North, in part: leadership review",
        "Northwind, in part: leadership review",
    ]  # fmt: skip
    assert "in part" in team_deck_name(briefs["team:P2"]) and "in part" not in team_deck_name(briefs["person:P4"])
    assert desk.branch_named(found.branches, "ed two").key == "person:P5"
    assert told(source(workspace), "team:P2").headline.startswith("Team of Bo Lead: ")


@pytest.mark.parametrize(
    ("said", "key"),
    [("company", "company"), ("P2", "team:P2"), ("P4", "person:P4"), ("bo lead", "person:P2"),
     ("Team of Bo Lead", "team:P2"), ("north", "region:North"), ("region:South", "region:South")],
)  # fmt: skip
def test_a_branch_is_named_as_people_name_it(found: TeamSource, said: str, key: str) -> None:
    assert desk.branch_named(found.branches, said).key == key


def test_nobody_is_named_who_has_no_account(found: TeamSource) -> None:
    with pytest.raises(PersonNotFound):
        desk.branch_named(found.branches, "Zoe")


def test_without_people_and_surveys_the_rest_is_told(tmp_path: Path) -> None:
    from homes import home, loaded_once

    from tests.team.made import SETTINGS, TABLES

    only = {name: TABLES[name] for name in ("accounts", "subscriptions", "products")}
    bare = loaded_once(home(tmp_path, SETTINGS, **only))
    brief = desk.brief(book_of(followed_once(bare)), "company", PlanCache(Plans.within(bare)))
    assert brief.figure("team.mrr").value == 4850
    assert brief.figure("team.nps").why
    assert {one.feed for one in brief.missing} >= {"people", "contracts", "nps_responses"}
    assert not EVERYTHING.owners and Filters(owners=("P1",)).owners


def test_every_number_says_by_which_definition_it_is_made(found: TeamSource) -> None:
    brief = told(found, "company")
    named = {one.receipt.metric for one in (*brief.figures, *brief.exhibits)}
    assert named <= set(definitions()), named - set(definitions())


@pytest.mark.every
@pytest.mark.parametrize("key", ["company", "team:P102", "person:P105", "region:Nordics"])
def test_of_the_sample_it_says_what_every_other_page_says(sample_home: Path, key: str) -> None:
    workspace = Workspace.whole(sample_home)
    found = source(workspace)
    brief, book, cache = told(found, key), found.book, PlanCache(Plans.within(workspace))
    filters = brief.branch.filters
    owed = commitments.brief(book, filters, cache)
    waiting = requests.brief(book, filters, cache).listed
    drawn = maps.brief(book, filters, cache).rows
    assert brief.whole.red == health.brief(book, filters, cache).figure("health.red_accounts").value
    assert brief.figure("team.commitments").value == owed.figure("promises.kept_ours").value
    assert brief.whole.overdue == owed.figure("book.promises_overdue").value
    assert brief.whole.requests_late == sum(one.is_open and one.late for one in waiting)
    assert brief.whole.lines_late == orders.brief(book, filters, cache).figure("orders.late").value
    assert (brief.whole.mapped, brief.whole.paying) == (sum(one.status is not None for one in drawn), len(drawn))


def test_it_ends_with_what_leadership_is_asked_counted_through(workspace: Workspace) -> None:
    found = source(workspace)
    asks = team_slides(found, team_brief(found, found.branches.company))[-1]
    [table] = asks.exhibits
    assert isinstance(table, Table) and table.look is TableLook.ASKS and asks.id == "asks" and not asks.points
    assert [row[0] for row in table.rows] == ["Who acts for Elm, and by when?", "Help Dune, or stop?"]
    assert len(asks.title) <= HEADLINE


@pytest.mark.parametrize(
    ("more", "said", "stake"),
    [
        ({}, "risk not known", None),
        (
            {"contracts": "contract_id | account_id | starts_on | ends_on\nC1 | A1 | 2025-01-01 | 2029-12-31"},
            "nothing at risk",
            0,
        ),
    ],
)
def test_where_nothing_tells_of_risk_none_at_risk_is_not_said(
    tmp_path: Path, more: dict[str, str], said: str, stake: int | None
) -> None:
    """Of a company that has invoices and nothing else nobody can say that no money is at risk."""
    charges = "charge_id | account_id | product_id | month | amount\nx1 | A1 | wan | 2026-08-01 | 500\n"
    charges += "x2 | A1 | wan | 2026-09-01 | 400"
    made = loaded_once(home(tmp_path, accounts="account_id | name\nA1 | Acme", charges=charges, **more))
    brief = told(source(made), "company")
    assert brief.headline.endswith(said)
    figures = {one.id: one for one in brief.figures}
    assert figures["team.at_risk"].value == stake
    assert brief.people is not None and brief.people.rows[0][-1] == stake
    assert ("is not known" in brief.people.title) is (stake is None)
    titles = {one.id: one.title for one in team_slides(source(made), brief)}
    assert "today" not in titles, "of requests and deliveries there is nothing to tell"
    assert titles["commitments"] == "No commitment was due; no review was expected"

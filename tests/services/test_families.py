"""A family is its accounts taken together: its figures are those of the book filtered on them, and add up over them."""

from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.customer.plans.commitment_states import CommitmentState
from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.families.one import FamilyBriefing
from steward.briefings.internal.families.tables import ALL_OF_THEM
from steward.briefings.internal.renewals.figures import range_of
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.errors import FamilyNotFound
from steward.exhibits import Table
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.account import account_plan
from steward.services import account, commitments, families, health, maps, nps, renewals
from steward.services.scope import accounts, subject
from steward.workspace import Workspace
from tests.examples import first
from tests.homes import opened_once
from tests.outputs.awkward import awkward


@pytest.fixture(scope="module", params=first(2, ["sample", "awkward"]))
def workspace(request: pytest.FixtureRequest, sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample; and a company in which a parent has lost nobody, and one of its children is nobody's."""
    home = sample_home if request.param == "sample" else awkward(tmp_path_factory.mktemp("awkward"))
    return Workspace.whole(home)


@pytest.fixture(scope="module")
def book(workspace: Workspace) -> Book:
    return book_of(opened_once(workspace))


@pytest.fixture(scope="module")
def plan_cache(workspace: Workspace) -> PlanCache:
    return PlanCache(Plans.whole(workspace.plans))


@pytest.fixture(scope="module")
def briefs(book: Book, plan_cache: PlanCache) -> list[FamilyBriefing]:
    found = [families.of_family(book, one, plan_cache) for one in families.all_of(book.warehouse).values()]
    assert found
    return found


def column(table: Table, name: str) -> list[object]:
    place = [one.name for one in table.columns].index(name)
    return [row[place] for row in table.rows]


def test_a_family_says_what_the_book_filtered_on_its_accounts_says(
    book: Book, plan_cache: PlanCache, briefs: list[FamilyBriefing]
) -> None:
    for brief in briefs:
        theirs, found = Filters(accounts=brief.family.accounts), brief.together
        of_book = book_briefing(book, theirs)
        assert (len(found.paying), found.mrr, found.mrr_before) == (
            of_book.figure("book.accounts").value,
            of_book.figure("book.mrr").value,
            of_book.figure("book.mrr").previous,
        )
        for one in ("book.mrr", "book.nrr", "book.nps", "book.open_pipeline"):
            assert brief.figure(one) == of_book.figure(one)
        assert found.survey.score == nps.brief(book, theirs, plan_cache).figures[0].value
        ending = renewals.brief(book, theirs, plan_cache)
        assert brief.figure("family.up_for_renewal").value == range_of([r for r in ending.ahead if r.is_open]).open
        owed = commitments.brief(book, theirs, plan_cache)
        assert found.open_ours == sum(
            one.ours.made - one.ours.due + one.ours.of[CommitmentState.OVERDUE] for one in owed.rows
        )
        worst = min(
            (one for one in health.brief(book, theirs, plan_cache).lines if one.health), key=lambda one: one.rank
        )
        assert found.worst == worst


def test_the_last_line_is_what_the_lines_above_add_up_to(briefs: list[FamilyBriefing]) -> None:
    for brief in briefs:
        assert brief.accounts.rows[-1][0] == ALL_OF_THEM and brief.accounts.keys[-1] == ""
        assert set(brief.accounts.keys[:-1]) == set(brief.family.accounts)
        for name in ("MRR", "Change", "Answers", "Up for renewal", "Open commitments", "Overdue"):
            *each, total = column(brief.accounts, name)
            assert sum(one or 0 for one in each) == (total or 0), name  # type: ignore[misc]
        assert brief.months
        for place, _ in enumerate(brief.months.categories):
            drawn = sum(float(one.values[place] or 0) for one in brief.months.series)
            if place == len(brief.months.categories) - 1:
                assert drawn == pytest.approx(float(brief.together.mrr))


def test_the_book_of_families_says_the_same_of_each_and_of_all(
    book: Book, plan_cache: PlanCache, briefs: list[FamilyBriefing]
) -> None:
    found = families.brief(book, EVERYTHING, plan_cache)
    assert found.table and set(found.table.keys) == {one.family.key for one in briefs}
    by_key = {one.family.key: one for one in briefs}
    for key, mrr, change, part, nps_score, due in zip(
        found.table.keys,
        *(column(found.table, name) for name in ("MRR", "Change", "Of the book", "NPS", "Up for renewal")),
        strict=True,
    ):
        one = by_key[key]
        assert (mrr, part, nps_score, due) == (
            one.figure("book.mrr").value,
            one.figure("family.share").value,
            one.figure("book.nps").value,
            one.figure("family.up_for_renewal").value,
        )
        assert change == one.figure("book.mrr").delta
    assert found.figure("families.mrr").value == sum((one.together.mrr for one in briefs), Decimal())
    assert found.whole == book_briefing(book).figure("book.mrr").value


def test_what_a_family_is_after_is_what_its_accounts_are_after(
    book: Book, plan_cache: PlanCache, briefs: list[FamilyBriefing]
) -> None:
    for brief in briefs:
        plan = families.plan_of(book, brief.family, plan_cache)
        wanted = []
        for account_id in brief.family.accounts:
            about = subject(book.warehouse, account_id)
            own = account.strategy(account.subject_of(about, account_plan(plan_cache.plans, account_id)))
            wanted.append(own.figure("strategy.objectives").value)
            assert len(own.objectives.rows if own.objectives else ()) == sum(
                key == account_id for key in (plan.objectives.keys if plan.objectives else ())
            )
        told = plan.figure("family.objectives").value
        assert (told or 0) == sum(one or 0 for one in wanted)
        if plan.objectives:
            assert column(plan.objectives, "New MRR")[-1] == told


def test_the_people_of_a_family_are_those_of_its_maps_each_once(
    book: Book, plan_cache: PlanCache, briefs: list[FamilyBriefing]
) -> None:
    for brief in briefs:
        found = families.map_of(book, brief.family, plan_cache)
        each = maps.brief(book, Filters(accounts=brief.family.accounts), plan_cache)
        assert found.accounts == each.accounts
        threads = {person.name for row in each.rows for person in row.working}
        assert found.figure("family.threads").value == len(threads)
        if brief.family.key == "NW-1012":
            assert [one.name for one in found.joined.twice] == ["László Szentesi"]
            assert any("sceptic at Industries" in one for told in found.findings for one in told.sentences)
            assert found.coverage and "Dąbrowicz works with people at 2 of 3" in found.coverage.title


def test_the_families_of_a_filter_are_whole(book: Book, plan_cache: PlanCache, briefs: list[FamilyBriefing]) -> None:
    """Who looks after one of its accounts sees what the family brings, not their part of it."""
    one = briefs[0]
    found = families.brief(book, Filters(accounts=(one.family.accounts[-1],)), plan_cache)
    assert [(family.key, each.mrr) for family, each in found.found] == [(one.family.key, one.together.mrr)]


def test_an_account_leads_to_its_family_and_one_alone_to_none(book: Book, briefs: list[FamilyBriefing]) -> None:
    for brief in briefs:
        for account_id in brief.family.accounts:
            assert families.named(book.warehouse, account_id) == brief.family
    alone = next(one for one in accounts(book.warehouse) if all(one not in brief.family.accounts for brief in briefs))
    with pytest.raises(FamilyNotFound):
        families.named(book.warehouse, alone)

"""Targets written and handed down: who may, what holds beside the feed, and what if accounts were somebody else's."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.domain.access.scope import Accounts, Role, Scope
from steward.domain.targets.books import Owned, books, moved
from steward.errors import ChangeNotAllowed
from steward.exhibits import Table
from steward.plans.company.targets import CompanyTarget, PersonTarget, RegionTarget, TargetFile, TargetFiles
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, Plans
from steward.services import opportunities, targets
from steward.services.scope import warehouse_of
from steward.services.targets import Move
from steward.workspace import Workspace
from tests.homes import home, loaded_once
from tests.targets.test_the_past_stays import TABLES

ACCOUNTS = "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P2"
WRITTEN = TargetFile(
    account_id=COMPANY,
    company=(CompanyTarget(year="2027", new_mrr=1000, base_growth=3, kept=98),),
    regions=(RegionTarget(year="2027", region="North", new_mrr=300),),
    people=(
        PersonTarget(year="2027", person="P1", new_mrr=400, q4=250),
        PersonTarget(year="2026", person="P1", new_mrr=1600),
    ),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = loaded_once(home(tmp_path, accounts=ACCOUNTS, **TABLES))
    TargetFiles.within(found).edit(TargetFile, "targets.toml", COMPANY, lambda _: WRITTEN, "Mona")
    return found


def book_in(workspace: Workspace) -> Book:
    return book_of(warehouse_of(workspace))


def cache(workspace: Workspace) -> PlanCache:
    return PlanCache(Plans.within(workspace))


def rows(table: Table | None) -> dict[object, tuple[object, ...]]:
    assert table is not None
    return {row[1]: row for row in table.rows}


def test_a_year_is_handed_down_and_what_does_not_add_up_is_said(workspace: Workspace) -> None:
    """1000 for all, 300 of it north's; Ida alone is to win 400, so north is over-assigned by 100; 700 are Ben's part.
    Ida's fourth quarter is said; the rest of her year is spread evenly, as there is too little of a past."""
    found = targets.of_year(book_in(workspace), cache(workspace))
    told = rows(found.cascade)
    assert told["Ida"][2:8] == (400, "set", 50, 50, 50, 250)
    assert told["Ben"][2:4] == (700, "its part")
    assert (told["North"][2:4], told["North"][8]) == ((300, "set"), "over-assigned by €100")
    assert (told["Northwind Networks"][2], told["Northwind Networks"][8]) == (1000, "adds up")
    assert told["Ben"][9:] == (3, 98)
    assert found.figure("targets.year_left").value == 600
    assert found.seasons is not None and "evenly" in found.seasons.title


def test_the_feed_is_believed_and_what_it_does_not_say_is_as_written(workspace: Workspace) -> None:
    """Written for 2026: 1600, 400 a quarter. The feed says 400 in Q2 and 300 in Q3: one of them is another."""
    book = book_in(workspace)
    known = targets.goals(book, cache(workspace)).all
    assert [known["P1", f"2026-Q{number}"].new_mrr for number in (1, 2, 3, 4)] == [400, 400, 300, 400]
    found = targets.of_year(book, cache(workspace), 2026)
    assert found.disagree is not None
    assert found.disagree.rows == (("Ida", "2026-Q3", 300, 400, 100),)
    ahead = targets.brief(book, EVERYTHING, cache(workspace)).figure("targets.to_win")
    covered = opportunities.brief(book, EVERYTHING, cache(workspace)).coverage
    assert (ahead.value, covered and covered.rows[0][:2]) == (400, ("Q4 2026", 400))


def test_what_is_left_is_handed_down_once_and_can_be_taken_back(workspace: Workspace) -> None:
    book, plans = book_in(workspace), Plans.within(workspace)
    saved = targets.hand_down(plans, book, cache(workspace), 2027, "Mona")
    assert [(one.person, one.year, one.new_mrr) for one in saved.plan.people] == [
        ("P1", "2027", 400), ("P1", "2026", 1600), ("P2", "2027", 700),
    ]  # fmt: skip
    assert targets.hand_down(plans, book, cache(workspace), 2027, "Mona").left.digest == saved.left.digest
    files = TargetFiles.within(workspace)
    assert files.restore(saved.left, saved.found.digest, "Mona").plan == WRITTEN


FED = "person_id | quarter | new_mrr\nP1 | 2027-Q1 | 70"


def test_handed_down_beside_a_feed_that_says_a_quarter_a_year_still_comes_to_what_was_left(tmp_path: Path) -> None:
    """The feed says 70 of Ida's first quarter; 200 are left for her: 130 for the others, and all is assigned."""
    found = loaded_once(home(tmp_path, accounts=ACCOUNTS, **{**TABLES, "targets": FED}))
    said = TargetFile(
        account_id=COMPANY,
        company=(CompanyTarget(year="2027", new_mrr=280),),
        people=(PersonTarget(year="2027", person="P2", new_mrr=80),),
    )
    TargetFiles.within(found).edit(TargetFile, "targets.toml", COMPANY, lambda _: said, "Mona")
    book = book_in(found)
    before = rows(targets.of_year(book, cache(found), 2027).cascade)["Ida"]
    assert before[2:4] == (200, "begun, and its part")
    targets.hand_down(Plans.within(found), book, cache(found), 2027, "Mona")
    after = targets.of_year(book, cache(found), 2027)
    assert rows(after.cascade)["Ida"][4:8] == before[4:8] and sum(before[4:8]) == 200  # type: ignore[arg-type]
    assert after.figure("targets.year_left").value == 0 and after.disagree is None


def test_a_region_that_none_of_us_is_of_is_nobody_a_target_is_handed_down_to(workspace: Workspace) -> None:
    """East has a goal and nobody, west a target and nobody: neither is a person, and the rest goes to who is there."""
    more = (
        RegionTarget(year="2027", region="East", base_growth=2),
        RegionTarget(year="2027", region="West", new_mrr=100),
        RegionTarget(year="2027", region="South", new_mrr=100),
    )
    edit = replace(
        WRITTEN,
        regions=(*WRITTEN.regions, *more),
        people=(*WRITTEN.people, PersonTarget(year="2027", person="P2", new_mrr=100)),
    )
    TargetFiles.within(workspace).edit(TargetFile, "targets.toml", COMPANY, lambda _: edit, "Mona")
    book = book_in(workspace)
    found = targets.of_year(book, cache(workspace))

    assert found.figure("targets.year_set").value == 500
    assert found.headline.startswith("€1,000 to win in 2027; 2 of 2 have theirs, €500 left")
    saved = targets.hand_down(Plans.within(workspace), book, cache(workspace), 2027, "Mona")
    assert {one.person for one in saved.plan.people} == {"P1", "P2"}


def seen_by(workspace: Workspace, role: Role, *people: str) -> Workspace:
    everything = role is Role.LEADERSHIP
    read = Accounts(frozenset({"B1"}), everything)
    return replace(workspace, scope=Scope(read=read, people=frozenset(people), roles=frozenset({role})))


def test_a_manager_sees_and_sets_the_targets_of_those_who_report_to_them(workspace: Workspace) -> None:
    """Mona's reader sees Ben alone: nothing of the company's, of north, or of Ida; and sets Ben's, not her own."""
    mine = seen_by(workspace, Role.MANAGER, "M", "P2")
    book, plans = book_in(mine), Plans.within(mine)
    found = targets.of_year(book, cache(mine))
    assert "Ida" not in str(found) and "1000" not in str(found.cascade) and found.figure("targets.year").value is None
    one = PersonTarget(year="2027", person="P2", new_mrr=500)
    assert targets.set_for(plans, book, one, "M", "Mona").plan.people[-1] == one
    assert targets.of_year(book, cache(mine)).headline.startswith("€500 to win in 2027")
    for whom, who in (("P1", "M"), ("M", "M"), ("P2", "P2")):
        with pytest.raises(ChangeNotAllowed):
            targets.set_for(plans, book, replace(one, person=whom), who, "Mona")
    with pytest.raises(ChangeNotAllowed):
        targets.hand_down(plans, book, cache(mine), 2027, "Mona")


@pytest.mark.parametrize(
    ("role", "may", "all_of_it"), [(Role.LEADERSHIP, True, True), (Role.ACCOUNT_MANAGER, False, False)]
)
def test_leadership_sets_all_and_an_account_manager_none(
    role: Role, may: bool, all_of_it: bool, workspace: Workspace
) -> None:
    theirs = seen_by(workspace, role, "P2")
    assert (targets.may_set(theirs.scope), targets.may_set_all(theirs.scope)) == (may, all_of_it)
    assert bool(targets.led(book_in(theirs), theirs.scope, "P2")) is may


def test_the_past_of_somebody_stays_whole_when_an_account_leaves_their_managers_scope(workspace: Workspace) -> None:
    """Whoever may see Ida's results and no longer her account sees what she reached, and nothing of the account."""
    theirs = seen_by(workspace, Role.MANAGER, "M", "P1", "P2")
    whole = targets.brief(book_in(workspace), EVERYTHING, cache(workspace)).groups
    found = targets.brief(book_in(theirs), EVERYTHING, cache(theirs)).groups
    assert whole is not None and found is not None
    assert found.rows == whole.rows and "Alpha" not in str(found)


def test_what_if_moves_base_and_parts_and_saves_nothing(workspace: Workspace) -> None:
    """Beta would be Ida's: her 1200 and its 600; Ben's part follows his MRR, of which nothing is left."""
    before = sorted(path.name for path in workspace.plans.rglob("*"))
    found = targets.if_moved(book_in(workspace), cache(workspace), [Move("B1", "P1")])
    assert found.people is not None
    told = {row[0]: row for row in found.people.rows}
    assert told["Ida"][1:5] == (1, 2, 1200, 1800)
    assert told["Ben"][1:5] == (1, 0, 600, 0)
    assert told["Together"][1:5] == (2, 2, 1800, 1800)
    assert told["Ida"][6] == pytest.approx(100 / 1700 * 100)
    assert found.moves is not None and found.moves.rows == (("Beta", "Ben", "Ida", 600),)
    assert sorted(path.name for path in workspace.plans.rglob("*")) == before


def test_the_moves_of_a_plan_of_books_are_taken_as_far_as_they_may_be_seen(workspace: Workspace) -> None:
    place = workspace.plans / "_company" / "books"
    place.mkdir()
    (place / "2027.toml").write_text(
        """
        [plan]
        fy = "2027"
        [[assignments]]
        account = "A1"
        giver = "P1"
        receiver = "P2"
        [[assignments]]
        account = "B1"
        giver = "P2"
        receiver = "P1"
        lock = "manual"
        """,
        encoding="utf-8",
    )
    plans = Plans.within(workspace)
    assert targets.planned_years(plans) == ("2027",)
    assert targets.planned_moves(plans, "2027") == (Move("A1", "P2"),)
    assert targets.planned_moves(Plans.within(seen_by(workspace, Role.MANAGER, "P2")), "2027") == ()
    assert targets.planned_moves(plans, "2031") == ()


PEOPLE = st.sampled_from("PQRS")
HELD = st.dictionaries(st.integers(0, 9).map(str), st.tuples(PEOPLE, st.integers(0, 10**7)), max_size=8)


@given(HELD, st.dictionaries(st.integers(0, 12).map(str), PEOPLE, max_size=8))
def test_whatever_moves_the_base_is_the_same(held: dict[str, tuple[str, int]], moves: dict[str, str]) -> None:
    """The sum before is that after, of MRR and of accounts; every account is in one book."""
    accounts = {key: Owned(Decimal(cents) / 100, Decimal(cents)) for key, (_, cents) in held.items()}
    before = {key: owner for key, (owner, _) in held.items()}
    after = moved(before, moves)
    assert after.keys() == before.keys()
    now, then = books(accounts, before), books(accounts, after)
    for total in (
        lambda found: sum(one.mrr for one in found.values()),
        lambda found: sum(one.opening for one in found.values()),
        lambda found: sum(one.accounts for one in found.values()),
    ):
        assert total(now) == total(then)

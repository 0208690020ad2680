"""Commitments counted, across quarters and over the book, told from small plans."""

import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.customer.plans import commitments
from steward.briefings.customer.plans.commitment_states import CommitmentState, by_quarter, counts, made_in, state_of
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import subject
from steward.briefings.internal.commitments.book import CommitmentsBook, commitments_book
from steward.briefings.internal.scope.book import book_of
from steward.briefings.internal.scope.filters import Filters
from steward.exhibits import Table
from steward.plans.customer.success_plan import Commitment, Kept, Side, SuccessPlan
from steward.plans.internal.debrief import Debrief, Rating
from tests.homes import loaded

END = date(2026, 9, 30)
TABLES = {
    "accounts": """
        account_id | name            | owner_id | region
        A1         | Alder Mills     | P1       | North
        A2         | Birch Logistics | P2       | North
        A3         | Cedar Bank      | P3       | South
        """,
    "people": """
        person_id | name      | manager_id
        P0        | Gro Berg  |
        P1        | Ben Hall  | P0
        P2        | Ida Lund  | P0
        P3        | Sam Ortiz |
        """,
    "contacts": """
        contact_id | account_id | name
        K1         | A1         | Anna Koch
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        S1              | A1         | X          | 60000 | 2024-01-01
        S2              | A2         | X          | 30000 | 2024-01-01
        S3              | A3         | X          | 20000 | 2024-01-01
        """,
}
WORDS = st.text(max_size=8)
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2027, 12, 31))
COMMITMENTS = st.builds(
    Commitment,
    promise=WORDS,
    side=st.sampled_from([*Side, None]),
    made_on=DAYS,
    due=DAYS,
    status=st.sampled_from(Kept),
    review=st.sampled_from(["", "2026-Q1", "2026-Q2", "soon", "2025q4"]),
)


def told(text: str) -> tuple[Commitment, ...]:
    """Commitments as lines of `whose | review or day made | due | status | owner`."""
    found = []
    for number, line in enumerate(textwrap.dedent(text).strip().splitlines()):
        side, made, due, status, *owner = (cell.strip() for cell in line.split("|"))
        day = date.fromisoformat(made) if made.count("-") == 2 else None
        found.append(
            Commitment(
                id=f"c{number}",
                promise=line.replace(" ", ""),
                side=Side(side),
                review="" if day else made,
                made_on=day,
                due=date.fromisoformat(due) if due else None,
                status=Kept(status),
                owner=owner[0] if owner else "",
            )
        )
    return tuple(found)


def about(folder: Path, made: tuple[Commitment, ...], quarter: str = "2026-Q3") -> PlanSubject:
    """The first account with these commitments."""
    return PlanSubject(subject(loaded(folder, **TABLES), "A1", quarter), SuccessPlan(account_id="A1", commitments=made))


def rows(table: Table | None) -> list[tuple[object, ...]]:
    return list(table.rows) if table else []


@given(st.lists(COMMITMENTS, max_size=12))
def test_every_commitment_is_in_one_state_and_the_states_add_up(made: list[Commitment]) -> None:
    """kept + partly + missed + overdue + open = all; by side and by quarter nothing is lost either."""
    whole = counts(made, END)
    assert sum(whole.of.values()) == whole.made == len(made)
    sides = [counts(made, END, side) for side in Side]
    assert sum(one.made for one in sides) == sum(one.side is not None for one in made)
    assert whole.due == whole.made - whole.of[CommitmentState.OPEN]
    quarters = by_quarter(made, 1)
    assert sum(len(each) for each in quarters.values()) == len(made)
    parts = [counts(made, END) for made in quarters.values()]
    assert {state: sum(one.of[state] for one in parts) for state in CommitmentState} == whole.of
    assert list(filter(None, quarters)) == sorted(filter(None, quarters))


@given(COMMITMENTS)
def test_only_an_open_commitment_becomes_overdue_and_only_once_its_day_is_over(one: Commitment) -> None:
    late = state_of(one, END) is CommitmentState.OVERDUE
    assert late == (one.status is Kept.OPEN and one.due is not None and one.due < END)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 9, 29), CommitmentState.OVERDUE),
        (END, CommitmentState.OPEN),
        (date(2026, 10, 1), CommitmentState.OPEN),
        (None, CommitmentState.OPEN),
    ],
)
def test_on_its_own_day_a_commitment_is_not_late_yet(due: date | None, expected: CommitmentState) -> None:
    assert state_of(Commitment(promise="x", side=Side.OURS, due=due), END) is expected


@pytest.mark.parametrize(
    ("review", "made_on", "year_starts", "expected"),
    [
        ("2026-Q2", date(2026, 7, 9), 1, "2026-Q2"),
        ("", date(2026, 7, 9), 1, "2026-Q3"),
        ("spring", date(2026, 7, 9), 1, "2026-Q3"),
        ("", date(2026, 2, 9), 2, "2027-Q1"),
        ("", None, 1, "None"),
    ],
)
def test_a_commitment_belongs_to_the_review_it_was_made_in_else_to_its_day(
    review: str, made_on: date | None, year_starts: int, expected: str
) -> None:
    one = Commitment(promise="x", side=Side.OURS, review=review, made_on=made_on)
    assert str(made_in(one, year_starts)) == expected


LEDGER = """
    ours   | 2026-Q1    | 2026-04-30 | kept
    ours   | 2026-Q1    | 2026-05-31 | partly
    theirs | 2026-Q1    | 2026-05-31 | kept
    ours   | 2026-06-20 | 2026-08-31 | missed
    ours   | 2026-Q2    | 2026-09-15 | open
    theirs | 2026-Q2    | 2026-12-31 | open
"""


def test_the_ledger_tells_each_quarter_by_itself(tmp_path: Path) -> None:
    """Made, due, kept, partly, missed, overdue, open, kept rate."""
    found = about(tmp_path, told(LEDGER))
    table = commitments.quarter_table(found)
    assert rows(table) == [
        ("Q1 2026", 3, 3, 2, 1, 0, 0, 0, pytest.approx(200 / 3)),
        ("Q2 2026", 3, 2, 0, 0, 1, 1, 1, 0.0),
    ]
    chart = commitments.kept_by_quarter(found)
    assert chart is not None
    assert chart.title == "Both sides kept 2 of 3 due of Q1 2026, 0 of 2 of Q2 2026", "as many as are counted beside it"
    assert {one.name: one.values for one in chart.series} == {
        "Kept": (2, 0), "Partly": (1, 0), "Missed": (0, 1), "Overdue": (0, 1), "Open": (0, 1),
    }  # fmt: skip


def test_the_sentence_says_who_kept_how_much_and_what_became_of_the_rest(tmp_path: Path) -> None:
    found = about(tmp_path, told(LEDGER))
    assert commitments.title(found, found.plan.commitments) == "We kept 1 of 4 commitments due; yours is done"


SENTENCES = {
    "ours | 2026-Q2 | 2026-12-01 | open": "1 commitment between us, none due yet",
    "ours | 2026-Q2 | 2026-08-01 | kept": "We kept the one commitment due",
    "ours | 2026-Q2 | 2026-08-01 | missed": "We did not keep the one commitment due",
    "ours | 2026-Q2 | 2026-08-01 | open": "The one commitment due is overdue",
    "ours | 2026-Q2 | 2026-08-01 | partly\nours | 2026-Q2 | 2026-08-01 | missed":
        "We kept none of 2 commitments due (1 partly, 1 missed)",
    "theirs | 2026-Q2 | 2026-08-01 | kept": "On your side, the one commitment due is done",
    "ours | 2026-Q2 | 2026-12-01 | open\ntheirs | 2026-Q2 | 2026-08-01 | open":
        "Our commitment is not due yet; yours is not done yet",
    "ours | 2026-Q2 | 2026-12-01 | open\nours | 2026-Q2 | 2026-12-02 | open\ntheirs | 2026-Q2 | 2026-08-01 | open"
    "\ntheirs | 2026-Q2 | 2026-08-01 | kept": "Our 2 commitments are not due yet; on your side, 1 of 2 is done",
}  # fmt: skip


@pytest.mark.parametrize("lines", SENTENCES)
def test_ours_is_told_first_and_theirs_without_reproach(lines: str, tmp_path: Path) -> None:
    found = about(tmp_path, told(lines))
    said = commitments.title(found, found.plan.commitments)
    assert said == SENTENCES[lines]


@pytest.mark.parametrize(
    ("line", "quarter", "shown"),
    [
        ("ours | 2026-Q2 | 2026-09-01 | open", "2026-Q3", True),
        ("ours | 2026-Q3 | 2026-12-01 | open", "2026-Q3", False),
        ("ours | 2026-Q3 | 2026-12-01 | open", "2026-Q2", False),
        ("ours | 2026-07-09 | 2026-09-01 | open", "2026-Q3", True),
    ],
)
def test_what_is_promised_in_a_review_is_told_in_the_next_one(
    line: str, quarter: str, shown: bool, tmp_path: Path
) -> None:
    found = about(tmp_path, told(line), quarter)
    assert (commitments.commitments_before(found) is not None) is shown


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("ours | 2026-Q1 | 2026-05-31 | missed", False),
        ("ours | 2026-Q1 | 2026-05-31 | open", True),
        ("ours | 2026-Q2 | 2026-07-31 | missed", True),
        ("ours | 2026-Q3 | 2026-09-20 | open", False),
        ("theirs | 2026-Q2 | 2026-07-31 | missed", False),
        ("ours | 2026-Q2 | 2026-07-31 | kept", False),
    ],
)
def test_what_was_not_kept_is_of_the_commitments_on_the_slide(line: str, broken: bool, tmp_path: Path) -> None:
    """Settled before the quarter: told in its own review. Promised in this one: told in the next."""
    (one,) = told(line)
    found = about(tmp_path, (one,))
    assert commitments.broken(found) == ((one.promise,) if broken else ())
    shown = {row[0] for row in rows(commitments.commitments_before(found))}
    assert set(commitments.broken(found)) <= shown


BOOK = {
    "A1": """
        ours   | 2026-Q1 | 2026-05-31 | kept
        ours   | 2026-Q2 | 2026-09-10 | open | P1
        ours   | 2026-Q2 | 2026-08-31 | partly
        theirs | 2026-Q2 | 2026-09-20 | open | K1
        """,
    "A2": """
        ours   | 2026-Q1 | 2026-05-31 | kept
        ours   | 2026-Q2 | 2026-08-21 | open | Somebody else
        """,
    "A3": "ours | 2026-Q2 | 2026-12-31 | open",
}


def brief(folder: Path, ratings: dict[str, Rating] | None = None, **filters: object) -> CommitmentsBook:
    """The commitments of three accounts."""
    plans = {key: SuccessPlan(account_id=key, commitments=told(text)) for key, text in BOOK.items()}
    debriefs = {key: Debrief(account_id=key, rating=rating) for key, rating in (ratings or {}).items()}
    return commitments_book(
        book_of(loaded(folder, **TABLES), "2026-Q3"),
        plans,
        debriefs,
        Filters(**filters),  # type: ignore[arg-type]
    )


def test_the_book_tells_what_is_overdue_ours_first_the_longest_on_top(tmp_path: Path) -> None:
    """Account, whose, owner, due, days late, account manager."""
    table = brief(tmp_path).overdue
    assert [(row[0], *row[2:]) for row in rows(table)] == [
        ("Birch Logistics", "ours", "Somebody else", date(2026, 8, 21), 40, "Ida Lund"),
        ("Alder Mills", "ours", "Ben Hall", date(2026, 9, 10), 20, "Ben Hall"),
        ("Alder Mills", "theirs", "Anna Koch", date(2026, 9, 20), 10, "Ben Hall"),
    ]
    assert table is not None
    assert table.keys == ("A2~c1", "A1~c1", "A1~c3")
    assert table.title == "2 commitments of ours overdue, the longest by 40 days; 1 of theirs"


def test_the_book_counts_by_account_manager_and_team(tmp_path: Path) -> None:
    """A team is whom the account manager reports to; who reports to nobody is told by region."""
    found = brief(tmp_path)
    assert [row[:4] for row in rows(found.managers)] == [
        ("Ben Hall", 1, "1 of 3", pytest.approx(100 / 3)),
        ("Ida Lund", 1, "1 of 2", 50.0),
        ("Sam Ortiz", 1, None, None),
    ]
    assert [row[:4] for row in rows(found.teams)] == [("Gro Berg", 2, "2 of 5", 40.0), ("South", 1, None, None)]
    assert found.headline == "We kept 2 of 5 commitments due; 2 overdue"
    assert found.figure("book.promises_overdue").value == 2


def test_groups_and_accounts_add_up_to_the_whole(tmp_path: Path) -> None:
    found = brief(tmp_path)
    left = [CommitmentState.PARTLY, CommitmentState.MISSED, CommitmentState.OVERDUE, CommitmentState.OPEN]
    whole = [sum(one.ours.of[state] for one in found.rows) for state in left]
    for table, first in ((found.teams, 4), (found.managers, 4), (found.accounts, 4)):
        cells = [row[first : first + len(left)] for row in rows(table)]
        assert [sum(column) for column in zip(*cells, strict=True)] == whole  # type: ignore[arg-type]


def test_the_filters_of_my_book_hold_here_too(tmp_path: Path) -> None:
    assert [one.row.account_id for one in brief(tmp_path, owners=("P2",)).rows] == ["A2"]
    assert brief(tmp_path, regions=("South",)).overdue is None


def test_few_ratings_give_no_average(tmp_path: Path) -> None:
    rated = {key: Rating(right_people=4, decided=2) for key in ("A1", "A2")}
    few = brief(tmp_path / "few", rated).figure("promises.rating")
    assert (few.value, few.why) == (None, "2 reviews rated: under 3 there is no average.")
    rated["A3"] = Rating(come_again=5)
    found = brief(tmp_path / "three", rated)
    assert found.figure("promises.rating").value == pytest.approx((3 + 3 + 5) / 3)
    assert [row[-1] for row in rows(found.ratings)] == [3, 3, 5]
    assert [row[2:6] for row in rows(found.ratings)][-1] == (None, None, None, 5)

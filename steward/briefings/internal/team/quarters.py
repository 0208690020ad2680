"""A branch quarter by quarter and by fiscal year: each quarter by what was known at its end."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.briefings.internal.health.tables import green_shares
from steward.briefings.internal.renewals.figures import ranges_of
from steward.briefings.internal.retention.mrr_steps import words_of
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.team.branch import Branch
from steward.briefings.internal.team.source import QUARTERS, TeamSource
from steward.domain.nps import Survey
from steward.domain.quarters import Quarter
from steward.domain.renewals import RenewalRange
from steward.domain.retention import Cohort
from steward.domain.selling import base_kept, growth
from steward.exhibits import COUNT, PERCENT, POINTS, Cell, Column, Lines, Role, Series, Table
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal import retention as retention_rows
from steward.warehouse.rows.internal.branches import BranchQuarter, branch_quarters

SHOWN = 8
NOTHING = Decimal()
Owned = Mapping[str, Set[str]]
"""By quarter the accounts that counted when it ended."""


@dataclass(frozen=True)
class Period:
    """A quarter or a fiscal year of a branch. `cohort`, `green`: of the twelve months to its end, and at its end;
    `over`: whether all of it is known."""

    label: str
    until: date
    customers: int
    mrr: Decimal
    opening: Decimal
    closing: Decimal
    base: Decimal | None
    cohort: Cohort | None
    renewed: RenewalRange
    survey: Survey
    green: float | None
    over: bool = True

    @property
    def growth(self) -> float | None:
        """Base growth in percent."""
        return growth(self.opening, self.closing)

    @property
    def base_kept(self) -> float | None:
        """Percent of the MRR it began with still there at its end; of a year not told."""
        return None if self.base is None else base_kept(self.opening, self.base)


def periods(source: TeamSource, branch: Branch) -> tuple[Period, ...]:
    """The last quarters of a branch, the earliest first, each of the accounts that were its own when it ended."""
    book, owned = source.book, source.owned_then(branch)
    cohorts = _cohorts(book, owned)
    renewals = source.said.renewals.found
    ranges = ranges_of([one for one in renewals if one.account.account_id in owned.get(one.row.due_in, ())])
    rows = branch_quarters(book.warehouse, [(quarter, one) for quarter, ids in owned.items() for one in sorted(ids)])
    green = _green(source, owned, rows)
    return tuple(
        _period(book, row, cohorts.get(row.quarter), ranges.get(row.quarter), green[row.until]) for row in rows
    )


def _cohorts(book: Book, owned: Owned) -> Mapping[str, Cohort]:
    pairs: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for one in retention_rows.cohorts(book.warehouse, book.as_of, QUARTERS):
        if one.account_id in owned.get(one.quarter, ()):
            pairs.setdefault(one.quarter, []).append((one.start, one.end))
    return {quarter: Cohort.of(found) for quarter, found in pairs.items()}


def _green(source: TeamSource, owned: Owned, rows: Sequence[BranchQuarter]) -> Mapping[date, float | None]:
    """The green share at the end of each quarter; quarters with the same accounts are asked for together."""
    together: dict[frozenset[str], list[date]] = {}
    for row in rows:
        together.setdefault(frozenset(owned[row.quarter]), []).append(row.until)
    found: dict[date, float | None] = {}
    for ids, ends in together.items():
        found |= green_shares(source.said.health.history, sorted(ids), ends)
    return found


def _period(
    book: Book, row: BranchQuarter, cohort: Cohort | None, renewed: RenewalRange | None, green: float | None
) -> Period:  # fmt: skip
    quarter = _quarter(book, row.quarter)
    asked = None if row.not_asked else row.asked
    return Period(
        quarter.spoken, row.until, row.customers, row.mrr, row.opening, row.closing, row.base, cohort,
        renewed or RenewalRange(()), Survey(asked, row.promoters, row.passives, row.detractors), green,
        over=row.until >= quarter.end,
    )  # fmt: skip


def _quarter(book: Book, label: str) -> Quarter:
    return Quarter.parse(label, book.quarter.year_starts)


def years(book: Book, quarters: Sequence[Period]) -> tuple[Period, ...]:
    """The same by fiscal year, the earliest first; a year of which the data lacks the first quarters is none."""
    found: dict[int, list[Period]] = {}
    for one in quarters:
        found.setdefault(_of(book, one).year, []).append(one)
    return tuple(_year(book, year, those) for year, those in found.items() if _of(book, those[0]).number == 1)


def _of(book: Book, one: Period) -> Quarter:
    return Quarter.containing(one.until, book.quarter.year_starts)


def _year(book: Book, year: int, those: Sequence[Period]) -> Period:
    """From what it began with to what it ends with; contracts and answers of all its quarters together."""
    first, last = those[0], those[-1]
    surveys = [one.survey for one in those]
    asked = None if any(one.asked is None for one in surveys) else sum(one.asked or 0 for one in surveys)
    answers = [sum(getattr(one, name) for one in surveys) for name in ("promoters", "passives", "detractors")]
    over = len(those) == 4 and last.over
    return Period(
        f"{year}" if over else f"{year} so far", last.until, last.customers, last.mrr, first.opening, last.closing,
        None, last.cohort, RenewalRange.of(due for one in those for due in one.renewed.dues),
        Survey(asked, *answers), last.green, over=over,
    )  # fmt: skip


def quarters_table(book: Book, found: Sequence[Period]) -> Table | None:
    """The last quarters, the latest first."""
    told = tuple(reversed(found[-SHOWN:]))
    if not told:
        return None
    last, before = told[0], told[-1]
    grown = f"from {book.money.compact(before.mrr)} in {before.label} to {book.money.compact(last.mrr)}"
    note = "Each quarter by what was known at its end, of the accounts owned then. Who leads whom: as it is today."
    title = f"{words_of(book).measure} went {grown} in {last.label}"
    return _table(book, "team.quarters", title, "Quarter", told, note)


def years_table(book: Book, found: Sequence[Period]) -> Table | None:
    """Fiscal years, the latest first."""
    told = tuple(reversed(found))
    if not told:
        return None
    known = [one for one in told if one.growth is not None]
    said = f"{known[0].label}: the base {_grew(known[0].growth or 0)}" if known else "Fiscal years"
    note = "NRR and GRR of the twelve months to a year’s end; contracts and answers of all its quarters."
    return _table(book, "team.years", said, "Fiscal year", told, note)


def _grew(share: float) -> str:
    return f"{'grew' if share >= 0 else 'shrank'} {PERCENT.text(abs(share))}"


def _table(book: Book, identifier: str, title: str, first: str, told: Sequence[Period], note: str) -> Table:
    return Table(
        id=identifier,
        title=title,
        alt=f"Table of {counted(len(told), 'period')} with MRR, growth, retention, renewals, NPS and health.",
        receipt=book.receipt("base growth", "internal.book", "subscriptions"),
        note=note,
        columns=(
            Column(first), Column("Customers", COUNT), Column("MRR", book.money), Column("Growth", PERCENT),
            *((Column("Kept", PERCENT),) if any(one.base is not None for one in told) else ()),
            Column("NRR", PERCENT), Column("GRR", PERCENT), Column("Renewed", PERCENT), Column("NPS", POINTS),
            Column("±", POINTS), Column("Answers", COUNT), Column("Green share", PERCENT),
        ),
        rows=tuple(_row(book, one, kept=any(each.base is not None for each in told)) for one in told),
    )  # fmt: skip


def _row(book: Book, one: Period, *, kept: bool) -> tuple[Cell, ...]:
    known = book.has_subscriptions
    cohort = one.cohort if known else None
    return (
        one.label, one.customers, one.mrr, one.growth if known else None,
        *((one.base_kept if known else None,) if kept else ()),
        cohort.nrr if cohort else None, cohort.grr if cohort else None, one.renewed.worst, one.survey.score,
        one.survey.margin, one.survey.answered, one.green,
    )  # fmt: skip


def retention_chart(book: Book, found: Sequence[Period]) -> Lines | None:
    """NRR and GRR by quarter; None where fewer than two are known."""
    told = [one for one in found[-SHOWN:] if one.cohort and one.cohort.nrr is not None]
    if len(told) < 2 or not book.has_subscriptions:
        return None
    first, last = told[0], told[-1]
    now, then = (f"{PERCENT.text(one.cohort.nrr if one.cohort else None)} in {one.label}" for one in (last, first))
    return Lines(
        id="team.retention",
        title=f"NRR {now}, {then}",
        alt="Lines of NRR and GRR over twelve months, by quarter.",
        receipt=book.receipt("NRR", "internal.account_months", "subscriptions"),
        categories=tuple(one.label for one in told),
        series=(
            Series("NRR", tuple(one.cohort.nrr if one.cohort else None for one in told)),
            Series("GRR", tuple(one.cohort.grr if one.cohort else None for one in told)),
        ),
        unit=PERCENT,
    )


def nps_chart(book: Book, found: Sequence[Period]) -> Lines | None:
    """NPS by quarter between the ends of its interval; None where fewer than two are known."""
    told = [one for one in found[-SHOWN:] if one.survey.score is not None]
    if len(told) < 2:
        return None
    last, before = told[-1], told[-2]
    surely = "" if last.survey.differs_from(before.survey) else "; the change may be chance"
    scores = [POINTS.text(one.survey.score) for one in (last, before)]
    ends = [one.survey.interval or (None, None) for one in told]
    return Lines(
        id="team.nps",
        title=f"NPS {scores[0]} in {last.label}, {scores[1]} in {before.label}{surely}",
        alt="Lines of NPS by quarter with both ends of its interval.",
        receipt=book.receipt("NPS", "internal.nps_quarterly", "nps_responses"),
        categories=tuple(one.label for one in told),
        series=(
            Series("NPS", tuple(one.survey.score for one in told)),
            Series("At most", tuple(high for _, high in ends), Role.REFERENCE),
            Series("At least", tuple(low for low, _ in ends), Role.REFERENCE),
        ),
        unit=POINTS,
    )

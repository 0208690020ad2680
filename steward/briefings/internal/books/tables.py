"""Books as tables and a chart: today beside the plans, by person, and what moves, stays or is held over."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.books.source import BooksSource
from steward.briefings.internal.books.words import POINTS, SHARE
from steward.briefings.internal.books.worked import WorkedPlan
from steward.briefings.internal.scope.book import Book
from steward.domain.books.greedy import greedy
from steward.domain.books.plan import BookMeasure, BookPlan
from steward.domain.books.problem import Spread, cost_of, loads_of, spread_of, today_of
from steward.domain.books.states import TransferState
from steward.exhibits import COUNT, NUMBER, PERCENT, Bars, Cell, Column, Receipt, Role, Series, Table, Unit, day_text
from steward.exhibits.wording import capital, counted

COST = Unit("points", decimals=1)


def planned_of(source: BooksSource, plan: BookPlan) -> dict[str, str]:
    """Whose each account is once the plan is in effect; what was withdrawn stays, and what is contested is shown as
    planned."""
    owners = today_of(source.problem)
    for one in plan.moves:
        if one.account_id in owners and plan.states.get(one.account_id) is not TransferState.WITHDRAWN:
            owners[one.account_id] = one.to_id
    return owners


def _receipt(book: Book, metric: str) -> Receipt:
    return book.receipt(metric, "internal.book", "accounts", "people")


def compared_table(
    book: Book, source: BooksSource, worked: Sequence[WorkedPlan], planned: Mapping[str, str] | None
) -> Table | None:  # fmt: skip
    """Today's books, what one would do by hand, the plans that were worked out, and the one that was taken."""
    today = today_of(source.problem)
    if not today or not source.problem.books:
        return None
    rows: list[tuple[str, Mapping[str, str], str]] = [("Today", today, "")]
    if worked and (by_hand := greedy(source.problem)) is not None:
        rows.append(("Move by move", by_hand, "The best single move, until none helps"))
    rows += [(one.kind.label, one.owners, one.proof) for one in worked]
    if planned is not None:
        rows.append(("This plan", planned, "With what was changed by hand"))
    return Table(
        id="books.compared",
        title=_compared_title(source, worked, planned),
        alt="Table of today’s books beside the plans that were worked out.",
        receipt=_receipt(book, "book balance"),
        note="MRR, up for renewal and workload: the smallest and the largest book, of its fair share. Cost:"
        " relationships, regions and unevenness by the rules of the plan, in hundredths of all MRR.",
        columns=(
            Column("Books"), Column("Moves", COUNT), Column("MRR kept", SHARE), Column("MRR"),
            Column("Up for renewal"), Column("Workload"), Column("Relationships", COST), Column("Cost", COST),
            Column("Proof"),
        ),
        rows=tuple((name, *_compared(source, owners), proof) for name, owners, proof in rows),
    )  # fmt: skip


def _compared(source: BooksSource, owners: Mapping[str, str]) -> tuple[Cell, ...]:
    problem, today = source.problem, today_of(source.problem)
    known = {key: owners.get(key, owner) for key, owner in today.items()}
    total = problem.totals(BookMeasure.MRR)
    kept = sum(one.mrr for one in problem.accounts if known[one.account_id] == one.owner_id)
    cost = cost_of(problem, known)
    spreads = [spread_of(problem, one, known) for one in (BookMeasure.MRR, BookMeasure.ATR, BookMeasure.WORKLOAD)]
    moves = sum(known[key] != owner for key, owner in today.items())
    ends = [_from_to(one) if one else None for one in spreads]
    return (moves, kept / total * POINTS if total else None, *ends, cost.moves * POINTS, cost.whole * POINTS)


def _compared_title(
    source: BooksSource, worked: Sequence[WorkedPlan], planned: Mapping[str, str] | None
) -> str:  # fmt: skip
    before = spread_of(source.problem, BookMeasure.MRR, today_of(source.problem))
    after = planned or (worked[0].owners if worked else None)
    if before is None:
        return "Nobody has a book yet"
    said = f"Today’s books hold {_from_to(before)} of a fair share of MRR"
    if after is None:
        return said
    now = spread_of(source.problem, BookMeasure.MRR, {**today_of(source.problem), **after})
    if now is None:
        return said
    name = "this plan" if planned else f"“{worked[0].kind.label}”"
    return f"{said}; {name} {_from_to(now)}"


def _from_to(spread: Spread) -> str:
    return f"{SHARE.text(spread.least * POINTS)} to {SHARE.text(spread.most * POINTS)}"


def books_table(book: Book, source: BooksSource, planned: Mapping[str, str]) -> Table | None:
    """Each book today and as it is planned."""
    problem, today = source.problem, today_of(source.problem)
    if not problem.books:
        return None
    held = {
        (one, when): loads_of(problem, one, owners)
        for one in BookMeasure
        for when, owners in (("now", today), ("then", planned))
    }
    fair = problem.fair(BookMeasure.MRR)

    def row(key: str) -> tuple[Cell, ...]:
        gives = sum(owner == key and planned[one] != key for one, owner in today.items())
        takes = sum(owner == key and today[one] != key for one, owner in planned.items())
        then = held[BookMeasure.MRR, "then"][key]
        return (
            source.name(key), _region(source, key), held[BookMeasure.MRR, "now"][key], then,
            then / fair[key] * POINTS if fair[key] else None, held[BookMeasure.ATR, "then"][key],
            held[BookMeasure.WORKLOAD, "then"][key], int(held[BookMeasure.ACCOUNTS, "then"][key]), gives, takes,
        )  # fmt: skip

    keys = sorted(fair, key=lambda key: (-held[BookMeasure.MRR, "then"][key], source.name(key)))
    changed = dict(planned) != today
    return Table(
        id="books.by_person",
        title=f"{capital(counted(len(keys), 'book'))} in {source.fy}" if changed else "Every book stays as it is",
        alt="Table of books with MRR today and as planned, what renews, workload and accounts.",
        receipt=_receipt(book, "book balance"),
        note="Fair share: of all MRR, by capacity. Workload: points a quarter, see Definitions.",
        columns=(
            Column("Person"), Column("Region"), Column("MRR today", book.money), Column("MRR planned", book.money),
            Column("Of fair share", SHARE), Column("Up for renewal", book.money), Column("Workload", NUMBER),
            Column("Accounts", COUNT), Column("Gives", COUNT), Column("Takes", COUNT),
        ),
        rows=tuple(row(key) for key in keys),
        keys=tuple(keys),
    )  # fmt: skip


def _region(source: BooksSource, person_id: str) -> str | None:
    return source.us[person_id].region if person_id in source.us else None


def books_chart(book: Book, source: BooksSource, planned: Mapping[str, str]) -> Bars | None:
    """MRR of each book today and as planned, and a fair share."""
    problem, today = source.problem, today_of(source.problem)
    fair = problem.fair(BookMeasure.MRR)
    if not fair or not problem.totals(BookMeasure.MRR):
        return None
    keys = sorted(fair, key=lambda key: (-loads_of(problem, BookMeasure.MRR, today)[key], source.name(key)))
    now, then = (loads_of(problem, BookMeasure.MRR, owners) for owners in (today, planned))
    moved = now != then
    return Bars(
        id="books.level",
        title="How level the books are, today and as planned" if moved else "How level the books are today",
        alt="Bars of MRR by book, today, as planned and a fair share.",
        receipt=_receipt(book, "book balance"),
        categories=tuple(source.name(key) for key in keys),
        series=(
            Series("Today", tuple(now[key] for key in keys), Role.EARLIER if moved else Role.VALUE),
            *((Series("Planned", tuple(then[key] for key in keys)),) if moved else ()),
            Series("Fair share", tuple(fair[key] for key in keys), Role.REFERENCE),
        ),
        unit=book.money,
    )


def moves_table(book: Book, source: BooksSource, plan: BookPlan) -> Table | None:
    """Every account that is to change hands: why, and what it costs."""
    accounts = {one.account_id: one for one in source.problem.accounts}
    moves = [one for one in plan.moves if one.account_id in accounts]
    if not moves:
        return None
    moves.sort(key=lambda one: (-accounts[one.account_id].mrr, one.account_id))
    total = sum(accounts[one.account_id].mrr for one in moves)
    return Table(
        id="books.moves",
        title=f"{capital(counted(len(moves), 'account'))} to move, {book.money.compact(total)} of MRR",
        alt="Table of accounts that are to change hands with state, reason and cost.",
        receipt=_receipt(book, "relationship with the owner"),
        note="Relationship: how strong it is with who has the account, of 100. Cost: what the move would end, in"
        " hundredths of all MRR.",
        columns=(
            Column("Account"), Column("From"), Column("To"), Column("State"), Column("Why", wide=True),
            Column("MRR", book.money), Column("Relationship", COUNT), Column("Cost", COST), Column("Proposed by"),
        ),
        rows=tuple(
            (
                source.account(one.account_id), source.name(one.from_id), source.name(one.to_id),
                plan.states.get(one.account_id, TransferState.PROPOSED).label, one.reason,
                accounts[one.account_id].mrr, round(accounts[one.account_id].strength * POINTS),
                source.problem.move_cost(accounts[one.account_id]) * POINTS,
                source.name(one.proposed_by) if one.proposed_by else "Worked out",
            )
            for one in moves
        ),
        keys=tuple(one.account_id for one in moves),
    )  # fmt: skip


def locked_table(book: Book, source: BooksSource) -> Table | None:
    """What stays where it is, and why."""
    found = [one for one in source.problem.accounts if one.lock is not None]
    if not found:
        return None
    return Table(
        id="books.locked",
        title=f"{capital(counted(len(found), 'account'))} locked",
        alt="Table of accounts that stay with whom they are, and why.",
        receipt=_receipt(book, "book balance"),
        note="" if source.ownership_known else "Who changed hands lately is not known: nobody keeps who had what when.",
        columns=(Column("Account"), Column("With"), Column("Why"), Column("MRR", book.money), Column("Renews")),
        rows=tuple(
            (
                source.account(one.account_id), source.name(one.owner_id), one.lock.label if one.lock else "", one.mrr,
                _renews(source, one.account_id),
            )
            for one in found
        ),
        keys=tuple(one.account_id for one in found),
    )  # fmt: skip


def _renews(source: BooksSource, account_id: str) -> str | None:
    on = source.rows[account_id].renews_on
    return day_text(on) if on else None


def held_table(book: Book, source: BooksSource, plan: BookPlan) -> Table | None:
    """Opportunities that stay a while with whom they were, and how the credit is shared."""
    sales = {one.opportunity_id: one for one in source.sales}
    found = [one for one in plan.holdovers if one.opportunity_id in sales]
    if not found:
        return None

    def shared(account_id: str) -> str:
        parts = [one for one in plan.credits if one.account_id == account_id]
        return (
            ", ".join(f"{source.name(one.person_id)} {PERCENT.text(one.pct)}" for one in parts)
            or "All to the new owner"
        )

    return Table(
        id="books.holdovers",
        title=f"{capital(counted(len(found), 'opportunity stays', 'opportunities stay'))} with the old owner a while",
        alt="Table of opportunities that stay with whom they were, until when, and how the credit is shared.",
        receipt=book.receipt("book balance", "staging.opportunities", "opportunities"),
        columns=(
            Column("Opportunity"), Column("Account"), Column("Stage"), Column("Amount", book.money),
            Column("Stays with"), Column("Until"), Column("Credit until then"),
        ),
        rows=tuple(
            (
                sales[one.opportunity_id].name, source.account(sales[one.opportunity_id].account_id),
                sales[one.opportunity_id].stage, sales[one.opportunity_id].amount, source.name(one.owner_id),
                day_text(one.until), shared(sales[one.opportunity_id].account_id),
            )
            for one in found
        ),
        keys=tuple(sales[one.opportunity_id].account_id for one in found),
    )  # fmt: skip

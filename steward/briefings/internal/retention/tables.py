"""The steps of MRR in tables: by account, month, group and product. Every row adds up from opening to closing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from steward.briefings.internal.retention.mrr_steps import happened, steps_receipt, summed, words_of
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.domain.labels import people_told_apart
from steward.domain.quarters import Quarter
from steward.exhibits import COUNT, Column, Table, listed, month_text
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, inside
from steward.warehouse.rows.internal import retention as retention_rows
from steward.warehouse.rows.internal.book import BookRow, BridgeRow

MOST_NAMED = 3
OF_A_PRODUCT = ("Opening", "Started", "Grown", "Shrunk", "Ended", "Closing")


class By(StrEnum):
    """What the steps are told by; each row of such a table has accounts behind it."""

    QUARTER = "quarter"
    SEGMENT = "segment"
    OWNER = "owner"
    PRODUCT = "product"


@dataclass(frozen=True)
class Steps:
    """What happened to each account's MRR in the months since `since`, a period called `when`."""

    book: Book
    since: date
    when: str
    accounts: tuple[tuple[BookRow, BridgeRow], ...]

    @property
    def ids(self) -> list[str]:
        """The accounts."""
        return [row.account_id for row, _ in self.accounts]


def accounts_table(steps: Steps) -> Table:
    """Every account whose MRR moved, the largest loss first; those that lost are named."""
    moved = [(row, parts) for row, parts in steps.accounts if any(happened(parts))]
    order = sorted(moved, key=lambda one: (one[1].closing - one[1].opening, one[0].name))
    lost = [row.name for row, parts in order if parts.closing < parts.opening]
    still = len(steps.accounts) - len(moved)
    unmoved = f"{capital(counted(still, 'account'))} did not move." if still else ""
    words, parted = words_of(steps.book), Parts.of(steps.book, [parts for _, parts in order])
    return Table(
        id="retention.accounts",
        title=_losers(lost, steps),
        alt=f"Table of {len(order)} accounts whose {inside(words.measure)} moved in {steps.when}.",
        receipt=steps_receipt(steps.book),
        note=" ".join(filter(None, ("Tick a row to open the account.", unmoved, parted.none, words.note))),
        keys=tuple(row.account_id for row, _ in order),
        columns=(Column("Account", wide=True), Column("Owner"), *parted.columns),
        rows=tuple((row.name, row.owner, *parted.cells(parts)) for row, parts in order),
    )


def _losers(names: list[str], steps: Steps) -> str:
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    who = listed([*names[:MOST_NAMED], *more]) if names else "No account"
    fell = words_of(steps.book).fell if names else words_of(steps.book).fell.replace("were", "was")
    return f"{who} {fell} in {steps.when}"


def _best(book: Book, changes: Mapping[str, Decimal], noun: str) -> str:
    """Of several months or quarters: `7 of 8 quarters brought and lost nothing`."""
    change = max(changes.values())
    told = book.money.change(change)
    who = leaders(((name, book.money.change(one)) for name, one in changes.items()), told, f"of {len(changes)} {noun}")
    if book.money.compact(abs(change)) == book.money.compact(0):
        return f"{who} brought and lost nothing"
    return f"{who} {'brought the most' if change > 0 else 'lost the least'}: {told}{'' if who.alone else ' each'}"


def months_table(steps: Steps) -> Table:
    """The steps of each month."""
    found = retention_rows.month_bridges(steps.book.warehouse, steps.ids, steps.since, steps.book.as_of)
    changes = {month_text(day): parts.closing - parts.opening for day, parts in found.items()}
    parted = Parts.of(steps.book, found.values())
    return Table(
        id="retention.months",
        title=_best(steps.book, changes, "month"),
        alt=f"Table of the steps of {inside(words_of(steps.book).measure)} by month.",
        receipt=steps_receipt(steps.book),
        note=parted.none,
        columns=(Column("Month"), *parted.columns),
        rows=tuple((month_text(day), *parted.cells(parts)) for day, parts in found.items()),
    )


def quarters_table(book: Book, account_ids: list[str], count: int) -> Table | None:
    """The steps of each of the last quarters, the latest first; None where there is but one."""
    found = retention_rows.quarter_bridges(book.warehouse, account_ids, book.as_of, count)
    if len(found) < 2:
        return None
    changes = {Quarter.parse(label).spoken: parts.closing - parts.opening for label, parts in found.items()}
    parted = Parts.of(book, found.values())
    whole = Quarter.parse(min(found), book.quarter.year_starts).start > retention_rows.begun(book.warehouse)
    begins = f"The data begins in {month_text(retention_rows.begun(book.warehouse))}."
    return Table(
        id="retention.by_quarter",
        title=_best(book, changes, "quarter"),
        alt=f"Table of the steps of {inside(words_of(book).measure)} by quarter.",
        receipt=steps_receipt(book),
        note=_to_tick(" ".join(filter(None, (parted.none, "" if whole else begins)))),
        keys=tuple(found),
        columns=(Column("Quarter"), *parted.columns),
        rows=tuple((Quarter.parse(label).spoken, *parted.cells(parts)) for label, parts in found.items()),
    )


def groups_of(what: By, rows: Iterable[BookRow]) -> dict[str, str]:
    """The segment, or the owner when the quarter ended, that each account counts with, by its id."""
    rows = list(rows)
    if what is By.SEGMENT:
        return {row.account_id: row.segment or "No segment" for row in rows}
    owners = people_told_apart(((row.owner_then_id, row.owner_then) for row in rows), NOBODY)
    return {row.account_id: owners[row.owner_then_id] for row in rows}


def groups_table(steps: Steps, what: By) -> Table:
    """The steps of each segment or owner, the largest first."""
    groups: dict[str, list[BridgeRow]] = {}
    belongs = groups_of(what, (row for row, _ in steps.accounts))
    for row, parts in steps.accounts:
        groups.setdefault(belongs[row.account_id], []).append(parts)
    found = {name: summed(parts) for name, parts in groups.items()}
    order = sorted(found, key=lambda name: (-found[name].closing, name))
    parted = Parts.of(steps.book, found.values())
    most = max(order, key=lambda name: abs(found[name].closing - found[name].opening))
    change = steps.book.money.change(found[most].closing - found[most].opening)
    return Table(
        id=f"retention.by_{what}",
        title=_moved_most(
            steps,
            _group(most, what),
            f"{what}s",
            change,
            {name: found[name].closing - found[name].opening for name in order},
        ),
        alt=f"Table of the steps of {inside(words_of(steps.book).measure)} by {what}.",
        receipt=steps_receipt(steps.book, "accounts"),
        note=_to_tick(parted.none),
        keys=tuple(order),
        columns=(Column(capital(what)), Column("Accounts", COUNT), *parted.columns),
        rows=tuple((name, len(groups[name]), *parted.cells(found[name])) for name in order),
    )


def _moved_most(steps: Steps, name: str, whats: str, change: str, moved: Mapping[str, Decimal]) -> str:
    """Which moved most; where nothing is seen to have moved, or several did alike, that."""
    money = steps.book.money
    shown = {key: money.compact(abs(one)) for key, one in moved.items()}
    largest = money.compact(max(map(abs, moved.values())))
    if largest == money.compact(0):
        return f"None of the {whats} moved" if len(moved) > 1 else f"{name} did not move"
    if sum(one == largest for one in shown.values()) > 1:
        return f"{sum(one == largest for one in shown.values())} {whats} moved alike, by {largest} each"
    return f"{name} moved most{f' of all {whats}' if len(moved) > 1 else ''}: {change}"


def _group(name: str, what: str) -> str:
    return f"What has no {what}" if name.lower() == f"no {what}" else capital(name)


def products_table(steps: Steps) -> Table | None:
    """The steps of each product; a product more or less of a customer's is a start or an end here."""
    found = retention_rows.product_bridges(steps.book.warehouse, steps.ids, steps.since, steps.book.as_of)
    if not found:
        return None
    most = max(found, key=lambda one: abs(one.closing - one.opening))
    return Table(
        id="retention.by_product",
        title=_moved_most(
            steps,
            most.product,
            "products",
            steps.book.money.change(most.closing - most.opening),
            {one.product: one.closing - one.opening for one in found},
        ),
        alt="Table of the steps of MRR by product.",
        receipt=steps.book.receipt("MRR bridge", "internal.product_bridge", "subscriptions", "products"),
        note=_to_tick("One account's gains and losses stand beside each other here; in the account's steps they net."),
        keys=tuple(one.product for one in found),
        columns=(Column("Product", wide=True), *(Column(name, steps.book.money) for name in OF_A_PRODUCT)),
        rows=tuple(tuple(one) for one in found),
    )


def _to_tick(said: str) -> str:
    return " ".join(filter(None, ("Tick a row for the accounts behind it.", said)))


@dataclass(frozen=True)
class Parts:
    """The columns of steps that some rows need: a step that nobody took is left out and named instead."""

    book: Book
    taken: tuple[int, ...]

    @classmethod
    def of(cls, book: Book, rows: Iterable[BridgeRow]) -> "Parts":
        """Those in which anything happened."""
        seen = list(map(happened, rows))
        return cls(book, tuple(place for place, column in enumerate(zip(*seen, strict=True)) if any(column)))

    @property
    def columns(self) -> tuple[Column, ...]:
        """Opening, the steps taken, closing."""
        names = ("Opening", *(words_of(self.book).steps[place] for place in self.taken), "Closing")
        return tuple(Column(name, self.book.money) for name in names)

    @property
    def none(self) -> str:
        """The steps nobody took, in a sentence."""
        left = [inside(name) for place, name in enumerate(words_of(self.book).steps) if place not in self.taken]
        return f"{capital(', '.join(left))}: none." if left else ""

    def cells(self, parts: BridgeRow) -> tuple[Decimal, ...]:
        """A row's money, which adds up from the first to the last."""
        values = happened(parts)
        return (parts.opening, *(values[place] for place in self.taken), parts.closing)

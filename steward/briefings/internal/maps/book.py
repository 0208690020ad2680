"""The relationship maps of the whole book: which accounts hang on one person, and whose champion has left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.maps.book_tables import accounts_table, champions_table
from steward.briefings.internal.maps.rows import MapRow, map_rows
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.stakeholders import MapStatus
from steward.exhibits import COUNT, Better, Figure, Receipt, Table
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import Each, at_once
from steward.plans.internal.strategy import FILE, Strategy
from steward.warehouse.rows.internal import book as book_rows


@dataclass(frozen=True, kw_only=True)
class MapBook(InternalBriefing):
    """All maps. `accounts` lists every account with its status, `rows` is what it is made from."""

    rows: tuple[MapRow, ...]
    accounts: Table
    champions: Table | None


def map_book(
    book: Book, success: Mapping[str, SuccessPlan], strategies: Mapping[str, Strategy], filters: Filters = EVERYTHING,
    each: Each = at_once,
) -> MapBook:  # fmt: skip
    """Brief on the maps of the accounts that pay and pass the filters; the plans by account id, those written."""
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    paying = [row for row in everyone if row.paying and filters.keeps(row)]
    rows = map_rows(book, paying, success, strategies, each)
    return MapBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, rows),
        figures=_figures(book, rows),
        rows=rows,
        accounts=accounts_table(book, rows),
        champions=champions_table(book, rows),
    )


def _headline(book: Book, rows: Sequence[MapRow]) -> str:
    drawn = [one for one in rows if one.status]
    if not drawn:
        return "No relationship map is drawn yet"
    red = [one for one in drawn if one.status and one.status.status is MapStatus.RED]
    money = book.money.compact(_mrr(red))
    maps = counted(len(drawn), "map")
    return f"{len(red)} of {maps} red, {money} a month behind them" if red else f"None of {maps} is red"


def _mrr(rows: Sequence[MapRow]) -> Decimal:
    return sum((one.row.mrr for one in rows), Decimal())


def _figures(book: Book, rows: Sequence[MapRow]) -> tuple[Figure, ...]:
    def status(wanted: MapStatus) -> list[MapRow]:
        return [one for one in rows if one.status and one.status.status is wanted]

    groups = (
        ("red", "Red maps", status(MapStatus.RED), Better.LOWER),
        ("amber", "Amber maps", status(MapStatus.AMBER), Better.NEITHER),
        ("green", "Green maps", status(MapStatus.GREEN), Better.HIGHER),
        ("single", "Single-threaded", [one for one in rows if one.single], Better.LOWER),
        ("champion", "Champion left", [one for one in rows if one.left], Better.LOWER),
        ("none", "No map yet", [one for one in rows if not one.status], Better.LOWER),
    )
    receipt = Receipt("map status", book.as_of, f"{FILE}, readings", (), ("contacts",))
    return tuple(
        book.figure(
            f"maps.{key}", label, len(found), COUNT, receipt, better=better,
            note=f"{book.money.compact(_mrr(found))} a month behind them." if found else "",
        )
        for key, label, found, better in groups
    )  # fmt: skip

"""Which sites of one account have what."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.whitespace.cells import Space, SpaceState, WhitespaceRow
from steward.briefings.internal.whitespace.tables import NOT_APPLICABLE
from steward.exhibits import Column, Table, listed
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal import whitespace as whitespace_rows
from steward.warehouse.rows.internal.whitespace import Site

SELLING, NO_SITE = "being sold", "No site given"
MOST_PRODUCTS = 12
"""Columns that can be read; with more products, those without a word at any site are named below instead."""
At = Mapping[tuple[str | None, str], Decimal]
"""MRR by site and product; the site None: of lines that have none."""


def site_grid(book: Book, line: WhitespaceRow) -> Table | None:
    """One account: its sites × everything we offer; None where it has no sites. A cell says what the site pays, else
    what is true of the product at the account; lines without a site have a row of their own."""
    account_id = line.account.account_id
    owned = [one for one in whitespace_rows.owned(book.warehouse, book.as_of) if one.account_id == account_id]
    at = {(one.site_id, one.product_id): one.mrr for one in owned}
    found = _sites(whitespace_rows.sites(book.warehouse, account_id), at)
    spaces, left_out = _readable(line.spaces)
    if not found or not spaces:
        return None
    return Table(
        id="whitespace.sites",
        title=_said(found, line.spaces, at),
        alt="Grid of sites and products.",
        receipt=book.receipt(
            "whitespace", "staging.subscriptions", "subscriptions", "sites", "products", account_id=account_id
        ),
        note=_note(left_out, bool(_homeless(at))),
        keys=(*(site.site_id for site in found), *_homeless(at)),
        columns=(Column("Site", wide=True), Column("City"), *(Column(one.product.name) for one in spaces)),
        rows=(
            *((site.name, site.city, *(_cell(book, one, at, site.site_id) for one in spaces)) for site in found),
            *((name, None, *(_amount(book, at, None, one) for one in spaces)) for name in _homeless(at)),
        ),
    )


def _sites(known: Sequence[Site], at: At) -> list[Site]:
    """Every site of the account, also those that only its lines name."""
    ids = {site.site_id for site in known}
    named = sorted({site_id for site_id, _ in at if site_id and site_id not in ids})
    return [*known, *(Site(site_id, site_id, None) for site_id in named)]


def _homeless(at: At) -> tuple[str, ...]:
    """The name of the row of lines without a site; nothing where there is none."""
    return (NO_SITE,) if any(site_id is None for site_id, _ in at) else ()


def _readable(spaces: Sequence[Space]) -> tuple[Sequence[Space], Sequence[Space]]:
    """The products that are shown, and those left out because there is no room for what is empty everywhere."""
    if len(spaces) <= MOST_PRODUCTS:
        return spaces, ()
    return [one for one in spaces if _telling(one)], [one for one in spaces if not _telling(one)]


def _telling(one: Space) -> bool:
    return one.state is not SpaceState.EMPTY


def _cell(book: Book, one: Space, at: At, site_id: str) -> str:
    """What a site pays for a product; else what the account's state is in words, nothing where it is empty."""
    words = {
        SpaceState.OPEN: SELLING,
        SpaceState.COMPETITOR: one.competitor or "a competitor",
        SpaceState.NOT_APPLICABLE: NOT_APPLICABLE,
    }
    return _amount(book, at, site_id, one) or words.get(one.otherwise, "")


def _amount(book: Book, at: At, site_id: str | None, one: Space) -> str:
    mrr = at.get((site_id, one.product.product_id))
    return "" if mrr is None else book.money.text(mrr)


def _said(found: Sequence[Site], spaces: Sequence[Space], at: At) -> str:
    """How many of the spaces at sites are ours, and how many are empty."""
    cells = [((site.site_id, one.product.product_id) in at, one) for site in found for one in spaces]
    ours = sum(own for own, _ in cells)
    empty = sum(not own and one.otherwise is SpaceState.EMPTY for own, one in cells)
    where = f"{counted(len(cells), 'space')} at {counted(len(found), 'site')}"
    return f"{ours or 'None'} of {where} {'is' if ours == 1 else 'are'} ours, {empty or 'none'} empty"


def _note(left_out: Sequence[Space], homeless: bool) -> str:
    """How to read it, and what is not shown."""
    said = [
        f"An amount: ours there, a month. “{SELLING}”, a name, {NOT_APPLICABLE}: true of the account, so of "
        "each site that does not have it. Blank: empty."
    ]
    if homeless:
        said.append(f"“{NO_SITE}”: lines without a site in the feed.")
    if left_out:
        said.append(f"Not shown, because empty at every site: {listed([one.product.name for one in left_out])}.")
    return " ".join(said)

"""What a cell says, where to begin, and which product has most room: cells made by hand, worked by hand."""

from dataclasses import replace
from datetime import date

import pytest

from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.whitespace.cells import Space, SpaceState, WhitespaceRow, lines
from steward.briefings.internal.whitespace.tables import MOST_BEST, best_table, cell_text, grid, products_chart
from steward.domain.peers import Evidence, Peers
from steward.domain.shares import Share
from steward.plans.internal.strategy import Applicable, Strategy, WhitespaceNote, Willingness
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import whitespace as whitespace_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.whitespace import Product
from tests.examples import first
from tests.homes import loaded

TABLES = {
    "accounts": "account_id | name\nA | Alpha\nB | Beta\nC | Gamma\nD | Delta",
    "sites": "site_id | account_id | name\nnorth | A | North\nsouth | A | South",
    "products": "product_id | name\nlan | LAN\nvoi | Voice\nwan | WAN\nsec | Security\nold | Fax\nnew | Cloud",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | site_id
        s1              | A          | wan        | 100 | 2025-01-01 |
        s2              | A          | lan        | 20  | 2025-01-01 | north
        s3              | A          | lan        | 30  | 2025-06-01 | south
        s4              | B          | wan        | 100 | 2025-01-01 |
        s5              | C          | wan        | 100 | 2025-01-01 |
        s6              | D          | wan        | 100 | 2025-01-01 |
        """,
    "opportunities": """
        opportunity_id | name | stage | status | amount | account_id | product_id
        o1             | Say  | s     | open   | 70     | A          | voi
        o2             | More | s     | open   | 80     | A          | lan
        o3             | Was  | s     | lost   | 90     | A          | sec
        """,
}
ALIKE = Peers(4, "Retail")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_of(loaded(tmp_path_factory.mktemp("tables"), **TABLES))


@pytest.fixture(scope="module")
def accounts(book: Book) -> dict[str, BookRow]:
    return {row.name: row for row in book_rows.book(book.warehouse, str(book.quarter))}


@pytest.fixture(scope="module")
def products(book: Book) -> dict[str, Product]:
    return {one.product_id: one for one in whitespace_rows.products(book.warehouse)}


def own(hits: int, of: int, typical: float | None) -> Evidence:
    """So many of the similar accounts own it, and pay that for it in the middle."""
    return Evidence(Share(hits, of), typical)


def says(**known: object) -> WhitespaceNote:
    return replace(WhitespaceNote(product="?"), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "mrr", "note", "evidence", "text"),
    first(
        5,
        [
            (SpaceState.OURS, 1234, None, None, "€1,234"),
            (SpaceState.OURS, 12345, says(competitor="Rival"), None, "€12.3k"),
            (SpaceState.OPEN, 700, None, own(5, 8, 300), "Selling €700"),
            (SpaceState.COMPETITOR, None, says(competitor="Rival"), own(5, 8, 300), "Rival"),
            (SpaceState.COMPETITOR, None, says(), None, "a competitor"),
            (SpaceState.NOT_APPLICABLE, None, says(), None, "n/a"),
            (SpaceState.EMPTY, None, None, own(5, 8, 300), "5/8"),
            (SpaceState.EMPTY, None, says(potential_mrr=9), own(0, 8, None), "0/8"),
            (SpaceState.EMPTY, None, None, None, "·"),
        ],
    ),
)
def test_what_a_cell_says(
    book: Book, accounts: dict[str, BookRow], products: dict[str, Product], state: SpaceState, mrr: float | None,
    note: WhitespaceNote | None, evidence: Evidence | None, text: str,
) -> None:  # fmt: skip
    assert cell_text(book.money, Space(accounts["Alpha"], products["lan"], state, mrr, note, evidence)) == text


def test_what_the_data_says_goes_before_what_somebody_wrote(book: Book, accounts: dict[str, BookRow]) -> None:
    """Ours, of all sites together, and being sold stay what they are whatever the plan says; what is ours goes before
    what is sold on top, and what was lost is empty again. What is sold could bring what is open, 70. A plan names a
    product by its id or as people call it."""
    notes = (
        WhitespaceNote(product="wan", state=Applicable.NOT_APPLICABLE),
        WhitespaceNote(product="voi", state=Applicable.NOT_APPLICABLE),
        WhitespaceNote(product="sec", state=Applicable.PURSUED),
        WhitespaceNote(product="Fax", state=Applicable.NOT_APPLICABLE, competitor="Rival"),
        WhitespaceNote(product="new", state=Applicable.WITH_COMPETITOR),
    )
    plans = {"A": Strategy(account_id="A", whitespace=notes)}
    rows = list(accounts.values())
    (alpha,) = lines(book, rows, [accounts["Alpha"]], plans)
    assert {one.product.product_id: (one.state, one.mrr) for one in alpha.spaces} == {
        "wan": (SpaceState.OURS, 100), "lan": (SpaceState.OURS, 50), "voi": (SpaceState.OPEN, 70),
        "sec": (SpaceState.EMPTY, None),
        "old": (SpaceState.NOT_APPLICABLE, None), "new": (SpaceState.COMPETITOR, None),
    }  # fmt: skip
    assert {one.potential_by: one.potential for one in alpha.spaces} == {"": None, "the open opportunity": 70}
    rival = {"A": Strategy(account_id="A", whitespace=(WhitespaceNote(product="Security", competitor="Rival"),))}
    (alpha,) = lines(book, rows, [accounts["Alpha"]], rival)
    assert [one.state for one in alpha.spaces if one.product.product_id == "sec"] == [SpaceState.COMPETITOR]
    (alpha,) = lines(book, rows, [accounts["Alpha"]], {})
    assert {one.state for one in alpha.spaces if one.product.product_id in ("sec", "old", "new")} == {SpaceState.EMPTY}


def test_where_to_begin_is_ranked_by_potential_times_how_likely_it_is(
    book: Book, accounts: dict[str, BookRow], products: dict[str, Product]
) -> None:
    """
    | account | product  | potential        | how likely                          | worth |
    |---------|----------|------------------|-------------------------------------|-------|
    | Alpha   | LAN      | 400, as similar  | 6 of 8                              | 300   |
    | Beta    | LAN      | 1000, as similar | 2 of 8                              | 250   |
    | Delta   | LAN      | 500, the plan    | half willing                        | 250   |
    | Beta    | Security | 300, the plan    | very willing, 0.8, whatever 1 of 8 says | 240 |
    | Alpha   | Security | 1000, the plan   | hardly willing                      | 200   |
    | Alpha   | Voice    | 1000, the plan   | nobody knows: a tenth               | 100   |

    Nobody alike owns Voice, so nobody knows what it is worth to Beta; what is ours, sold or useless is not listed."""

    def space(account: str, product: str, state: SpaceState, **known: object) -> Space:
        return replace(Space(accounts[account], products[product], state), **known)  # type: ignore[arg-type]

    found = [
        WhitespaceRow(accounts["Gamma"], (
            space("Gamma", "lan", SpaceState.OURS, mrr=9000.0),
            space("Gamma", "sec", SpaceState.NOT_APPLICABLE, note=says(potential_mrr=9000.0)),
            space("Gamma", "voi", SpaceState.OPEN, mrr=9000.0),
        ), ALIKE),
        WhitespaceRow(accounts["Delta"], (
            space("Delta", "lan", SpaceState.EMPTY, note=says(potential_mrr=500.0, willingness=Willingness.MEDIUM)),
        ), ALIKE),
        WhitespaceRow(accounts["Beta"], (
            space("Beta", "voi", SpaceState.EMPTY, evidence=own(0, 8, None)),
            space("Beta", "lan", SpaceState.EMPTY, evidence=own(2, 8, 1000)),
            space("Beta", "sec", SpaceState.EMPTY, evidence=own(1, 8, 50),
                  note=says(potential_mrr=300.0, willingness=Willingness.HIGH)),
        ), ALIKE),
        WhitespaceRow(accounts["Alpha"], (
            space("Alpha", "voi", SpaceState.EMPTY, note=says(potential_mrr=1000.0)),
            space("Alpha", "sec", SpaceState.COMPETITOR, note=says(
                potential_mrr=1000.0, willingness=Willingness.LOW, competitor="Rival",
                contract_ends_on=date(2027, 3, 31))),
            space("Alpha", "lan", SpaceState.EMPTY, evidence=own(6, 8, 400)),
        ), ALIKE),
    ]  # fmt: skip
    table = best_table(book, found)
    assert table is not None
    assert [row[:4] for row in table.rows] == [
        ("Alpha", "LAN", 400, "similar accounts"),
        ("Beta", "LAN", 1000, "similar accounts"),
        ("Delta", "LAN", 500, "the plan"),
        ("Beta", "Security", 300, "the plan"),
        ("Alpha", "Security", 1000, "the plan"),
        ("Alpha", "Voice", 1000, "the plan"),
    ]
    assert table.keys == ("A\nlan", "B\nlan", "D\nlan", "B\nsec", "A\nsec", "A\nvoi")
    assert [row[5:9] for row in table.rows][3:5] == [
        (50, None, None, "high"), (None, "Rival", date(2027, 3, 31), "low"),
    ]  # fmt: skip
    assert table.title == "Begin with LAN at Alpha: €400 a month"


def test_of_many_places_to_begin_the_best_are_listed(
    book: Book, accounts: dict[str, BookRow], products: dict[str, Product]
) -> None:
    spaces = [
        Space(accounts["Alpha"], products["lan"], SpaceState.EMPTY, note=says(potential_mrr=float(worth)))
        for worth in range(1, MOST_BEST + 6)
    ]
    table = best_table(book, [WhitespaceRow(accounts["Alpha"], tuple(spaces), ALIKE)])
    assert table is not None
    assert [row[2] for row in table.rows] == list(range(MOST_BEST + 5, 5, -1))
    assert best_table(book, [WhitespaceRow(accounts["Alpha"], (), ALIKE)]) is None


GRID = """
          | LAN  | Voice | WAN   | Security | Fax
    Alpha | ours | empty | ours  | rival    | n/a
    Beta  | ours | empty | ours  | empty    | n/a
    Gamma |      | sold  | ours  | n/a      | n/a
    Delta |      | n/a   |       | ours     | n/a
"""
STATES = {
    "ours": SpaceState.OURS, "empty": SpaceState.EMPTY, "": SpaceState.EMPTY, "rival": SpaceState.COMPETITOR,
    "sold": SpaceState.OPEN,
    "n/a": SpaceState.NOT_APPLICABLE,
}  # fmt: skip


def made(accounts: dict[str, BookRow], products: dict[str, Product]) -> list[WhitespaceRow]:
    """The grid above as lines."""
    rows = [[cell.strip() for cell in row.split("|")] for row in GRID.strip("\n").splitlines()]
    named = {one.name: one for one in products.values()}
    return [
        WhitespaceRow(accounts[name], tuple(
            Space(accounts[name], named[product], STATES[cell], 10.0)
            for product, cell in zip(rows[0][1:], cells, strict=True)
        ), ALIKE)
        for name, *cells in rows[1:]
    ]  # fmt: skip


def test_products_stand_by_the_share_that_has_them(
    book: Book, accounts: dict[str, BookRow], products: dict[str, Product]
) -> None:
    """WAN 3 of 4, LAN 2 of 4, Security 1 of the 3 it makes sense for, Voice none of 3; nobody could use Fax."""
    chart = products_chart(book, made(accounts, products))
    assert chart.categories == ("WAN", "LAN", "Security", "Voice")
    assert chart.series[0].values == (75, 50, 33.3, 0)
    assert chart.title == "Voice has the most room: 0.0\N{NARROW NO-BREAK SPACE}% have it"


def test_the_grid_has_a_row_an_account_and_names_who_has_least(
    book: Book, accounts: dict[str, BookRow], products: dict[str, Product]
) -> None:
    """Of what makes sense Alpha has 2 of 4, Beta 2 of 4, Gamma 1 of 3 and Delta 1 of 3: the same share."""
    table = grid(book, made(accounts, products))
    assert [column.name for column in table.columns] == ["Account", "LAN", "Voice", "WAN", "Security", "Fax"]
    assert table.rows == (
        ("Alpha", "€10", "·", "€10", "a competitor", "n/a"),
        ("Beta", "€10", "·", "€10", "·", "n/a"),
        ("Gamma", "·", "Selling €10", "€10", "n/a", "n/a"),
        ("Delta", "·", "n/a", "·", "€10", "n/a"),
    )
    assert table.keys == ("A", "B", "C", "D")
    assert table.title == "Gamma and Delta have the least of us: 33.3\N{NARROW NO-BREAK SPACE}% of the products"

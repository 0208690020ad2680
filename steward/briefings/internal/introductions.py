"""Who at one account knows which part of what we offer, and which sites have what."""

from collections.abc import Sequence

from steward.briefings.book import Book
from steward.briefings.internal.plan_names import StrategySubject
from steward.briefings.internal.whitespace_cells import Line
from steward.briefings.wording import counted
from steward.domain.stakeholders import BuyingRole
from steward.exhibits import Column, Receipt, Table
from steward.plans.strategy import FILE
from steward.warehouse import whitespace_rows

TOLD, NOT_YET = "told", "not yet"
FIRST = (BuyingRole.ECONOMIC_BUYER, BuyingRole.DECISION_MAKER)


def introductions(about: StrategySubject, line: Line) -> Table | None:
    """Each stakeholder of the map × each part of the offer that is not ours yet and that somebody wrote of."""
    notes = [one for one in about.strategy.whitespace if one.product]
    people = list(dict.fromkeys([one.person for one in about.strategy.readings if one.person and not one.map]))
    people += [key for note in notes for key in note.introduced_to if key not in people]
    if not notes or not people:
        return None
    deciders = {one.person for one in about.strategy.readings if any(role in FIRST for role in one.roles)}
    ranked = sorted(people, key=lambda key: (key not in deciders, about.name(key) or key))
    told = {(key, note.product) for note in notes for key in note.introduced_to}
    missed = [key for key in ranked if key in deciders and not any((key, note.product) in told for note in notes)]
    return Table(
        id="whitespace.introductions",
        title=_title(about, ranked, missed, told),
        alt="Table of people and parts of the offer, with who has been told.",
        receipt=Receipt("account plan", about.subject.as_of, f"{FILE}, whitespace"),
        note="Those who decide stand first. Say who was told in the plan's whitespace notes.",
        keys=tuple(ranked),
        columns=(Column("Person"), Column("Decides"), *(Column(about.name(note.product) or "") for note in notes)),
        rows=tuple(
            (
                about.name(key), "yes" if key in deciders else None,
                *(TOLD if (key, note.product) in told else NOT_YET for note in notes),
            )
            for key in ranked
        ),
    )  # fmt: skip


def _title(about: StrategySubject, people: Sequence[str], missed: Sequence[str], told: set[tuple[str, str]]) -> str:
    if missed:
        return f"{about.name(missed[0])}, who decides, has been told of nothing yet"
    heard = {key for key, _ in told}
    return f"{len(heard)} of {counted(len(people), 'person', 'people')} have been told of some of it"


def site_grid(book: Book, line: Line) -> Table | None:
    """One account: its sites × the products it has anywhere, with what each site pays a month."""
    account_id = line.account.account_id
    found = whitespace_rows.sites(book.warehouse, account_id)
    owned = [one for one in whitespace_rows.owned(book.warehouse, book.as_of) if one.account_id == account_id]
    at = {(one.site_id, one.product_id): one.mrr for one in owned if one.site_id}
    used = {product_id for _, product_id in at}
    products = [one.product for one in line.spaces if one.product.product_id in used]
    if not found or not products:
        return None
    empty = sum((site.site_id, product.product_id) not in at for site in found for product in products)
    return Table(
        id="whitespace.sites",
        title=f"{counted(empty, 'space')} at {counted(len(found), 'site')} for what they already know from us",
        alt="Grid of sites and products.",
        receipt=book.receipt("whitespace", "staging.subscriptions", "subscriptions", "sites", account_id=account_id),
        keys=tuple(site.site_id for site in found),
        columns=(Column("Site"), Column("City"), *(Column(product.name, book.money) for product in products)),
        rows=tuple(
            (site.name, site.city, *(at.get((site.site_id, product.product_id)) for product in products))
            for site in found
        ),
    )  # fmt: skip

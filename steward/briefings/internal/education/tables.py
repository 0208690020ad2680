"""What customers know of our offer, as tables and a chart."""

from collections.abc import Mapping, Sequence

from steward.briefings.customer.offerings.offerings import Offering
from steward.briefings.internal.education.ladder import AccountEducation, Rung
from steward.briefings.internal.education.next_talks import NextTalk
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.whitespace.cells import Space, SpaceState
from steward.briefings.internal.whitespace.tables import NOT_APPLICABLE
from steward.domain.education import education_coverage
from steward.exhibits import PERCENT, Bars, Column, Receipt, Series, Table, month_text
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.plans.internal.education import FILE, Introduction

MOST_NEXT = 30
OURS, NOTHING = "have it", "·"


def receipt(book: Book, metric: str = "education coverage") -> Receipt:
    """Of what people wrote of introductions."""
    return Receipt(metric, book.as_of, f"{FILE}, introductions", (), ("products", "subscriptions"))


def book_table(book: Book, found: Sequence[AccountEducation]) -> Table | None:
    """Accounts × products: how far those who decide came with each; the least known first."""
    known = [one for one in found if one.deciders and one.line.spaces]
    if not known:
        return None
    ranked = sorted(known, key=lambda one: (coverage_of(one) or 0, -one.line.account.mrr, one.line.account.name))
    blank = sum(not one.shown_to_a_decider(one.applicable) for one in known)
    of = counted(len(known), "account")
    return Table(
        id="education.book",
        title=f"Those who decide were shown nothing for a year at {blank or 'none'} of {of}",
        alt=f"Grid of {of} and {counted(len(known[0].line.spaces), 'product')}.",
        receipt=receipt(book),
        note="How closely somebody who decides saw it, and when last. “have it”: theirs, and not shown to whoever "
        "decides. A dot: not yet. n/a: makes no sense there.",
        keys=tuple(one.line.account.account_id for one in ranked),
        columns=(
            Column("Account"), Column("Shown", PERCENT), *(Column(one.product.name) for one in known[0].line.spaces),
        ),
        rows=tuple(
            (
                one.line.account.name, coverage_of(one),
                *(_cell(space, best[1] if (best := one.best(space.product.product_id)) else None)
                  for space in one.line.spaces),
            )
            for one in ranked
        ),
    )  # fmt: skip


def coverage_of(one: AccountEducation) -> float | None:
    """Education coverage of one account."""
    return education_coverage(one.shown_to_a_decider(one.applicable), len(one.applicable))


def ladder_table(book: Book, one: AccountEducation) -> Table | None:
    """One account: each person and how far they came with each product; those who decide first."""
    if not one.people or not one.line.spaces:
        return None
    heard = {person for person, _ in one.highest}
    nothing = one.told_nothing
    said = (
        f"{nothing[0].name}, who decides, was shown nothing for a year"
        if nothing
        else f"{sum(person.key in heard for person in one.people)} of {counted(len(one.people), 'person', 'people')} "
        "have been told of some of it"
    )
    return Table(
        id="education.ladder",
        title=said,
        alt="Grid of people and products, with how closely each person saw each.",
        receipt=receipt(book, "education ladder"),
        note="Mentioned, presented, demo, workshop, proposal: the highest, with its month. A dot: not yet.",
        keys=tuple(person.key for person in one.people),
        columns=(
            Column("Person"), Column("Decides"), *(Column(space.product.name) for space in one.line.spaces),
        ),
        rows=tuple(
            (
                person.name, "yes" if person.decides else None,
                *(_cell(space, one.highest.get((person.key, space.product.product_id)), own=False)
                  for space in one.line.spaces),
            )
            for person in one.people
        ),
    )  # fmt: skip


def _cell(space: Space, rung: Rung | None, *, own: bool = True) -> str:
    if rung is not None:
        return capital(f"{rung.how}{f', {month_text(rung.on)}' if rung.on else ''}")
    if space.state is SpaceState.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return OURS if own and space.state is SpaceState.OURS else NOTHING


def next_table(book: Book, talks: Sequence[NextTalk], *, alone: bool = False) -> Table | None:
    """Who should hear of what next; of an account `alone` without its name."""
    if not talks:
        return None
    shown = talks[:MOST_NEXT]
    first = shown[0]
    where = "" if alone else f" at {first.space.account.name}"
    account = () if alone else (Column("Account"),)
    return Table(
        id="education.next",
        title=f"Next: show {first.space.product.name} to {first.person.name}{where}",
        alt=f"Table of {counted(len(shown), 'talk')} to have, with whom, of what and why.",
        receipt=receipt(book, "who should hear of what"),
        note="What is worth most first, twice as much where it serves a goal of theirs. An order to begin in, no "
        "forecast.",
        keys=tuple(one.key for one in shown),
        columns=(
            *account, Column("Who"), Column("Product"), Column("Why", wide=True), Column("As"),
            Column("Potential", book.money), Column("Title"), Column("Material"), Column("Owner"),
        ),
        rows=tuple(
            (
                *(() if alone else (one.space.account.name,)), one.person.name, one.space.product.name,
                capital("; ".join(one.why)) or None, str(one.how), one.space.potential, one.person.title or None,
                one.material or None, one.space.account.owner,
            )
            for one in shown
        ),
    )  # fmt: skip


def introductions_table(book: Book, made: Sequence[tuple[str, Introduction]], names: Mapping[str, str]) -> Table | None:
    """What was written down, the latest first. `made`: each with what tells it apart."""
    if not made:
        return None
    ranked = sorted(made, key=lambda pair: (pair[1].on is None, -(pair[1].on.toordinal() if pair[1].on else 0)))
    return Table(
        id="education.introductions",
        title=f"{capital(counted(len(made), 'introduction'))} written down",
        alt="Table of introductions, the latest first.",
        receipt=receipt(book, "education ladder"),
        keys=tuple(key for key, _ in ranked),
        columns=(
            Column("On"), Column("Who"), Column("Product"), Column("How"), Column("Reaction"),
            Column("Evidence", wide=True), Column("By"),
        ),
        rows=tuple(
            (
                one.on, names.get(one.contact, one.contact), names.get(one.product, one.product), str(one.how),
                str(one.reaction) if one.reaction else None, one.evidence or None,
                names.get(one.by, one.by) or None,
            )
            for _, one in ranked
        ),
    )  # fmt: skip


def products_chart(book: Book, found: Sequence[AccountEducation]) -> Bars | None:
    """Of the accounts where it makes sense, how many had each product shown to whoever decides."""
    known = [one for one in found if one.deciders and one.line.spaces]
    shares = []
    for space in known[0].line.spaces if known else ():
        product = space.product.product_id
        fits = [one for one in known if product in one.applicable]
        share = education_coverage(sum(one.shown_to_a_decider([product]) for one in fits), len(fits))
        if share is not None:
            shares.append((space.product.name, share))
    if len(known) < 2 or not shares:
        return None
    shares.sort(key=lambda pair: -pair[1])
    least = PERCENT.text(shares[-1][1])
    who = leaders(((name, PERCENT.text(share)) for name, share in reversed(shares)), least, "product")
    return Bars(
        id="education.products",
        title=f"{who.do('is', 'are')} known least: {least} of the accounts where it makes sense",
        alt="Bars of products by the share of accounts where whoever decides was shown it.",
        receipt=receipt(book),
        categories=tuple(name for name, _ in shares),
        series=(Series("Shown within a year", tuple(round(value, 1) for _, value in shares)),),
        unit=PERCENT,
        horizontal=True,
    )


def offerings_table(book: Book, taught: Sequence[Offering]) -> Table | None:
    """What each product is for, and what is missing to tell of it."""
    if not taught:
        return None
    lacking = [one for one in taught if one.lacking]
    said = f"{len(lacking)} of {counted(len(taught), 'product')} lack something to tell of them"
    return Table(
        id="education.offerings",
        title=said if lacking else f"{capital(counted(len(taught), 'product'))} with use case, proof and material",
        alt="Table of products with use case, proof and material.",
        receipt=Receipt("services for goals", book.as_of, "portfolio.toml, products", (), ("products",)),
        keys=tuple(one.product_id for one in taught),
        columns=(
            Column("Product"), Column("Use case", wide=True), Column("Proof", wide=True), Column("Material"),
            Column("Missing"),
        ),
        rows=tuple(
            (one.name, one.use_case or None, one.proof or None, one.material or None, ", ".join(one.lacking) or None)
            for one in taught
        ),
    )  # fmt: skip

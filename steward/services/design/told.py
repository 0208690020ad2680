"""Every design that whoever asks may see, with what its page says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.design.compared import OptionWorth, worth_of
from steward.briefings.customer.subject import subject
from steward.briefings.internal.design.discovery import Discovery
from steward.briefings.internal.design.missing import WHERE, gap_words
from steward.briefings.internal.scope.book import Book
from steward.exhibits import Column, Receipt, Table, listed
from steward.exhibits.wording import counted
from steward.plans.files.store import Plans
from steward.services.design.files import OpenedDesign, brief, design_ids, open_design, source_of
from steward.services.design.quoting import QuoteOfDesign, quotes_of_design


@dataclass(frozen=True)
class MissingPart:
    """One thing that the next quote lacks, and the part of the page where it is written."""

    words: str
    part: str


@dataclass(frozen=True)
class ToldDesign:
    """One design. `missing`: for the next quote; `quotes`: those begun from it."""

    account_id: str
    account: str
    opened: OpenedDesign
    brief: Discovery
    missing: tuple[MissingPart, ...]
    options: tuple[OptionWorth, ...]
    offered: str
    quotes: tuple[QuoteOfDesign, ...]


def told_designs(plans: Plans, book: Book, account_ids: Sequence[str]) -> tuple[ToldDesign, ...]:
    """The designs of these accounts, as they are now."""
    named = [(one, design_id) for one in plans.begun(account_ids) for design_id in design_ids(plans, one)]
    return tuple(_told(plans, book, *one) for one in named)


def _told(plans: Plans, book: Book, account_id: str, design_id: str) -> ToldDesign:
    about, opened = subject(book.warehouse, account_id), open_design(plans, account_id, design_id)
    source, found = source_of(about, plans, design_id, opened.plan), brief(about, plans, opened)
    return ToldDesign(
        account_id,
        about.account.name,
        opened,
        found,
        tuple(MissingPart(gap_words(one, source.plan, source.questions), WHERE[one.kind]) for one in found.gaps),
        tuple(worth_of(source, one) for one in source.plan.options),
        source.offered.id if source.offered else "",
        quotes_of_design(about, plans, opened),
    )


def headline(found: Sequence[ToldDesign]) -> str:
    """How many there are."""
    return f"{counted(len(found), 'design')} written" if found else "No design is written yet"


def table_of(book: Book, found: Sequence[ToldDesign]) -> Table:
    """A row for each, for who reads it in a terminal."""
    return Table(
        id="designs.listed",
        title=headline(found),
        alt="Table of designs with their state, the quote each carries, and how much is missing for the next.",
        receipt=Receipt("design", book.now, "design.toml"),
        columns=(
            Column("Account"), Column("Design", wide=True), Column("State"), Column("Carries"), Column("Missing"),
            Column("Quotes"),
        ),
        rows=tuple(
            (
                one.account, one.brief.title, one.brief.standing.state.label,
                one.brief.level.label if one.brief.level else "no quote yet", len(one.missing),
                listed([each.quote_id for each in one.quotes]) or None,
            )
            for one in found
        ),
    )  # fmt: skip

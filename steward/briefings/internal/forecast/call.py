"""One call: what its seller says beside what the opportunities come to, a manager's numbers, and the last call."""

from collections.abc import Iterator

from steward.briefings.internal.forecast.source import PersonForecast, euros
from steward.briefings.internal.forecast.tables import receipt
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.items import CallKind, Numbers, numbers_of
from steward.exhibits import Column, Table


def call_table(book: Book, one: PersonForecast) -> Table:
    """The three numbers of each kind, from every side there is."""
    rows = [(kind.label, side, numbers) for kind in CallKind for side, numbers in _sides(one, kind)]
    return Table(
        id="forecast.call",
        title=f"{one.name}: {book.money.text(euros(one.numbers(CallKind.PIPELINE).commit))} of new business committed",
        alt="Table of commit, most likely and best as the seller, the opportunities, a manager and the one before say.",
        receipt=receipt(book),
        columns=(
            Column("What"), Column("Who says so"), Column("Commit", book.money), Column("Most likely", book.money),
            Column("Best", book.money),
        ),
        rows=tuple((what, side, *(euros(each) for each in numbers)) for what, side, numbers in rows),
    )  # fmt: skip


def _sides(one: PersonForecast, kind: CallKind) -> Iterator[tuple[str, Numbers]]:
    made = one.current is not None or bool(one.locked)
    yield "The call" if made else "No call yet", one.numbers(kind)
    yield "What is there today", numbers_of(one.of_live(kind))
    found = one.fixed.standing.adjusted(kind) if one.fixed else None
    if found is not None:
        yield found.who, found.to
    if one.earlier is not None:
        yield "Last call", one.earlier.numbers(kind)

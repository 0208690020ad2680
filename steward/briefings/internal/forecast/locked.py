"""What is called of both kinds, beside what was locked last: the forecast in two rows."""

from collections.abc import Sequence

from steward.briefings.internal.forecast.source import PersonForecast, euros
from steward.briefings.internal.forecast.tables import receipt
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.items import CallKind, Numbers, together
from steward.exhibits import Cell, Column, Table, day_text
from steward.exhibits.wording import counted


def locked_table(book: Book, people: Sequence[PersonForecast]) -> Table:
    """What some people call of new business and of renewals; the last locked call of each of them beside it."""
    money = book.money
    return Table(
        id="forecast.locked",
        title="What is called, and what was locked last",
        alt="Table of new business and renewals with commit, most likely and best, called and locked.",
        receipt=receipt(book),
        note=_note(people),
        columns=(
            Column("What"), Column("Commit", money), Column("Most likely", money), Column("Best", money),
            Column("Adjusted commit", money), Column("Locked commit", money), Column("Locked likely", money),
            Column("Locked best", money),
        ),
        rows=tuple(_row(people, kind) for kind in CallKind),
    )  # fmt: skip


def _row(people: Sequence[PersonForecast], kind: CallKind) -> tuple[Cell, ...]:
    numbers = together(one.numbers(kind) for one in people)
    adjusted = together(one.adjusted(kind) for one in people)
    held = [one.last.numbers(kind) for one in people if one.last]
    beside = euros(adjusted.commit) if adjusted != numbers else None
    return (kind.label, *_three(numbers), beside, *(_three(together(held)) if held else (None, None, None)))


def _three(numbers: Numbers) -> tuple[Cell, ...]:
    return tuple(map(euros, numbers))


def _note(people: Sequence[PersonForecast]) -> str:
    held = [one.last.standing.on for one in people if one.last]
    days = sorted(day for day in held if day)
    if not days:
        return "No call is locked yet."
    many = counted(sum(bool(one.person_id) for one in people), "person", "people")
    return f"Locked: the last locked call of {len(held)} of {many}, the latest of {day_text(days[-1])}."

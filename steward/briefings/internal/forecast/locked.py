"""What is called of both kinds, each beside what was locked last: the forecast in three rows or four."""

from collections.abc import Iterator, Sequence

from steward.briefings.internal.forecast.source import PersonForecast, euros
from steward.briefings.internal.forecast.tables import receipt
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.items import CallKind, CallNumber, Numbers, together
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
            Column("What"),
            *(Column(name, money) for kind in CallKind for name in (kind.label, f"{kind.label}, locked")),
        ),
        rows=tuple(_rows(people)),
    )


def _rows(people: Sequence[PersonForecast]) -> Iterator[tuple[Cell, ...]]:
    """A row for each number; where managers adjusted a call, another for what they commit."""
    called = {kind: together(one.numbers(kind) for one in people) for kind in CallKind}
    locked = {kind: _locked(people, kind) for kind in CallKind}
    for number in CallNumber:
        each = ((called[kind], locked[kind]) for kind in CallKind)
        yield number.label, *(euros(one.of(number)) if one else None for pair in each for one in pair)
    adjusted = {kind: together(one.adjusted(kind) for one in people) for kind in CallKind}
    if adjusted != called:
        said = (euros(adjusted[kind].commit) if adjusted[kind] != called[kind] else None for kind in CallKind)
        yield "Commit, as adjusted", *(cell for one in said for cell in (one, None))


def _locked(people: Sequence[PersonForecast], kind: CallKind) -> Numbers | None:
    held = [one.last.numbers(kind) for one in people if one.last]
    return together(held) if held else None


def _note(people: Sequence[PersonForecast]) -> str:
    held = [one.last.standing.on for one in people if one.last]
    days = sorted(day for day in held if day)
    if not days:
        return "No call is locked yet."
    many = counted(sum(bool(one.person_id) for one in people), "person", "people")
    return f"Locked: the last locked call of {len(held)} of {many}, the latest of {day_text(days[-1])}."

"""The forecast of the quarter that runs, of a person, a team, a region or the company: one briefing for every door."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.forecast.bridges import Since, change_table, compared, waterfall
from steward.briefings.internal.forecast.committed import committed_of, committed_table, hygiene_table
from steward.briefings.internal.forecast.source import ForecastSource, PersonForecast, Whose, euros
from steward.briefings.internal.forecast.tables import (
    RESTS_ON,
    accuracy_table,
    adjustment_table,
    crm_table,
    receipt,
    region_table,
    target_of,
    tree_table,
)
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.accuracy import CallRecord
from steward.domain.forecasting.items import NUMBERS, CallKind, CallNumber, Numbers, together
from steward.domain.quarters import Quarter
from steward.exhibits import COUNT, PERCENT, Better, Bridge, Figure, Missing, Number, Table
from steward.exhibits.wording import counted

NEEDS = {CallKind.PIPELINE: ("opportunities",), CallKind.RENEWALS: ("contracts", "subscriptions")}


@dataclass(frozen=True)
class Look:
    """What of a forecast is looked at."""

    whose: Whose = field(default_factory=Whose)
    kind: CallKind = CallKind.PIPELINE
    number: CallNumber = CallNumber.COMMIT
    since: Since = Since.LAST


@dataclass(frozen=True, kw_only=True)
class ForecastBook(InternalBriefing):
    """A forecast. `period`: the quarter that is forecast; `source`: everybody's; `people`: those looked at."""

    period: Quarter
    look: Look
    source: ForecastSource
    people: tuple[PersonForecast, ...]
    problems: tuple[str, ...]
    tree: Table | None
    bridge: Bridge | None
    changes: Table | None
    opportunities: Table | None
    hygiene: Table | None
    regions: Table | None
    adjustments: Table | None
    accuracy: Table | None
    crm: Table | None


def forecast_book(book: Book, source: ForecastSource, look: Look) -> ForecastBook:
    """Brief on a forecast."""
    people = look.whose.of(source)
    found = compared(source, people, look.kind, look.number, look.since)
    return ForecastBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, source, look, people),
        figures=tuple(_figures(book, source, people)),
        missing=_missing(book),
        period=source.quarter,
        look=look,
        source=source,
        people=people,
        problems=tuple(said for one in source.people.values() for said in one.problems),
        tree=tree_table(book, source, look.whose, look.kind),
        bridge=waterfall(book, found, look.kind, look.number) if found else None,
        changes=change_table(book, found) if found else None,
        opportunities=committed_table(book, source, people),
        hygiene=hygiene_table(book, source, people),
        regions=region_table(book, source, look.kind) if look.whose.level == "company" else None,
        adjustments=adjustment_table(book, people),
        accuracy=accuracy_table(book, people, look.kind),
        crm=crm_table(book, source, people),
    )


def _headline(book: Book, source: ForecastSource, look: Look, people: Sequence[PersonForecast]) -> str:
    if lacking := book.lacking(NEEDS[look.kind]):
        return lacking
    commit = together(one.numbers(look.kind) for one in people).commit
    target = target_of(source, people, look.kind)
    said = f"{source.quarter.spoken}: {book.money.compact(euros(commit))} committed"
    if isinstance(target, Number) and target:
        amount = book.money.compact(target)
        said += f" of {amount} up for renewal" if look.kind is CallKind.RENEWALS else f" of a target of {amount}"
    if look.whose.level != "company" or not source.sees_all:
        said = f"{look.whose.called(source)}, {said}"
    waiting = waiting_calls(people)
    said = f"{said}; {counted(len(waiting), 'call')} to lock" if waiting else said
    targets = () if look.kind is CallKind.RENEWALS else ("targets",)
    return book.and_what_is_left_out(said, *NEEDS[CallKind.PIPELINE], *targets)


def waiting_calls(people: Sequence[PersonForecast]) -> list[PersonForecast]:
    """Whose calls are submitted and not locked."""
    return [one for one in people if one.state.value == "submitted"]


def _figures(book: Book, source: ForecastSource, people: Sequence[PersonForecast]) -> Iterator[Figure]:
    for kind in CallKind:
        numbers = together(one.numbers(kind) for one in people)
        adjusted = together(one.adjusted(kind) for one in people)
        held = [one.earlier for one in people if one.earlier]
        # Of who made none before there is nothing to compare with: their number is no growth.
        if any(one.earlier is None and one.numbers(kind) != Numbers() for one in people):
            held = []
        last = together(one.numbers(kind) for one in held)
        for number in NUMBERS:
            key = f"forecast.{kind.value}_{number.name.lower()}"
            yield book.figure(
                key, f"{number.label}, {kind.label.lower()}", euros(numbers.of(number)), book.money,
                book.receipt("forecast call", *RESTS_ON[kind]), needs=NEEDS[kind],
                note=_note(book, source, people, kind, number, adjusted.of(number) - numbers.of(number)),
                previous=euros(last.of(number)) if held else None, previous_label="last call",
            )  # fmt: skip
    opportunities = committed_of(people)
    wrong = [item for _, item in opportunities if source.untidy.get(item.key)]
    yield book.figure(
        "forecast.untidy", "Committed, to fix", len(wrong), COUNT, receipt(book, "committed opportunities"),
        needs=NEEDS[CallKind.PIPELINE], better=Better.LOWER,
        note=f"of {len(opportunities)} that are committed" if opportunities else "",
    )  # fmt: skip
    yield book.figure(
        "forecast.to_lock", "Calls to lock", len(waiting_calls(people)), COUNT, receipt(book), better=Better.LOWER
    )
    for kind, key in ((CallKind.PIPELINE, "accuracy"), (CallKind.RENEWALS, "accuracy_renewals")):
        told = [record for one in people if (record := one.record(kind)).accuracy is not None]
        whole = CallRecord(tuple(each for one in told for each in one.quarters))
        yield book.figure(
            f"forecast.{key}", f"Commit achieved, {kind.label.lower()}", whole.accuracy, PERCENT,
            receipt(book, "commit accuracy"), better=Better.NEITHER,
            why="Nobody has four quarters with a locked call yet.", note=counted(len(told), "person", "people"),
        )  # fmt: skip


def _note(
    book: Book, source: ForecastSource, people: Sequence[PersonForecast], kind: CallKind, number: CallNumber, more: int
) -> str:  # fmt: skip
    target = target_of(source, people, kind)
    parts = []
    if number is CallNumber.COMMIT and isinstance(target, Number) and target:
        against = "target" if kind is CallKind.PIPELINE else "up for renewal"
        parts.append(f"{against} {book.money.compact(target)}")
    if more:
        parts.append(f"managers say {book.money.change(euros(more))}")
    return "; ".join(parts)


def _missing(book: Book) -> tuple[Missing, ...]:
    return book.missing(
        opportunities="what closes in the quarter, and in which category",
        contracts="what is up for renewal in it",
        targets="what the numbers are held against",
        people="who leads whom, and the roll-up of teams",
        forecasting_items="the CRM’s own forecast beside ours",
    )

"""Why the numbers are others than at the last call: a waterfall by cause, and every opportunity that changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.forecast.source import ForecastSource, PersonForecast, euros
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.bridge import BridgeCause, CallBridge, ItemChange, bridge, merged
from steward.domain.forecasting.items import CallItem, CallKind, CallNumber
from steward.domain.labels import Labelled
from steward.exhibits import Bridge, Column, Receipt, Step, Table, Unit, day_text, listed
from steward.exhibits.charts import largest_change
from steward.exhibits.wording import capital, counted, grew, in_a_line
from steward.plans.internal.forecast_states import CallStanding


class Since(Labelled):
    """Which two states of the forecast are compared."""

    LAST = "last", "Last locked call to now"
    BEFORE = "before", "The two calls locked last"


@dataclass(frozen=True)
class Compared:
    """Two states of some people's forecasts. `without`: whose cannot be compared, by name."""

    bridge: CallBridge
    opening: str
    closing: str
    without: tuple[str, ...]


def compared(
    source: ForecastSource, people: Sequence[PersonForecast], kind: CallKind, number: CallNumber, since: Since
) -> Compared | None:  # fmt: skip
    """What leads from the last locked call of each to now, or from the one before it; None where nobody has any."""
    found = [(one, held) for one in people if (held := _states(one, kind, since)) is not None]
    if not found:
        return None
    was = [(one.person_id, held[0]) for one, held in found]
    called = {item.key for _, items in was for item in items}
    now = [(one.person_id, [item for item in held[1] if _matters(item, called)]) for one, held in found]
    days = sorted({held[2].on for _, held in found if held[2].on})
    ends = sorted({held[3].on for _, held in found if held[3] and held[3].on})
    known = sorted({day for _, held in found if (day := _known(held[2]))})
    with_them = {one.person_id for one, _ in found}
    return Compared(
        bridge(merged(was, now), merged(now, was), number, known[0] if known else None),
        _when(days, "Calls"),
        _when(ends, "Calls") if since is Since.BEFORE else f"Now, {day_text(source.today)}",
        tuple(one.name for one in people if one.person_id not in with_them and any(_of(one.now, kind))),
    )


def _matters(item: CallItem, known: Collection[str]) -> bool:
    """What ended outside of the quarter and was in no call is no change of any."""
    return item.is_open or item.due or item.key in known


def _of(items: Sequence[CallItem], kind: CallKind) -> list[CallItem]:
    return [one for one in items if one.kind is kind]


def _states(
    one: PersonForecast, kind: CallKind, since: Since
) -> tuple[list[CallItem], list[CallItem], CallStanding, CallStanding | None] | None:  # fmt: skip
    usable = [each for each in one.locked if not each.problem]
    if since is Since.LAST and usable:
        return _of(usable[-1].items, kind), _of(one.now, kind), usable[-1].standing, None
    if since is Since.BEFORE and len(usable) > 1:
        before, last = usable[-2:]
        return _of(before.items, kind), _of(last.items, kind), before.standing, last.standing
    return None


def _known(call: CallStanding) -> date | None:
    """The last day of which a call can have told: data may be days older than the call that rests on it."""
    return min((one for one in (call.on, call.known) if one), default=None)


def _when(days: Sequence[date], many: str) -> str:
    if len(days) == 1:
        return f"Call of {day_text(days[0])}"
    return f"{many} of {day_text(days[0])} to {day_text(days[-1])}" if days else many


def receipt(book: Book) -> Receipt:
    """Where a bridge comes from: the frozen calls, and what the CRM says now."""
    return book.receipt("forecast bridge", "internal.opportunities; forecast/*/frozen-*.json", "opportunities")


def waterfall(book: Book, found: Compared, kind: CallKind, number: CallNumber) -> Bridge:
    """Opening, each cause there is, and closing: exactly."""
    told = found.bridge
    drawn = tuple(Step(cause.label, euros(told.sum_of(cause))) for cause in told.by_cause if told.sum_of(cause))
    opening, closing = euros(told.opening), euros(told.closing)
    what = f"{'Open' if kind is CallKind.PIPELINE else 'Renewals open'} in {number.label.lower()}"
    steps = (Step(found.opening, opening, total=True), *drawn, Step(found.closing, closing, total=True))
    parts = "; ".join(f"{one.label} {book.money.change(one.value)}" for one in drawn) or "nothing changed"
    return Bridge(
        id="forecast.bridge",
        title=f"{what} {grew(book.money, opening, closing)} since the call",
        alt=f"Bridge of what is open in {number.label.lower()} from {book.money.text(opening)} to "
        f"{book.money.text(closing)}: {parts}.",
        receipt=receipt(book),
        note=_note(found),
        steps=steps,
        unit=book.money,
        call_out=largest_change(steps),
    )


def _note(found: Compared) -> str:
    said = "What is won leaves what is open, and counts in the number."
    if not found.without:
        return said
    return f"{said} Without {listed(found.without[:3])}{_more(len(found.without) - 3)}: no call to compare with."


def _more(left: int) -> str:
    return f" and {left} more" if left > 0 else ""


def change_table(book: Book, found: Compared) -> Table | None:
    """Every opportunity that changed, once; the key is the opportunity."""
    changes = found.bridge.changes
    if not changes:
        return None
    signed = Unit("money", prefix=book.money.prefix, signed=True)
    moved = {cause: those for cause, those in found.bridge.by_cause.items() if cause is not BridgeCause.SAME}
    causes = ", ".join(f"{len(those)} {cause.label.lower()}" for cause, those in moved.items())
    number, left = sum(map(len, moved.values())), len(found.bridge.by_cause.get(BridgeCause.SAME, ()))
    short = f"{capital(counted(number, 'opportunity', 'opportunities'))} moved the number"
    title = f"{short}: {causes}" if causes else short
    same = f"; {left} changed and count as before" if left else ""
    return Table(
        id="forecast.changes",
        title=in_a_line(title + same, title, short),
        alt=f"Table of {len(changes)} opportunities with cause, what they counted and what they count.",
        receipt=receipt(book),
        note="Each has one cause: what became of it, else its date, else its category, else its amount.",
        keys=tuple(one.key.partition(":")[0] for one in changes),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("Cause"), Column("Counts", signed),
            Column("What changed", wide=True), Column("Amount", book.money), Column("Closes"),
        ),
        rows=tuple(
            (
                one.item.name, one.item.account or None, one.cause.label, euros(one.step), _changed(book, one),
                euros(one.item.amount), one.item.close_on,
            )
            for one in changes
        ),
    )  # fmt: skip


def _changed(book: Book, one: ItemChange) -> str:
    """What is another than it was, in words."""
    was, now = one.was, one.now
    if was is None or now is None:
        return "gone" if now is None else f"{now.state.label.lower()}, not in the call before"
    parts = []
    if was.state is not now.state:
        parts.append(f"{was.state.label.lower()} → {now.state.label.lower()}")
    elif was.close_on != now.close_on:
        parts.append(f"closes {_day(was.close_on)} → {_day(now.close_on)}")
    if was.category != now.category and was.is_open and now.is_open:
        parts.append(f"{was.category or 'no category'} → {now.category or 'no category'}")
    if was.amount != now.amount:
        parts.append(f"{book.money.text(euros(was.amount))} → {book.money.text(euros(now.amount))}")
    return "; ".join(parts) or f"counts {book.money.text(euros(now.counts.best))} at best"


def _day(day: date | None) -> str:
    return day_text(day) if day else "no date"

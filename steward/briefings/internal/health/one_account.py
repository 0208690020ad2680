"""What one account's score is made of, what moved it, and what was measured."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.health.history import HealthState, History
from steward.briefings.internal.health.words import SIGNALS
from steward.briefings.internal.scope.book import Book
from steward.domain.health import Group, PointScale, Signal
from steward.exhibits import (
    COUNT,
    NUMBER,
    PERCENT,
    Bridge,
    Column,
    Figure,
    Lines,
    Receipt,
    Series,
    Step,
    Table,
    month_text,
)
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted

YEAR = 13
WHOLE = (0, 100)
"""From where to where health runs: every drawing of it shows the whole way."""
LEFT_OUT = "No data: the other groups weigh more instead."
TENTH = 0.05
"""Parts of a score smaller than this did not move."""


@dataclass(frozen=True)
class HealthOfOne:
    """One account. `months`: those it has a score for, to choose two from for the bridge."""

    months: tuple[date, ...]
    figures: tuple[Figure, ...]
    groups: Table
    trend: Lines | None
    signals: Table


def health_of_one(book: Book, line: AccountHealth, found: History) -> HealthOfOne | None:
    """One account on the book's day; None where nothing is known that a score is made of."""
    now = line.state
    if now is None or not line.measured:
        return None
    states = [state for state in found.of(now.account_id) if state.score is not None]
    return HealthOfOne(
        months=tuple(state.month_end for state in states),
        figures=_figures(book, now, line),
        groups=_groups(book, now),
        trend=_trend(book, states[-YEAR:]),
        signals=_signals(book, now, found),
    )


def _receipt(book: Book, account_id: str, **where: date) -> Receipt:
    return book.receipt("health", "internal.health_months", account_id=account_id, **where)


def _figures(book: Book, now: HealthState, line: AccountHealth) -> tuple[Figure, ...]:
    """The score and each group, out of 100."""
    receipt = _receipt(book, now.account_id, month_end=now.month_end)
    named = (
        ("score", "Health", now.score, f"computed {now.colour}; set by hand: {line.health}" if line.override_holds
         else str(now.colour), f"Not known well enough: {now.too_little}."),
        *tuple(
            (str(group), group.capitalize(), now.groups[group], f"weighs {PERCENT.text(now.shares[group])}", LEFT_OUT)
            for group in Group
        ),
    )  # fmt: skip
    return tuple(
        book.figure(
            f"health.{key}", label, value, COUNT, receipt, why=why, note=note if value is not None else "",
        )
        for key, label, value, note, why in named
    )  # fmt: skip


def weakest(now: HealthState) -> str:
    """Of the groups with data; where it is one, or all are alike, none is the weakest."""
    told = {group.capitalize(): COUNT.text(points) for group in Group if (points := now.groups[group]) is not None}
    lowest = COUNT.text(min(points for points in now.groups.values() if points is not None))
    who = leaders(told.items(), lowest, "group")
    if len(told) == 1:
        return f"{who} alone has data: {lowest} of 100"
    if len(who.names) == len(told):
        return f"All {len(told)} groups with data have {lowest} of 100"
    return f"{who.do('is the weakest group', 'are weakest')}: {lowest} of 100{'' if who.alone else ' each'}"


def _groups(book: Book, now: HealthState) -> Table:
    """The groups with the weight they really had."""
    gone = [str(group) for group in Group if now.groups[group] is None]
    return Table(
        id="health.groups",
        title=weakest(now),
        alt="Table of groups with points, weight and part of the score.",
        receipt=_receipt(book, now.account_id, month_end=now.month_end),
        note=f"Without data and left out: {', '.join(gone)}. The other weights grew for it." if gone else "",
        columns=(
            Column("Group"),
            Column("Points", COUNT),
            Column("Weight", PERCENT),
            Column("Part of the score", NUMBER),
        ),
        rows=(
            *((group.capitalize(), now.groups[group], now.shares[group], now.parts[group]) for group in Group),
            ("Health", now.score, sum(now.shares.values()), now.score),
        ),
    )


def _moved(first: HealthState, last: HealthState) -> str:
    """In points, because percent of a score out of 100 mean nothing."""
    change = round(last.score or 0) - round(first.score or 0)
    return (
        f"Health is {counted(abs(change), 'point')} {'up' if change > 0 else 'down'}" if change else "Health is level"
    )


def _trend(book: Book, states: Sequence[HealthState]) -> Lines | None:
    if len(states) < 2:
        return None
    first, last = states[0], states[-1]
    return Lines(
        id="health.trend",
        title=f"{_moved(first, last)} since {month_text(first.month_end)}",
        alt=f"Line of health by month from {COUNT.text(first.score)} to {COUNT.text(last.score)}.",
        receipt=_receipt(book, last.account_id),
        note="Each month on what was known at its end, by today's rules.",
        categories=tuple(month_text(state.month_end) for state in states),
        series=(Series("Health", tuple(round(state.score or 0, 1) for state in states)),),
        unit=COUNT,
        span=WHOLE,
    )


def health_bridge(book: Book, found: History, account_id: str, since: date, until: date) -> Bridge | None:
    """What each group gave or took between two month ends; a change of weights is part of its group's step.

    None where one of the two has no score."""
    then, now = found.at(account_id, since), found.at(account_id, until)
    if then is None or now is None or then.score is None or now.score is None:
        return None
    steps = {group: now.parts[group] - then.parts[group] for group in Group}
    largest = max(steps.values(), key=abs)
    sizes = ((group.capitalize(), NUMBER.text(abs(step))) for group, step in steps.items())
    who = leaders(sizes, NUMBER.text(abs(largest)), "group")
    by = NUMBER.change(largest) if who.alone else f"by {NUMBER.text(abs(largest))} each"
    said = f"{who} moved it most: {by}" if abs(largest) >= TENTH else "Nothing moved it"
    return Bridge(
        id="health.bridge",
        title=f"{said}, {month_text(then.month_end)} to {month_text(now.month_end)}",
        alt="Bridge of health: " + "; ".join(f"{group} {NUMBER.change(step)}" for group, step in steps.items()) + ".",
        receipt=_receipt(book, now.account_id),
        steps=(
            Step(month_text(then.month_end), then.score or 0, total=True),
            *_drawn(steps),
            Step(month_text(now.month_end), now.score or 0, total=True),
        ),
        unit=NUMBER,
        span=WHOLE,
    )


def _drawn(steps: Mapping[Group, float]) -> Iterator[Step]:
    """Each group that moved; those that hardly did together, where that is enough to miss it in the sum."""
    yield from (Step(group.capitalize(), step) for group, step in steps.items() if abs(step) >= TENTH)
    rest = sum(step for step in steps.values() if abs(step) < TENTH)
    if abs(rest) >= TENTH:
        yield Step("Other groups", rest)


def _signals(book: Book, now: HealthState, found: History) -> Table:
    """What was measured, the points it gave, and which way is good."""
    scales = {signal: scale for signal in Signal if (scale := found.rules.scale(signal, now.segment))}
    known = [signal for signal in Signal if now.points.get(signal) is not None]
    lowest = COUNT.text(min(now.points[signal] or 0 for signal in known))
    who = leaders(((f"“{SIGNALS[one][0]}”", COUNT.text(now.points[one])) for one in known), lowest, "signal")
    return Table(
        id="health.signals",
        title=f"{who.do('gives', 'give')} the fewest points: {lowest}",
        alt="Table of signals with value, points and scale.",
        receipt=_receipt(book, now.account_id, month_end=now.month_end),
        columns=(
            Column("Group"), Column("Signal", wide=True), Column("Measured"), Column("Points", COUNT),
            Column("No points at"), Column("100 points at"), Column("Weight in its group", COUNT),
        ),
        note=f"By the scales of the segment “{now.segment}”." if now.segment in found.rules.segment_scales else "",
        rows=tuple(_signal(now, signal, scale) for signal, scale in scales.items()),
    )  # fmt: skip


def _signal(now: HealthState, signal: Signal, scale: PointScale) -> tuple[str | float | None, ...]:
    name, unit = SIGNALS[signal]
    return (
        signal.group.capitalize(), name, _measured(now, signal), now.points.get(signal), unit.text(scale.none_at),
        unit.text(scale.full_at), scale.weight,
    )  # fmt: skip


def _measured(now: HealthState, signal: Signal) -> str:
    value = now.signals[signal]
    return "not known" if value is None else capital(SIGNALS[signal][1].text(value))

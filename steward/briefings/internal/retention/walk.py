"""Why NRR and GRR are others than a quarter before: a bridge, every account behind it, and a paragraph."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from steward.briefings.internal.retention.retention import TwelveMonths
from steward.briefings.internal.retention.walk_steps import GRR, NRR, How, Measure, Moved, Walked, summed, when
from steward.briefings.internal.retention.walk_words import paragraph
from steward.briefings.internal.walk import LEVEL, STEP, Walk, in_words, largest
from steward.exhibits import PERCENT, Bridge, Column, Figure, Step, Table, day_text
from steward.exhibits.wording import capital, counted, grew
from steward.warehouse.rows.internal.book import BookRow, Retention


def retention_walks(
    now: TwelveMonths, then: TwelveMonths | None, everyone: Sequence[BookRow], figures: Sequence[Figure]
) -> tuple[Walk, Walk]:
    """Why NRR and GRR are others than a quarter before, or why that cannot be told."""
    by_id = {figure.id: figure for figure in figures}
    rows = {row.account_id: row for row in everyone}
    nrr, grr = (_walk(one, now, then, rows, by_id[f"book.{one.key}"]) for one in (NRR, GRR))
    return nrr, grr


def _walk(
    measure: Measure, now: TwelveMonths, then: TwelveMonths | None, everyone: Mapping[str, BookRow], figure: Figure
) -> Walk:
    untold = _untold(measure, now, then, figure)
    if untold or then is None:
        return Walk(figure=figure.id, label=measure.label, said=f"Why {measure.label} changed cannot be told: {untold}")
    walked = Walked(measure, now, then, everyone)
    return Walk(
        figure=figure.id,
        label=measure.label,
        said=paragraph(walked),
        bridge=_bridge(walked),
        rows=_table(walked) if walked.moved else None,
    )


def _untold(measure: Measure, now: TwelveMonths, then: TwelveMonths | None, figure: Figure) -> str:
    """Why there is nothing to walk from, or nothing to walk to; else empty."""
    if figure.value is None:
        return figure.why
    if then is None:
        return f"the data begins with {now.book.quarter.spoken}."
    if measure.value(then.cohort) is None:
        return f"no account had MRR on {day_text(then.start)}, a year before the end of {then.book.quarter.spoken}."
    return ""


def _bridge(walked: Walked) -> Bridge:
    """The largest steps by name, the others by what they did."""
    label, (then, now) = walked.measure.label, walked.levels
    steps = {one.account.account_id: one for one in walked.moved}
    named_ones = [steps[key] for key in largest({key: one.step for key, one in steps.items()})]
    others = {how: [one for one in found if one not in named_ones] for how, found in walked.groups.items()}
    drawn = [
        *(Step(one.account.name, float(one.step)) for one in named_ones),
        *(Step(_others(how, found), float(summed(found))) for how, found in others.items() if summed(found)),
    ]
    return Bridge(
        id=f"retention.{walked.measure.key}_walk",
        title=f"{label} {grew(PERCENT, then, now)} since {walked.then.book.quarter.spoken}",
        alt=in_words(f"{label}", LEVEL.text(then), LEVEL.text(now), drawn, STEP.text),
        receipt=walked.receipt,
        note=f"The largest by name, the others by what they did. Each is held against the {label} of before.",
        steps=(
            Step(when(walked.then), then, total=True), *drawn, Step(when(walked.now), now, total=True),
        ),
        unit=LEVEL,
    )  # fmt: skip


def _others(how: How, found: Sequence[Moved]) -> str:
    return f"{counted(len(found), 'other')} {how}"


def _table(walked: Walked) -> Table:
    """Every account with a part of the difference, the largest fall first; the key opens it."""
    book, label = walked.book, walked.measure.label
    same = len(walked.ratios.steps) - len(walked.moved)
    still = f" The same in both and without a step: {counted(same, 'account')}." if same else ""
    first, last = walked.years
    return Table(
        id=f"retention.{walked.measure.key}_walk_accounts",
        title=f"{capital(counted(len(walked.moved), 'account'))} moved {label}: {_by_group(walked)}",
        alt=f"Table of {counted(len(walked.moved), 'account')} with what each took from {label} or gave to it.",
        receipt=walked.receipt,
        note=f"Before: MRR on {day_text(first.start)} and {day_text(first.book.as_of)}. "
        f"Now: on {day_text(last.start)} and {day_text(last.book.as_of)}. Together the points are the difference."
        f"{still} Tick a row to open the account.",
        keys=tuple(one.account.account_id for one in walked.moved),
        columns=(
            Column("Account", wide=True), Column("Owner"), Column("What it did"), Column("Before, start", book.money),
            Column("Before, end", book.money), Column("Now, start", book.money), Column("Now, end", book.money),
            Column("Points", STEP),
        ),
        rows=tuple(
            (
                one.account.name, one.account.owner, capital(one.how), *_ends(one.then), *_ends(one.now),
                float(one.step),
            )
            for one in walked.moved
        ),
    )  # fmt: skip


def _ends(row: Retention | None) -> tuple[Decimal | None, Decimal | None]:
    return (row.start, row.end) if row else (None, None)


def _by_group(walked: Walked) -> str:
    return ", ".join(f"{len(found)} {how}" for how, found in walked.groups.items())

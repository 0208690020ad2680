"""What a briefing is made from: a warehouse as of a day, and how a figure comes of what is loaded, or none."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from steward.domain.quarters import Quarter, month_start, months_back
from steward.exhibits import Better, Figure, Missing, Number, Receipt, Unit, Value, money
from steward.warehouse.reader import Warehouse


def written_figure(
    id: str,  # noqa: A002 - a figure's id is called that in every output
    label: str,
    value: Number | None,
    unit: Unit,
    receipt: Receipt,
    *,
    why: str = "",
    note: str = "",
    better: Better = Better.HIGHER,
) -> Figure:
    """A figure of what people wrote, which needs no feed; why it is not known where it is not."""
    return Figure(
        id=id, label=label, value=value, unit=unit, receipt=receipt, why=why if value is None else "", note=note,
        better=better,
    )  # fmt: skip


class Loaded:
    """A quarter in the data: of one account for the customer, or of the whole book for ourselves."""

    warehouse: Warehouse
    quarter: Quarter
    as_of: date

    @property
    def money(self) -> Unit:
        """The reporting currency, in whole units."""
        return money(self.warehouse.facts.currency)

    @property
    def year(self) -> tuple[date, date]:
        """The thirteen month ends up to `as_of`: a year and the month to compare it with."""
        return months_back(self.as_of, 12), self.as_of

    @cached_property
    def is_past(self) -> bool:
        """Whether a later quarter is complete: what people wrote since was not known then. The last complete quarter
        is the one everybody works in, so what they write today counts in it."""
        return self.quarter < self.warehouse.quarter(None)

    @cached_property
    def now(self) -> date:
        """The day that what is to be done counts from: today; of a past quarter the day of its figures."""
        return self.as_of if self.is_past else max(self.as_of, self.warehouse.today)

    def began(self, feed: str = "") -> date:
        """The first day of the first month that a feed, or else any, tells of."""
        return month_start(self.warehouse.feeds.get(feed) or self.warehouse.facts.first_month)

    def period(self, feed: str = "") -> str:
        """The quarter as it is spoken; where only some of its months are known, with these: `Q2 2026 (April–May)`."""
        quarter, first = self.quarter, min(max(self.quarter.start, self.began(feed)), self.as_of)
        if first == quarter.start and self.as_of >= quarter.end:
            return quarter.spoken
        months = "\N{EN DASH}".join(dict.fromkeys(f"{day:%B}" for day in (first, self.as_of)))
        return f"{quarter.spoken} ({months})"

    @property
    def paid_by(self) -> str:
        """The feed that spend is known from."""
        return str(self.warehouse.facts.basis)

    @property
    def whose(self) -> tuple[tuple[str, Value], ...]:
        """What narrows the rows of a receipt to these; nothing where it is the whole book."""
        return ()

    def receipt(self, metric: str, relation: str, *feeds: str, **where: Value) -> Receipt:
        """A receipt for these rows; `where` narrows them further."""
        return Receipt(metric, self.as_of, relation, (*self.whose, *where.items()), feeds)

    def quarterly(self, metric: str, relation: str, *feeds: str, **where: Value) -> Receipt:
        """A receipt for these rows of this quarter."""
        return self.receipt(metric, relation, *feeds, quarter=str(self.quarter), **where)

    def span(self, receipt: Receipt, back: int = 0) -> tuple[date, date]:
        """The days that a receipt is of: a month, its quarter, or else this quarter; or as many before."""
        month = next((value for name, value in receipt.where if name == "month_end"), None)
        if isinstance(month, date):
            end = months_back(month, back)
            return month_start(end), end
        named = next((str(value) for name, value in receipt.where if name == "quarter"), str(self.quarter))
        quarter = Quarter.parse(named, self.quarter.year_starts).shifted(-back)
        return quarter.start, min(quarter.end, self.as_of)

    def has(self, *feeds: str) -> bool:
        """Whether these feeds were all loaded."""
        return not self.missing(**dict.fromkeys(feeds, ""))

    def missing(self, **would_show: str) -> tuple[Missing, ...]:
        """The named feeds that are not loaded, with what each would show."""
        loaded = self.warehouse.feeds
        return tuple(Missing(feed, shown) for feed, shown in would_show.items() if feed not in loaded)

    def lacking(self, feeds: Iterable[str]) -> str:
        """That the first of these feeds that is not loaded is not; empty where all are."""
        return next((missing.said for missing in self.missing(**dict.fromkeys(feeds, ""))), "")

    def figure(
        self,
        id: str,  # noqa: A002 - a figure's id is called that in every output
        label: str,
        value: Number | None,
        unit: Unit,
        receipt: Receipt,
        *,
        needs: Iterable[str] = (),
        why: str = "",
        note: str = "",
        previous: Number | None = None,
        previous_label: str = "",
        better: Better = Better.HIGHER,
    ) -> Figure:
        """A figure, or that it is not known: for want of a feed it needs, else for the reason `why`.

        `previous` is of the quarter before where `previous_label` says nothing else."""
        lacking = self.lacking(needs)
        known, held = (None, None) if lacking else (value, previous)
        return Figure(
            id=id,
            label=label,
            value=known,
            unit=unit,
            receipt=receipt,
            previous=held,
            previous_label="" if held is None else previous_label or self.quarter.previous.spoken,
            why=lacking or why if known is None else "",
            note="" if lacking else note,
            better=better,
        )

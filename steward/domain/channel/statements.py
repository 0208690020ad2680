"""An estimate of commission held against what a statement says, account by account and month by month."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.domain.channel.commission import Commission, cents
from steward.domain.labels import Labelled

ROUNDING = Decimal("0.05")
"""Up to so much two amounts are one, rounded otherwise."""


class StatementVerdict(Labelled):
    """How a statement stands to the estimate."""

    MATCHED = "matched", "As estimated"
    MISSING = "missing", "Not on the statement"
    UNEXPECTED = "unexpected", "No paid role"
    BASE = "base", "Another base"
    RATE = "rate", "Another rate"
    AMOUNT = "amount", "Another amount"
    UNKNOWN = "unknown", "Estimate not known"


@dataclass(frozen=True)
class Stated:
    """A line of a statement: what one account brought one partner in a month. `base` None: it does not say."""

    partner_id: str
    account_id: str
    month: date
    amount: Decimal
    base: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Held:
    """An account's month of a partner: our estimate, what is stated, and how they stand. The differences of all add up
    to what is stated less what was estimated."""

    partner_id: str
    account_id: str
    month: date
    estimate: Decimal
    stated: Decimal
    base: Decimal | None
    stated_base: Decimal | None
    percent: Decimal | None
    verdict: StatementVerdict
    why_not: str = ""

    @property
    def difference(self) -> Decimal:
        """What is stated less what was estimated."""
        return self.stated - self.estimate

    @property
    def stated_percent(self) -> float | None:
        """The percentage that the statement's own base and amount come to; None without a base."""
        return float(self.stated / self.stated_base * 100) if self.stated_base else None


Key = tuple[str, str, date]


def held_against(
    estimates: Sequence[tuple[str, Commission]], stated: Sequence[Stated], covered: Collection[tuple[str, date]]
) -> tuple[Held, ...]:  # fmt: skip
    """Every account and month that either of them speaks of. `covered`: the partners and months that statements are
    there of, whatever accounts they name: what is estimated for another month is not stated yet."""
    ours: dict[Key, list[Commission]] = {}
    for account_id, one in estimates:
        ours.setdefault((one.partner_id, account_id, one.month), []).append(one)
    theirs: dict[Key, list[Stated]] = {}
    for line in stated:
        theirs.setdefault((line.partner_id, line.account_id, line.month), []).append(line)
    keys = sorted({*theirs, *(key for key in ours if (key[0], key[2]) in covered)})
    found = (_held(key, ours.get(key, ()), theirs.get(key, ())) for key in keys)
    return tuple(one for one in found if one.estimate or one.stated or one.verdict is not StatementVerdict.MATCHED)


def _held(key: Key, ours: Sequence[Commission], theirs: Sequence[Stated]) -> Held:
    partner_id, account_id, month = key
    bases = [one.base for one in theirs]
    told = [base for base in bases if base is not None]
    stated_base = sum(told, Decimal()) if told and len(told) == len(bases) else None
    why = next((one.why_not for one in ours if one.why_not), "")
    known = {one.percent for one in ours}
    found = Held(
        partner_id=partner_id, account_id=account_id, month=month,
        estimate=sum((one.amount for one in ours), Decimal()),
        stated=cents(sum((one.amount for one in theirs), Decimal())),
        base=sum((one.base for one in ours), Decimal()) if ours and not why else None, stated_base=stated_base,
        percent=next(iter(known)) if len(known) == 1 and not why else None, verdict=StatementVerdict.MATCHED,
        why_not=why,
    )  # fmt: skip
    return Held(**{**vars(found), "verdict": next(_verdicts(found, bool(ours), bool(theirs)), StatementVerdict.AMOUNT)})


def _verdicts(one: Held, ours: bool, theirs: bool) -> Iterator[StatementVerdict]:
    """What fits, the first counts."""
    if one.why_not:
        yield StatementVerdict.UNKNOWN
    if abs(one.difference) <= ROUNDING:
        yield StatementVerdict.MATCHED
    if not theirs:
        yield StatementVerdict.MISSING
    if not ours:
        yield StatementVerdict.UNEXPECTED
    if one.stated_base is not None and one.base is not None:
        yield StatementVerdict.RATE if abs(one.stated_base - one.base) <= ROUNDING else StatementVerdict.BASE

"""Roles of partners at an account over time: who holds which on a day, and with what share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.domain.labels import Labelled

WHOLE = 100.0
"""Percent: what the shares of one role on one day come to at most."""


class PartnerRole(Labelled):
    """What a partner is at an account."""

    OF_RECORD = "of record", "Of record"
    SOURCED = "sourced", "Sourced"
    INFLUENCED = "influenced", "Influenced"
    FULFILS = "fulfils", "Fulfils"


ROLES = {one.value: one for one in PartnerRole}


@dataclass(frozen=True, kw_only=True)
class RoleSpan:
    """A role from a day to a day, both included; None is open. `share`: percent, None = all of it. `imported`: told by
    a feed, which goes before what people wrote."""

    partner_id: str
    role: PartnerRole
    share: float | None = None
    from_on: date | None = None
    to_on: date | None = None
    imported: bool = True
    loa_on: date | None = None
    opportunity_id: str = ""

    def holds(self, day: date) -> bool:
        """Whether it is held on a day."""
        return (self.from_on or date.min) <= day <= (self.to_on or date.max)

    @property
    def percent(self) -> float:
        """Its share, where nothing is said the whole."""
        return WHOLE if self.share is None else min(max(self.share, 0.0), WHOLE)


@dataclass(frozen=True)
class RoleClash:
    """What cannot be so: from `day` on two partners of record, or shares of one role of `percent`, over 100."""

    role: PartnerRole
    day: date
    partners: tuple[str, ...]
    percent: float


def of_record(spans: Sequence[RoleSpan], day: date) -> RoleSpan | None:
    """The one partner of record on a day, or none. Of several the feed goes before people, then who began last.

    | told by the feed | written        | of record |
    |------------------|----------------|-----------|
    | A from January   | B from March   | A         |
    | A until May      | B from March   | B in June |
    | –                | B, C from June | C         |
    """
    held = [one for one in spans if one.role is PartnerRole.OF_RECORD and one.holds(day)]
    return max(held, key=_goes_before, default=None)


def held_on(spans: Sequence[RoleSpan], role: PartnerRole, day: date) -> tuple[RoleSpan, ...]:
    """Who holds a role on a day, a partner once; of record one alone."""
    if role is PartnerRole.OF_RECORD:
        first = of_record(spans, day)
        return (first,) if first else ()
    found: dict[str, RoleSpan] = {}
    for one in sorted(spans, key=_goes_before):
        if one.role is role and one.holds(day):
            found[one.partner_id] = one
    return tuple(found[key] for key in sorted(found))


def shares_on(spans: Sequence[RoleSpan], role: PartnerRole, day: date) -> dict[str, float]:
    """Percent of each who holds a role on a day, never more than 100 together: where more is written, each gives way
    in proportion."""
    held = {one.partner_id: one.percent for one in held_on(spans, role, day)}
    told = _together(held.values())
    return {key: one * WHOLE / told for key, one in held.items()} if told > WHOLE else held


def clashes(spans: Sequence[RoleSpan]) -> tuple[RoleClash, ...]:
    """What of these roles cannot be so, each with the first day of it."""
    return tuple(_clashes(spans))


def _clashes(spans: Sequence[RoleSpan]) -> Iterator[RoleClash]:
    for role in PartnerRole:
        of_role = [one for one in spans if one.role is role]
        seen = set[tuple[str, ...]]()
        for day in _turns(of_role):
            held = [one for one in of_role if one.holds(day)]
            partners = tuple(sorted({one.partner_id for one in held}))
            percent = _together(one.percent for one in held)
            over = len(partners) > 1 if role is PartnerRole.OF_RECORD else percent > WHOLE
            if over and partners not in seen:
                seen.add(partners)
                yield RoleClash(role, day, partners, percent)


def _together(shares: Iterable[float]) -> float:
    """The sum of the decimals that were written: 97.4, 2.2 and 0.4 are 100, as binary fractions a little more."""
    return float(sum(Decimal(str(one)) for one in shares))


def _turns(spans: Sequence[RoleSpan]) -> list[date]:
    """The days on which somebody begins: who holds what changes to more on no other."""
    return sorted({one.from_on or date.min for one in spans})


def _goes_before(one: RoleSpan) -> tuple[bool, date, str]:
    return one.imported, one.from_on or date.min, one.partner_id

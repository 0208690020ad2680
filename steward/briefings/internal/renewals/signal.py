"""What the data says of a renewal, by plain rules: good or at risk, with the facts it rests on in words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.domain.renewals import MAP_AND_PLAN, ContractState
from steward.domain.stakeholders import BuyingRole, Standing
from steward.exhibits import PERCENT, listed
from steward.exhibits.wording import counted
from steward.plans.internal.strategy import Reading, Strategy
from steward.warehouse.rows.internal.renewals import AccountSigns, RenewalRow

SILENT, TALKING = 60, 30
"""Days without a call, mail or meeting that speak against a renewal; up to which they speak for it."""
LONG_SILENT = 90
FEWEST_ANSWERS = 3
USE_FELL, USE_GREW = 0.8, 1.05
SHRANK, GREW = Decimal("0.95"), Decimal("1.05")
TICKETS, TICKETS_ROSE = 10, 1.5
POOR_RATING, FEWEST_RATED = 3.0, 3
ENOUGH = 2
"""So many facts against it make a renewal a risk; a grave one is enough alone."""
GOOD, AT_RISK, NOT_KNOWN = "good", "at risk", "not known"


@dataclass(frozen=True)
class Sign:
    """One fact. `against`: it speaks against the renewal; `grave`: alone enough for at risk."""

    words: str
    against: bool
    grave: bool = False


@dataclass(frozen=True)
class Signal:
    """All that is known, what speaks against it first."""

    signs: tuple[Sign, ...]

    @property
    def word(self) -> str:
        """Good or at risk; nothing between, because nobody can act on “monitor”."""
        if not self.signs:
            return NOT_KNOWN
        against = [sign for sign in self.signs if sign.against]
        return AT_RISK if len(against) >= ENOUGH or any(sign.grave for sign in against) else GOOD

    @property
    def against(self) -> tuple[str, ...]:
        """What speaks against it, in words."""
        return tuple(sign.words for sign in self.signs if sign.against)

    @property
    def speaks_for(self) -> tuple[str, ...]:
        """What speaks for it, in words."""
        return tuple(sign.words for sign in self.signs if not sign.against)


NOTHING_KNOWN = Signal(())


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a signal is made from. `more`: facts that other views found about an account, such as its health."""

    as_of: date
    feeds: Collection[str]
    signs: Mapping[str, AccountSigns]
    strategies: Mapping[str, Strategy]
    more: Mapping[str, tuple[Sign, ...]]


def signal(row: RenewalRow, evidence: Evidence) -> Signal:
    """The signal of one contract that is still open."""
    found = [*_people(row, evidence), *_account(row, evidence), *_contract(row, evidence)]
    found += evidence.more.get(row.account_id, ())
    return Signal(tuple(sorted(found, key=lambda sign: (not sign.against, not sign.grave))))


def deciding(strategy: Strategy | None) -> frozenset[str]:
    """Who decides about the account or speaks for us there, as its map says."""
    readings = strategy.readings if strategy else ()
    return frozenset(
        one.person for one in readings if any(role.decides or role is BuyingRole.CHAMPION for role in one.roles)
    )


def _speaks_for_us(one: Reading) -> bool:
    """Whether somebody who matters does: as on the map, where nobody who does makes it red."""
    matters = any(role.decides or role is BuyingRole.CHAMPION for role in one.roles)
    return bool(one.support and one.support.supportive) and (matters or one.standing is Standing.INNER_CIRCLE)


def _people(row: RenewalRow, evidence: Evidence) -> Iterator[Sign]:
    """Those on the map who decide or speak for us: unhappy, or gone."""
    strategy = evidence.strategies.get(row.account_id)
    signs, key = evidence.signs.get(row.account_id), deciding(strategy)
    if signs is None or not key:
        return
    if strategy and not any(_speaks_for_us(one) and one.person not in signs.gone for one in strategy.readings):
        yield Sign("nobody on the map who decides or could speak for us does", against=True)
    unhappy = [name for who, name in zip(signs.unhappy, signs.unhappy_names, strict=True) if who in key]
    gone = [name for who, name in zip(signs.gone, signs.gone_names, strict=True) if who in key]
    if unhappy:
        words = "who decides or speaks for us, is a detractor", "who decide or speak for us, are detractors"
        yield Sign(f"{listed(unhappy)}, {words[len(unhappy) > 1]}", against=True, grave=True)
    if gone:
        yield Sign(f"{listed(gone)}, who decided or spoke for us, {'have' if gone[1:] else 'has'} left", True, True)


def _account(row: RenewalRow, evidence: Evidence) -> Iterator[Sign]:
    signs = evidence.signs.get(row.account_id)
    if signs is None:
        return
    yield from _contact(signs, evidence)
    yield from _voices(signs)
    yield from _use(signs)
    yield from _service(signs)


def _contact(signs: AccountSigns, evidence: Evidence) -> Iterator[Sign]:
    if "activities" not in evidence.feeds:
        return
    if signs.last_contact is None:
        yield Sign("no call, mail or meeting ever", against=True, grave=True)
        return
    days = (evidence.as_of - signs.last_contact).days
    if days >= SILENT:
        yield Sign(f"no call, mail or meeting for {days} days", against=True, grave=days >= LONG_SILENT)
    elif days <= TALKING:
        yield Sign(f"last contact {counted(days, 'day')} ago" if days else "last contact today", against=False)


def _voices(signs: AccountSigns) -> Iterator[Sign]:
    if signs.answered < FEWEST_ANSWERS or signs.promoters == signs.detractors:
        return
    voices = f"{counted(signs.promoters, 'promoter')}, {counted(signs.detractors, 'detractor')}"
    said = f"{voices} of {signs.answered} answers in a year"
    yield Sign(said, against=signs.detractors > signs.promoters)


def _use(signs: AccountSigns) -> Iterator[Sign]:
    if signs.use is None:
        return
    if signs.use <= USE_FELL:
        share = PERCENT.text((1 - signs.use) * 100)
        yield Sign(f"use of {signs.use_of} down {share} on a year ago", against=True)
    elif signs.use >= USE_GREW:
        yield Sign("use of every product above that of a year ago", against=False)


def _service(signs: AccountSigns) -> Iterator[Sign]:
    if signs.missed:
        yield Sign(
            f"{counted(signs.missed, 'service')} of {signs.services} below the promised availability", against=True
        )
    elif signs.services:
        yield Sign("every service kept its promised availability", against=False)
    if signs.tickets >= TICKETS and signs.tickets >= TICKETS_ROSE * signs.tickets_before:
        yield Sign(f"{signs.tickets} tickets in a quarter, {signs.tickets_before} in the one before", against=True)
    if signs.rating is not None and signs.rated >= FEWEST_RATED and signs.rating < POOR_RATING:
        yield Sign(f"tickets rated {signs.rating:.1f} of 5 by {signs.rated}", against=True)


def _contract(row: RenewalRow, evidence: Evidence) -> Iterator[Sign]:
    if row.atr is not None and row.mrr_at_first:
        moved = row.atr / row.mrr_at_first
        if moved <= SHRANK or moved >= GREW:
            share = PERCENT.text(abs(float(moved - 1)) * 100)
            yield Sign(f"MRR {share} {'below' if moved < 1 else 'above'} the contract's first", against=moved < 1)
    left = (row.ends_on - evidence.as_of).days
    if "opportunities" in evidence.feeds and row.state == ContractState.OPEN:
        if row.opportunity_status is None and left <= MAP_AND_PLAN.days:
            yield Sign(f"no renewal opportunity {max(left, 0)} days before the end", against=True)
        elif row.opportunity_status == "open":
            yield Sign(f"renewal opportunity in {row.stage}", against=False)

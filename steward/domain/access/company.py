"""Who of us there is, who reports to whom, and who owns which account, as the data says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class CompanyMember:
    """One of us as the data says. `manager`: the id of whom they report to, or empty."""

    person_id: str
    email: str = ""
    manager: str = ""


@dataclass(frozen=True)
class Holding:
    """An account as the data says: the ids of who owns it and of the account above it, or empty; `since`: the day from
    which on it names this owner, where it named another before."""

    account_id: str
    owner: str = ""
    parent: str = ""
    since: date | None = None


@dataclass(frozen=True)
class SaleOnHand:
    """An open opportunity as the data says: the ids of its account and of who of us sells it, or empty."""

    opportunity_id: str
    account_id: str
    owner: str = ""


@dataclass(frozen=True)
class Company:
    """Who of us there is, which accounts, and who sells what to them, as the data says, with what follows from it."""

    members: Mapping[str, CompanyMember]
    holdings: Mapping[str, Holding]
    sales: Mapping[str, SaleOnHand] = field(default_factory=dict)
    reports: Mapping[str, frozenset[str]] = field(default_factory=dict)
    owned: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sold_to: Mapping[str, frozenset[str]] = field(default_factory=dict)
    children: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of_email(self, email: str) -> str:
        """The id of whom an address belongs to; empty where it is nobody's, or several people's."""
        found = [one.person_id for one in self.members.values() if one.email and same(one.email) == same(email)]
        return found[0] if len(found) == 1 else ""

    def team(self, person_id: str) -> frozenset[str]:
        """Somebody and all who report to them, through others or not."""
        return _below(person_id, self.reports)

    def family(self, account_id: str) -> frozenset[str]:
        """An account and all below it."""
        return _below(account_id, self.children)


def company(members: Iterable[CompanyMember], holdings: Iterable[Holding], sales: Iterable[SaleOnHand] = ()) -> Company:
    """Who there is, what they own, and to whom they sell."""
    people, accounts = {one.person_id: one for one in members}, {one.account_id: one for one in holdings}
    open_sales = {one.opportunity_id: one for one in sales if one.account_id in accounts}
    return Company(
        people,
        accounts,
        open_sales,
        reports=_grouped((one.manager, one.person_id) for one in people.values()),
        owned=_grouped((one.owner, one.account_id) for one in accounts.values()),
        sold_to=_grouped((one.owner, one.account_id) for one in open_sales.values()),
        children=_grouped((one.parent, one.account_id) for one in accounts.values()),
    )


def same(email: str) -> str:
    """What two spellings of one address have in common: of plain letters, case and blanks around do not count. Any
    other letter counts as it is: some look like each other, and a provider may take each for another person."""
    said = email.strip(" \t\r\n")
    return said.lower() if said.isascii() else said


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        if key:
            found.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _below(top: str, under: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """One and all under it; who is under themselves, in a circle, is there once."""
    found, waiting = {top}, [top]
    while waiting:
        new = under.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting += new
    return frozenset(found)

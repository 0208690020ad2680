"""Our own people, their targets, and the partners who sell for us."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from steward.sample.chance import dice
from steward.sample.model import Customer
from steward.sample.names import email, people
from steward.sample.places import REGIONS, countries_of
from steward.sample.window import Window, quarter_label, quarter_start, shift

COMPANY = "Northweave Networks"

PARTNERS = (
    ("Copperlane Integration", "integrator"),
    ("Tellwright Agency", "agent"),
    ("Havnelys Forhandler", "reseller"),
    ("Passerelle Conseil Réseaux", "agent"),
)

# How many accounts one person of a role serves; None: there is one, whatever the size.
ACCOUNTS_EACH: dict[str, int | None] = {
    "executive": None,
    "manager": 500,
    "account manager": 25,
    "inside account manager": 60,
    "account executive": 100,
    "retention manager": 400,
    "sales engineer": 60,
    "support": 100,
    "implementation": 100,
    "accounting": 200,
    "pricing": 400,
    "contract admin": 300,
    "finance": None,
}
AT_LEAST = {"manager": 2, "account manager": 6, "inside account manager": 2, "sales engineer": 3, "support": 3}


@dataclass(frozen=True)
class Employee:
    """One of us."""

    person_id: str
    name: str
    email: str
    role: str
    manager_id: str
    region: str


@dataclass(frozen=True)
class Staff:
    """All of us."""

    people: tuple[Employee, ...]
    partners: tuple[tuple[str, str, str], ...]

    @cached_property
    def _by_role(self) -> dict[str, list[Employee]]:
        found: dict[str, list[Employee]] = {}
        for person in self.people:
            found.setdefault(person.role, []).append(person)
        return found

    def of(self, role: str) -> list[Employee]:
        """Everyone in a role."""
        return self._by_role[role]

    def looks_after(self, role: str, number: int, region: str) -> Employee:
        """Who of a role serves the account of this number: somebody of its region where there is one."""
        nearby = [person for person in self.of(role) if person.region == region] or self.of(role)
        return nearby[number % len(nearby)]


def staff(seed: int, accounts: int) -> Staff:
    """As many people as so many accounts need."""
    roles = [role for role, each in ACCOUNTS_EACH.items() for _ in range(_needed(role, each, accounts))]
    rng, taken, found = dice(seed, "staff"), set[str](), list[Employee]()
    managers = [f"P{101 + number}" for number, role in enumerate(roles) if role == "manager"]
    for number, role in enumerate(roles):
        region = REGIONS[sum(person.role == role for person in found) % len(REGIONS)]
        name = next(n for n in people(rng, rng.choice(countries_of(region)), 60) if n not in taken)
        taken.add(name)
        boss = {"executive": "", "manager": "P101"}.get(role, managers[REGIONS.index(region) % len(managers)])
        found.append(Employee(f"P{101 + number}", name, email(name, "northweave"), role, boss, _area(role, region)))
    return Staff(tuple(found), _partners(accounts))


def _needed(role: str, each: int | None, accounts: int) -> int:
    return max(AT_LEAST.get(role, 1), accounts // each if each else 1)


def _area(role: str, region: str) -> str:
    """Staff functions serve every region, so they have none."""
    everywhere = ("executive", "accounting", "pricing", "contract admin", "finance", "support", "implementation")
    return "" if role in everywhere else region


def _partners(accounts: int) -> tuple[tuple[str, str, str], ...]:
    """The four of a small company, and one more for every hundred accounts."""
    kinds = ("reseller", "agent", "integrator")
    more = [(f"Linkhaven Partners {number}", kinds[number % 3]) for number in range(2, 2 + accounts // 100)]
    return tuple((f"CP{11 + number}", name, kind) for number, (name, kind) in enumerate([*PARTNERS, *more]))


def target_rows(staff: Staff, customers: list[Customer], window: Window) -> Iterator[tuple[object, ...]]:
    """What each seller is to win in a quarter, up to the quarter after the window."""
    quarter, last = quarter_start(window.first), shift(quarter_start(window.until), 3)
    while quarter <= last:
        for person in staff.of("account manager"):
            own = [c.mrr(max(quarter, window.first)) for c in customers if c.profile.owner_id == person.person_id]
            goal = round(float(sum(own, Decimal())) * 0.024 / 500) * 500
            yield (person.person_id, quarter_label(quarter), max(goal, 2000), "0.02", "0.97")
        for person in staff.of("account executive"):
            yield (person.person_id, quarter_label(quarter), 35_000 * (1 + len(customers) // 120), "", "")
        quarter = shift(quarter, 3)

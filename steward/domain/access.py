"""Who may see what: the accounts that somebody may read, change and take out, from the rules and who reports to whom.

No rule means nothing. A manager sees what those who report to them see; a right that was given ends with its last day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Right(StrEnum):
    """What may be done with an account. To change or take out what one may not read is no right."""

    READ = "read"
    CHANGE = "change"
    EXPORT = "export"


class Role(StrEnum):
    """What somebody is here for. Everybody sees the accounts they own; some see every account."""

    ACCOUNT_MANAGER = "account manager"
    MANAGER = "manager"
    LEADERSHIP = "leadership"
    APPROVER = "approver"
    DEAL_DESK = "deal desk"
    SALES_ENGINEER = "sales engineer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def sees_all(self) -> bool:
        """Whether every account is theirs to read."""
        return self in (Role.LEADERSHIP, Role.DEAL_DESK, Role.AUDITOR)

    @property
    def rights(self) -> frozenset[Right]:
        """What the role may do with the accounts it sees, unless a rule says otherwise."""
        return frozenset(_RIGHTS[self])


_RIGHTS = {
    Role.ACCOUNT_MANAGER: (Right.READ, Right.CHANGE, Right.EXPORT),
    Role.MANAGER: (Right.READ, Right.CHANGE, Right.EXPORT),
    Role.LEADERSHIP: (Right.READ, Right.EXPORT),
    Role.APPROVER: (Right.READ,),
    Role.DEAL_DESK: (Right.READ, Right.EXPORT),
    Role.SALES_ENGINEER: (Right.READ, Right.CHANGE),
    Role.AUDITOR: (Right.READ,),
    Role.ADMINISTRATOR: (),
}


@dataclass(frozen=True)
class Accounts:
    """Some accounts by id, or all there are and will be."""

    ids: frozenset[str] = frozenset()
    everything: bool = False

    def __contains__(self, account_id: object) -> bool:
        return self.everything or account_id in self.ids

    def __bool__(self) -> bool:
        return self.everything or bool(self.ids)

    def __or__(self, other: "Accounts") -> "Accounts":
        return ALL if self.everything or other.everything else Accounts(self.ids | other.ids)

    def __and__(self, other: "Accounts") -> "Accounts":
        if self.everything:
            return other
        return self if other.everything else Accounts(self.ids & other.ids)

    def __le__(self, other: "Accounts") -> bool:
        return other.everything or (not self.everything and self.ids <= other.ids)


NONE, ALL = Accounts(), Accounts(everything=True)


@dataclass(frozen=True)
class Scope:
    """What somebody may do. `people`: whose targets they may see, those of us who report to them and themselves."""

    read: Accounts = NONE
    change: Accounts = NONE
    export: Accounts = NONE
    people: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()

    def __le__(self, other: "Scope") -> bool:
        return self.read <= other.read and self.change <= other.change and self.export <= other.export

    @property
    def keeps_rules(self) -> bool:
        """Whether they may change who may see what, and how the company scores health."""
        return Role.ADMINISTRATOR in self.roles

    @property
    def sees_logs(self) -> bool:
        """Whether they may read who changed and who took out what, of all accounts."""
        return bool(self.roles & {Role.ADMINISTRATOR, Role.AUDITOR})

    @property
    def sees_all(self) -> bool:
        """Whether every account is theirs to read."""
        return self.read.everything


NOTHING = Scope()
EVERYTHING = Scope(read=ALL, change=ALL, export=ALL, roles=frozenset(Role))
"""Of who is alone on their own machine."""


@dataclass(frozen=True)
class Member:
    """One of us as the data says. `manager`: the id of whom they report to, or empty."""

    person_id: str
    email: str = ""
    manager: str = ""


@dataclass(frozen=True)
class Holding:
    """An account as the data says: the ids of who owns it and of the account above it, or empty."""

    account_id: str
    owner: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Listed:
    """Somebody the rules name. `rights`: in place of those of their roles, where given. `until`: the last day."""

    email: str
    person_id: str = ""
    roles: frozenset[Role] = frozenset()
    rights: frozenset[Right] = frozenset()
    until: date | None = None


@dataclass(frozen=True)
class Grant:
    """Accounts that somebody may see besides their own, by id, by family (the id of the account above) and by team
    (the id of who leads it). `rights`: in place of their own, where given."""

    email: str
    accounts: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    rights: frozenset[Right] = frozenset()
    until: date | None = None


@dataclass(frozen=True)
class Transfer:
    """An account on its way from one of us to another, by their ids: both look after it until the last day."""

    account_id: str
    giver: str = ""
    receiver: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Rules:
    """Who may see what. `colleagues`: whether one of us whom nobody listed sees what they own."""

    listed: tuple[Listed, ...] = ()
    grants: tuple[Grant, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    colleagues: bool = False


@dataclass(frozen=True)
class Company:
    """Who of us there is and which accounts, as the data says, with what follows from it."""

    members: Mapping[str, Member]
    holdings: Mapping[str, Holding]
    reports: Mapping[str, frozenset[str]] = field(default_factory=dict)
    owned: Mapping[str, frozenset[str]] = field(default_factory=dict)
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


def company(members: Iterable[Member], holdings: Iterable[Holding]) -> Company:
    """Who there is and what they own."""
    people, accounts = {one.person_id: one for one in members}, {one.account_id: one for one in holdings}
    return Company(
        people,
        accounts,
        reports=_grouped((one.manager, one.person_id) for one in people.values()),
        owned=_grouped((one.owner, one.account_id) for one in accounts.values()),
        children=_grouped((one.parent, one.account_id) for one in accounts.values()),
    )


def same(email: str) -> str:
    """What two spellings of one address have in common: of plain letters, case and blanks around do not count. Any
    other letter counts as it is: some look like each other, and a provider may take each for another person."""
    said = email.strip(" \t\r\n")
    return said.lower() if said.isascii() else said


def scope_of(email: str, rules: Rules, us: Company, today: date) -> Scope:
    """What the owner of an address may do today."""
    me = _found(email, rules, us, today)
    if me is None:
        return NOTHING
    team = us.team(me.person_id) if me.person_id else frozenset[str]()
    base = _looked_after(team, rules, us, today)
    # Each role gives its rights on the accounts it sees: who reads all of them as an auditor changes their own alone.
    held = [(ALL if role.sees_all else base, me.rights or role.rights) for role in me.roles]
    held += [(_granted(grant, us), rights) for grant, rights in _grants(me, team, rules, us, today)]
    read = _of(Right.READ, held)
    return Scope(
        read=read,
        change=_of(Right.CHANGE, held) & read,
        export=_of(Right.EXPORT, held) & read,
        people=frozenset(us.members) if read.everything else team,
        roles=me.roles,
    )


def as_seen_by(own: Scope, other: Scope) -> Scope:
    """What somebody sees who looks with another's eyes: what both may see, to be read and taken out, never changed."""
    return Scope(
        read=own.read & other.read,
        export=own.export & other.export,
        people=own.people & other.people,
        roles=frozenset(),
    )


def may_see_as(own: Scope, me: str, other: str, us: Company) -> bool:
    """Whether somebody may look with another's eyes: those of who reports to them, or anybody's who sees it all."""
    return bool(other) and other != me and (own.sees_all or (bool(me) and other in us.team(me)))


def _found(email: str, rules: Rules, us: Company, today: date) -> Listed | None:
    """The rule for an address. Two that name it are one mistake, and no rule; so is one that has ended."""
    if not same(email):
        return None
    listed = [one for one in rules.listed if same(one.email) == same(email)]
    known = us.of_email(email)
    if not listed and rules.colleagues and known:
        return Listed(email, known, frozenset({Role.ACCOUNT_MANAGER}))
    if len(listed) != 1 or not _holds(listed[0].until, today) or not listed[0].roles:
        return None
    one = listed[0]
    return Listed(one.email, one.person_id or known, one.roles, one.rights, one.until)


def _looked_after(team: Collection[str], rules: Rules, us: Company, today: date) -> Accounts:
    """What these people own, or give or are given at the moment."""
    owned = frozenset().union(*(us.owned.get(one, frozenset()) for one in team)) if team else frozenset[str]()
    moving = {
        one.account_id
        for one in rules.transfers
        if _holds(one.until, today) and one.account_id in us.holdings and {one.giver, one.receiver} & set(team)
    }
    return Accounts(owned | moving)


def _grants(
    me: Listed, team: Collection[str], rules: Rules, us: Company, today: date
) -> list[tuple[Grant, frozenset[Right]]]:
    """What was given to somebody, and what was given to those who report to them; each with the rights on it, of what
    is another's no more than that one has by it."""
    rights = me.rights or frozenset().union(*(role.rights for role in me.roles))
    current = [one for one in rules.grants if _holds(one.until, today)]
    own = [(one, one.rights or rights) for one in current if same(one.email) == same(me.email)]
    below = [
        (one, one.rights & rights if one.rights else rights)
        for one in current
        if same(one.email) != same(me.email) and _reports(one.email, me, team, rules, us, today)
    ]
    return own + below


def _reports(email: str, me: Listed, team: Collection[str], rules: Rules, us: Company, today: date) -> bool:
    """Whether the owner of an address is somebody else of a team, and may see anything at all."""
    other = _found(email, rules, us, today)
    return other is not None and other.person_id in team and other.person_id != me.person_id


def _granted(grant: Grant, us: Company) -> Accounts:
    """The accounts of a grant that there are."""
    families = frozenset().union(*(us.family(one) for one in grant.families))
    people = frozenset().union(*(us.team(one) for one in grant.teams))
    owned = frozenset().union(*(us.owned.get(one, frozenset()) for one in people))
    return Accounts((grant.accounts | families | owned) & frozenset(us.holdings))


def _of(right: Right, held: Iterable[tuple[Accounts, frozenset[Right]]]) -> Accounts:
    found = NONE
    for accounts, rights in held:
        found = found | accounts if right in rights else found
    return found


def _holds(until: date | None, today: date) -> bool:
    return until is None or today <= until


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

"""Who may see what, worked out of the rules and of who reports to whom.

No rule means nothing. A manager sees what those who report to them see; a right that was given ends with its last day.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from steward.domain.access.company import Company, Holding, company, same
from steward.domain.access.scope import ALL, NONE, NOTHING, Accounts, Right, Role, Scope
from steward.domain.books.plan import CreditSplit


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
    """An account on its way from one of us to another, by their ids: both look after it until the last day; `planned`:
    by a plan of books, which is overtaken where the data names somebody else by now; `stands_in`: who speaks for the
    giver where they are no longer with us."""

    account_id: str
    giver: str = ""
    receiver: str = ""
    until: date | None = None
    planned: bool = False
    stands_in: str = ""

    def sides(self, us: Company) -> frozenset[str]:
        """The ids of who looks after it."""
        gives = self.giver if self.giver in us.members else self.stands_in
        return frozenset({self.giver, self.receiver, gives} - {""})


@dataclass(frozen=True)
class HandedOver:
    """An account that its new owner has received: it is theirs, though the data may name the giver for a while. `on`:
    the day; where the data names the giver from a later day on, it was given back."""

    account_id: str
    giver: str
    receiver: str
    on: date | None = None

    def given_back(self, now: Holding) -> bool:
        """Whether the data gave it back since."""
        return now.owner == self.giver and bool(now.since and self.on and now.since > self.on)


@dataclass(frozen=True)
class HeldOver:
    """An opportunity that stays with the owner before until a day, though its account was handed over."""

    opportunity_id: str
    owner: str
    until: date


@dataclass(frozen=True)
class AskedMove:
    """An account that is to come to somebody: whoever speaks for them reads it while they are asked about it."""

    account_id: str
    receiver: str


@dataclass(frozen=True)
class Rules:
    """Who may see what. `colleagues`: whether one of us whom nobody listed sees what they own; `handed`: what was
    received, the earliest first; `asked`: about what managers are asked; `held`: what stays for a while with whom it
    was; `credits`: who is credited with which account."""

    listed: tuple[Listed, ...] = ()
    grants: tuple[Grant, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    colleagues: bool = False
    handed: tuple[HandedOver, ...] = ()
    asked: tuple[AskedMove, ...] = ()
    held: tuple[HeldOver, ...] = ()
    credits: tuple[CreditSplit, ...] = ()


def scope_of(email: str, rules: Rules, us: Company, today: date) -> Scope:
    """What the owner of an address may do today."""
    rules, us = _with_what_was_received(rules, us)
    me = _found(email, rules, us, today)
    if me is None:
        return NOTHING
    team = us.team(me.person_id) if me.person_id else frozenset[str]()
    base = _looked_after(team, rules, us, today)
    # Each role gives its rights on the accounts it sees: who reads all of them as an auditor changes their own alone.
    held = [(ALL if role.sees_all else base, me.rights or role.rights) for role in me.roles]
    held += [(_granted(grant, us), rights) for grant, rights in _grants(me, team, rules, us, today)]
    held += [(_asked_of(me, team, rules, us), frozenset({Right.READ}))]
    read = _of(Right.READ, held)
    return Scope(
        read=read,
        change=_of(Right.CHANGE, held) & read,
        export=_of(Right.EXPORT, held) & read,
        people=frozenset(us.members) if read.everything else team if read else frozenset(),
        roles=me.roles,
        credits=tuple(one for one in rules.credits if one.account_id not in read) if read else (),
    )


def _with_what_was_received(rules: Rules, us: Company) -> tuple[Rules, Company]:
    """Whoever received an account owns it while the data names who gave it, and a transfer between the two is over:
    the giver does not see it any more, by whatever else was written of it."""
    if not rules.handed:
        return rules, us
    over = {(one.account_id, one.giver, one.receiver) for one in rules.handed}
    transfers = tuple(one for one in rules.transfers if (one.account_id, one.giver, one.receiver) not in over)
    held = dict(us.holdings)
    for one in rules.handed:
        now = held.get(one.account_id)
        if now is not None and now.owner == one.giver and not one.given_back(now):
            held[one.account_id] = replace(now, owner=one.receiver)
    us = company(us.members.values(), held.values(), us.sales.values())
    return replace(rules, transfers=transfers, handed=()), us


def as_seen_by(own: Scope, other: Scope) -> Scope:
    """What somebody sees who looks with another's eyes: what both may see, to be read and taken out, never changed."""
    return Scope(
        read=own.read & other.read,
        export=own.export & other.export,
        people=own.people & other.people,
        roles=frozenset(),
        credits=tuple(dict.fromkeys((*other.credits, *own.credits))),
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
    """What these people own, or give or are given at the moment, and where they still have something to sell."""
    owned = frozenset().union(*(us.owned.get(one, frozenset()) for one in team)) if team else frozenset[str]()
    moving = {
        one.account_id
        for one in rules.transfers
        if _holds(one.until, today) and one.sides(us) & set(team) and _is_on_its_way(one, us)
    }
    return Accounts(owned | moving | _sold(team, rules, us, today) | _held_over(team, rules, us, today))


def _sold(team: Collection[str], rules: Rules, us: Company, today: date) -> frozenset[str]:
    """Accounts on which an account executive of these people has an open opportunity."""
    named = (
        one.person_id or us.of_email(one.email)
        for one in rules.listed
        if Role.ACCOUNT_EXECUTIVE in one.roles and _holds(one.until, today)
    )
    return frozenset().union(*(us.sold_to.get(one, frozenset()) for one in named if one in team))


def _held_over(team: Collection[str], rules: Rules, us: Company, today: date) -> frozenset[str]:
    """Accounts with an open opportunity that stays with one of these people for a while."""
    held = (us.sales.get(one.opportunity_id) for one in rules.held if one.owner in team and today <= one.until)
    return frozenset(one.account_id for one in held if one is not None)


def _is_on_its_way(one: Transfer, us: Company) -> bool:
    """Whether the account is still of one of the two, or of nobody, where a plan says that it goes between them."""
    now = us.holdings.get(one.account_id)
    return now is not None and (not one.planned or now.owner in ("", one.giver, one.receiver))


def _asked_of(me: Listed, team: Collection[str], rules: Rules, us: Company) -> Accounts:
    """What is to come to somebody who reports to them: to be read as long as they are asked, for nobody agrees to an
    account unseen. Where nobody leads whom it comes to, they are asked themselves."""
    found = {one for one in rules.asked if one.receiver in team and one.account_id in us.holdings}
    mine = us.members.get(me.person_id)
    return Accounts(
        frozenset(one.account_id for one in found if one.receiver != me.person_id or (mine and not mine.manager))
    )


def _grants(
    me: Listed, team: Collection[str], rules: Rules, us: Company, today: date
) -> list[tuple[Grant, frozenset[Right]]]:
    """What was given to somebody, and what was given to those who report to them; each with the rights on it, of what
    is another's no more than that one has by it."""
    rights = _usual(me)
    current = [one for one in rules.grants if _holds(one.until, today)]
    own = [(one, one.rights or rights) for one in current if same(one.email) == same(me.email)]
    others = [(one, _reporting(one.email, me, team, rules, us, today)) for one in current]
    return own + [(one, (one.rights or _usual(other)) & rights) for one, other in others if other]


def _usual(one: Listed) -> frozenset[Right]:
    """What somebody may where nothing else is said."""
    return one.rights or frozenset().union(*(role.rights for role in one.roles))


def _reporting(email: str, me: Listed, team: Collection[str], rules: Rules, us: Company, today: date) -> Listed | None:
    """The rule for the owner of an address, where they are somebody else of a team and may see anything at all."""
    if same(email) == same(me.email):
        return None
    other = _found(email, rules, us, today)
    return other if other is not None and other.person_id in team and other.person_id != me.person_id else None


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

"""Who somebody is and what they may see: the rules of `access.toml` over who of us owns which account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from steward.domain.access.company import Company, company, same
from steward.domain.access.rules import (
    AskedMove,
    Grant,
    HandedOver,
    HeldOver,
    Listed,
    Rules,
    Transfer,
    as_seen_by,
    may_see_as,
    scope_of,
)
from steward.domain.access.scope import EVERYTHING, Role, Scope
from steward.domain.handover.words import HANDED_OVER, PREPARED
from steward.errors import NotAnAddress, NoWarehouse, PersonNotFound
from steward.plans.company.access import (
    FILE,
    AccessFile,
    GrantRule,
    PersonRule,
    Unlisted,
    access_file,
    open_access,
)
from steward.plans.company.access import stamp as written_stamp
from steward.plans.company.moves import credit_in_force, every_move, held_over
from steward.plans.files.looked import folders
from steward.plans.files.store import COMPANY, CompanyFiles, Plans
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.company.people import holdings, members, names, open_sales
from steward.warehouse.scoped import open_warehouse
from steward.workflow.booking import FOLDER as BOOKS
from steward.workflow.signing import stand_in
from steward.workspace import Workspace

__all__ = [
    "ALONE",
    "NOBODY_KNOWN",
    "Known",
    "Reader",
    "allowed",
    "as_read_by",
    "denied",
    "eyes_to_choose",
    "known",
    "known_in",
    "may_take_out",
    "mistakes",
    "open_access",
    "person_of",
    "reader",
    "reader_in",
    "rules",
    "rules_of",
    "stamp",
    "today",
    "with_moves",
]


@dataclass(frozen=True)
class Reader:
    """Who looks, and what they may do. `name`: under which their changes are kept; `eyes`: the person_id of whom they
    look as, with that person's name; empty where they look as themselves."""

    email: str
    name: str
    scope: Scope
    person_id: str = ""
    eyes: str = ""
    eyes_name: str = ""


@dataclass(frozen=True)
class Known:
    """What the data says of us: who there is, what they own, and what they are called."""

    us: Company
    names: tuple[tuple[str, str], ...] = ()

    def name(self, person_id: str) -> str:
        """What one of us is called; the id where there is no such person."""
        return dict(self.names).get(person_id, person_id)


NOBODY_KNOWN = Known(company((), ()))
ALONE = Reader("", "", EVERYTHING)
"""Whoever is at this machine, where nobody signs in."""


def known(warehouse: Warehouse) -> Known:
    """Who there is, of a warehouse that is seen as a whole."""
    return Known(company(members(warehouse), holdings(warehouse), open_sales(warehouse)), names(warehouse))


def known_in(workspace: Workspace) -> Known:
    """Who there is as the last load says; nobody before the first."""
    try:
        return known(open_warehouse(replace(workspace, scope=EVERYTHING)))
    except NoWarehouse:
        return NOBODY_KNOWN


def rules(file: AccessFile) -> Rules:
    """The rules as they are written."""
    return Rules(
        listed=tuple(
            Listed(person.email, person.person, frozenset(person.roles), frozenset(person.may), person.until)
            for person in file.people
        ),
        grants=tuple(
            Grant(
                one.email,
                accounts=frozenset(one.accounts),
                families=frozenset(one.families),
                teams=frozenset(one.teams),
                rights=frozenset(one.may),
                until=one.until,
            )
            for one in file.grants
        ),
        transfers=tuple(Transfer(one.account, one.giver, one.receiver, one.until) for one in file.transfers),
        colleagues=file.general.unlisted is Unlisted.OWN,
    )


def rules_of(workspace: Workspace) -> Rules:
    """The rules as they are now: what is written, and what follows from accounts that change hands. Raises
    AccessUnreadable."""
    return with_moves(rules(access_file(workspace.plans)), workspace)


def with_moves(written: Rules, workspace: Workspace) -> Rules:
    """The rules with the accounts that change hands: whoever leads the new owner reads one while managers are asked;
    both owners look after it from the day their managers agreed until it is received, and from then on the new one
    alone, but for whom an opportunity of it stays with for a while."""
    plans, day = Plans.whole(workspace.plans), today(workspace)
    found = every_move(plans, day)
    moves = [(one.move, stand_in(one.held.events)) for one in found if one.state in PREPARED]
    given = [(one.move, one.received_on) for one in found if one.state in HANDED_OVER]
    asked = tuple(AskedMove(one.move.account_id, one.move.to_id) for one in found if one.asked)
    return replace(
        written,
        transfers=(
            *written.transfers,
            *(
                Transfer(one.account_id, one.from_id, one.to_id, planned=True, stands_in=speaks)
                for one, speaks in moves
            ),
        ),
        handed=tuple(HandedOver(one.account_id, one.from_id, one.to_id, day) for one, day in given),
        asked=asked,
        held=tuple(HeldOver(one.opportunity_id, one.owner_id, one.until) for one in held_over(plans, day)),
        credits=credit_in_force(plans, day),
    )


def stamp(plans: Path) -> tuple[object, ...]:
    """What tells one state of the rules from another, with that of every account that changes hands."""
    return written_stamp(plans), tuple(folders().below(str(plans / COMPANY / BOOKS)))


def reader(email: str, written: Rules, data: Known, today: date, eyes: str = "") -> Reader:
    """Who the owner of an address is today; `eyes`: the person_id of whom they want to look as, where they may."""
    own = scope_of(email, written, data.us, today)
    person = person_of(email, written, data.us)
    found = Reader(email, _name(email, person, data), own, person)
    if not may_see_as(own, person, eyes, data.us) or eyes not in data.us.members:
        return found
    seen = as_seen_by(own, _scope_of(eyes, written, data.us, today))
    # Of who may see nothing nobody takes the eyes: there would be no page to take them back on.
    return replace(found, scope=seen, eyes=eyes, eyes_name=data.name(eyes)) if seen.read else found


def _name(email: str, person: str, data: Known) -> str:
    """Under which somebody's changes are kept; of two of one name, with the address."""
    if not person:
        return email
    name = data.name(person)
    return f"{name} ({email})" if sum(one == name for _, one in data.names) > 1 else name


def reader_in(workspace: Workspace, email: str, eyes: str = "") -> Reader:
    """Who the owner of an address is in a workspace, now. Raises AccessUnreadable."""
    return reader(email, rules_of(workspace), known_in(workspace), today(workspace), eyes)


def as_read_by(workspace: Workspace, email: str | None) -> Workspace:
    """The workspace as the owner of an address sees it; as a whole for whoever has its files, without one.

    Raises AccessUnreadable, or PersonNotFound where they may see nothing."""
    if email is None:
        return workspace
    found = reader_in(workspace, email)
    if found.scope.read or found.scope.roles:
        return replace(workspace, scope=found.scope)
    raise PersonNotFound(f"“{email[:80]}” may see nothing here: no rule in access.toml gives them anything today.")


def allowed(
    workspace: Workspace, email: str, roles: tuple[Role, ...], who: str, *, person: str = "", until: date | None = None
) -> None:
    """Let somebody in, or change what they are here for. Raises AccessUnreadable, NotAnAddress or PlanNotSaved."""
    if not _is_address(email):
        raise NotAnAddress(f"“{email[:80]}” is no e-mail address.")
    access_file(workspace.plans)

    def edit(file: AccessFile) -> AccessFile:
        before = next((one for one in file.people if same(one.email) == same(email)), PersonRule(email=email.strip()))
        # What is not said stays as it was, but for a last day that is over: they are to be let in.
        last = before.until if before.until and before.until >= today(workspace) else None
        one = replace(before, roles=roles, person=person or before.person, until=until or last)
        others = tuple(each for each in file.people if same(each.email) != same(email))
        return replace(file, people=(*others, one))

    CompanyFiles.within(workspace).edit(AccessFile, FILE, COMPANY, edit, who)


def denied(workspace: Workspace, email: str, who: str) -> None:
    """Give somebody nothing from now on: their grants go, and their rule has ended, so that also what holds for whom
    no rule names does not hold for them. Raises AccessUnreadable or PlanNotSaved."""
    access_file(workspace.plans)
    ended = today(workspace) - timedelta(days=1)

    def edit(file: AccessFile) -> AccessFile:
        before = next(
            (person for person in file.people if same(person.email) == same(email)),
            PersonRule(email=email.strip(), roles=(Role.APPROVER,)),
        )
        return replace(
            file,
            people=(
                *(person for person in file.people if same(person.email) != same(email)),
                replace(before, until=ended),
            ),
            grants=tuple(one for one in file.grants if same(one.email) != same(email)),
        )

    CompanyFiles.within(workspace).edit(AccessFile, FILE, COMPANY, edit, who)


def may_take_out(scope: Scope, accounts: Sequence[str]) -> bool:
    """Whether somebody may take out what is of these accounts, or where none are named of all they see."""
    return (
        all(account in scope.export for account in accounts)
        if accounts
        else bool(scope.read) and scope.read <= scope.export
    )


def eyes_to_choose(found: Reader, written: Rules, data: Known, on: date) -> tuple[str, ...]:
    """Of whom somebody may take the eyes, by person_id: who sees something that they see too."""
    return tuple(
        one
        for one, _ in data.names
        if may_see_as(found.scope, found.person_id, one, data.us)
        and as_seen_by(found.scope, _scope_of(one, written, data.us, on)).read
    )


def today(workspace: Workspace) -> date:
    """The day it really is where the company is: rights end on it, whatever day a fictional company's data names."""
    return workspace.calendar_day()


def mistakes(file: AccessFile, data: Known, email: str, on: date) -> tuple[str, ...]:
    """Why a file that somebody is about to save would not do what they mean; `email`: theirs, empty where they are
    alone."""
    us = data.us
    found = [f"“{person.email}” is no e-mail address." for person in file.people if not _is_address(person.email)]
    found += [
        f"{person.email}: “{person.person}” is none of the people feed."
        for person in file.people
        if person.person and person.person not in us.members
    ]
    found += [words for grant in file.grants for words in _unknown_in(grant, us)]
    found += [
        f"There is no account “{one.account}” to transfer." for one in file.transfers if one.account not in us.holdings
    ]
    if email and not scope_of(email, rules(file), us, on).keeps_rules:
        found.append("With this you would no longer be an administrator: somebody else has to take that from you.")
    return tuple(found)


def _unknown_in(grant: GrantRule, us: Company) -> Iterator[str]:
    for key in (*grant.accounts, *grant.families):
        if key not in us.holdings:
            yield f"The grant to {grant.email}: there is no account “{key}”."
    for key in grant.teams:
        if key not in us.members:
            yield f"The grant to {grant.email}: “{key}” is none of the people feed."


def _is_address(said: str) -> bool:
    name, at, host = said.strip().rpartition("@")
    return bool(name and at and host) and not any(one.isspace() for one in said.strip())


def person_of(email: str, written: Rules, us: Company) -> str:
    """The person_id of the owner of an address, as the rules or the people feed say."""
    said = [one.person_id for one in written.listed if same(one.email) == same(email) and one.person_id]
    return said[0] if len(said) == 1 else us.of_email(email)


def _scope_of(person_id: str, written: Rules, us: Company, on: date) -> Scope:
    """What one of us may do, by the address they sign in with."""
    return scope_of(_address(person_id, written, us), written, us, on)


def _address(person_id: str, written: Rules, us: Company) -> str:
    """The address that one of us signs in with."""
    said = [one.email for one in written.listed if one.person_id == person_id]
    return said[0] if said else us.members[person_id].email

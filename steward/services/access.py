"""Who somebody is and what they may see: the rules of `access.toml` over who of us owns which account."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from steward.domain.access import (
    EVERYTHING,
    Company,
    Grant,
    Listed,
    Rules,
    Scope,
    Transfer,
    as_seen_by,
    company,
    may_see_as,
    same,
    scope_of,
)
from steward.errors import NoWarehouse, PersonNotFound
from steward.plans.company.access import AccessFile, Unlisted, access_file
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.company.people import holdings, members, names
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace


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
    return Known(company(members(warehouse), holdings(warehouse)), names(warehouse))


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
            Listed(one.email, one.person, frozenset(one.roles), frozenset(one.may), one.until) for one in file.people
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


def reader(email: str, written: Rules, data: Known, today: date, eyes: str = "") -> Reader:
    """Who the owner of an address is today; `eyes`: the person_id of whom they want to look as, where they may."""
    own = scope_of(email, written, data.us, today)
    person = _person(email, written, data.us)
    found = Reader(email, data.name(person) if person else email, own, person)
    if not may_see_as(own, person, eyes, data.us) or eyes not in data.us.members:
        return found
    other = scope_of(_address(eyes, written, data.us), written, data.us, today)
    return replace(found, scope=as_seen_by(own, other), eyes=eyes, eyes_name=data.name(eyes))


def reader_in(workspace: Workspace, email: str, eyes: str = "") -> Reader:
    """Who the owner of an address is in a workspace, now. Raises AccessUnreadable."""
    written = rules(access_file(workspace.plans))
    return reader(email, written, known_in(workspace), today(workspace), eyes)


def as_read_by(workspace: Workspace, email: str | None) -> Workspace:
    """The workspace as the owner of an address sees it; as a whole for whoever has its files, without one.

    Raises AccessUnreadable, or PersonNotFound where they may see nothing."""
    if email is None:
        return workspace
    found = reader_in(workspace, email)
    if found.scope.read or found.scope.roles:
        return replace(workspace, scope=found.scope)
    raise PersonNotFound(f"“{email[:80]}” may see nothing here: no rule in access.toml gives them anything today.")


def eyes_to_choose(found: Reader, data: Known) -> tuple[str, ...]:
    """Of whom somebody may take the eyes, by person_id."""
    return tuple(one for one, _ in data.names if may_see_as(found.scope, found.person_id, one, data.us))


def today(workspace: Workspace) -> date:
    """The day it is where the company is."""
    return datetime.now(ZoneInfo(workspace.settings.timezone)).date()


def _person(email: str, written: Rules, us: Company) -> str:
    """The person_id of the owner of an address, as the rules or the people feed say."""
    said = [one.person_id for one in written.listed if same(one.email) == same(email) and one.person_id]
    return said[0] if len(said) == 1 else us.of_email(email)


def _address(person_id: str, written: Rules, us: Company) -> str:
    """The address that one of us signs in with."""
    said = [one.email for one in written.listed if one.person_id == person_id]
    return said[0] if said else us.members[person_id].email

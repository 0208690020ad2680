"""Decision makers who tell us nothing: asked and silent, or never asked at all. Ours alone, by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.nps.sources import Heard, NpsPlans
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.stakeholders import BuyingRole
from steward.exhibits import COUNT, Better, Column, Figure, Receipt, Table, day_text, listed
from steward.exhibits.wording import capital, counted
from steward.plans.internal.strategy import FILE
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import nps as nps_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.nps import Asked

A_YEAR = 4
"""Quarters over which somebody must have answered once not to be silent."""
MOST_NAMED = 3


@dataclass(frozen=True)
class Silent:
    """Somebody who decides and did not answer for a year. `asked` 0: nobody asked them; `in_crm`: they could be."""

    row: BookRow
    name: str
    title: str
    roles: tuple[BuyingRole, ...]
    asked: int
    last_asked: date | None
    in_crm: bool

    @property
    def words(self) -> str:
        """How silent they are."""
        if not self.asked:
            return "never asked" if self.in_crm else "never asked: in no CRM"
        times = "once" if self.asked == 1 else f"{self.asked} times"
        return f"asked {times}, last on {day_text(self.last_asked)}" if self.last_asked else f"asked {times}"


@dataclass(frozen=True)
class _Person:
    """Who somebody is, and until when they were there."""

    name: str
    title: str
    left_on: date | None
    in_crm: bool


def silent_decision_makers(heard: Heard) -> tuple[Silent, ...] | None:
    """Those who decide at an account that pays, the largest accounts first; None where it cannot be known."""
    book, plans = heard.book, heard.plans
    if not book.has("nps_responses") or not heard.tells_whom:
        return None
    deciding = {
        (account_id, person): roles
        for (account_id, person), roles in plans.roles.items()
        if any(role.decides for role in roles) and account_id in heard.accounts and heard.accounts[account_id].paying
    }
    ids = sorted({account_id for account_id, _ in deciding})
    people = _people(book, plans, ids)
    labels = [str(book.quarter.shifted(-back)) for back in range(A_YEAR)]
    asked = nps_rows.asked(book.warehouse, labels, ids)
    found = [
        _silent(heard.accounts[key[0]], people[key], roles, asked.get(key))
        for key, roles in deciding.items()
        if key in people and _is_there(people[key], book.now) and not (key in asked and asked[key].answered)
    ]
    return tuple(sorted(found, key=lambda one: (-one.row.mrr, one.row.name, -one.asked, one.name)))


def _silent(row: BookRow, person: _Person, roles: tuple[BuyingRole, ...], asked: Asked | None) -> Silent:
    times, last = (asked.asked, asked.last_asked) if asked else (0, None)
    return Silent(row, person.name, person.title, roles, times, last, person.in_crm)


def _is_there(person: _Person, day: date) -> bool:
    return person.left_on is None or person.left_on > day


def _people(book: Book, plans: NpsPlans, account_ids: Sequence[str]) -> Mapping[tuple[str, str], _Person]:
    """The people of some accounts: of the contacts feed, else of the success plan."""
    written = {
        (account_id, person.id): _Person(person.name, person.title, person.left_on, in_crm=False)
        for account_id in account_ids
        if account_id in plans.success
        for person in plans.success[account_id].people
        if person.id and person.name
    }
    fed = {
        (one.account_id, one.contact_id): _Person(one.name, one.title or "", one.left_on, in_crm=True)
        for one in book_rows.contacts_of(book.warehouse, list(account_ids))
    }
    return {**written, **fed}


def silent_table(heard: Heard, silent: Sequence[Silent] | None) -> Table | None:
    """Who decides and is silent, by name; None where nobody is, or it is not known."""
    if not silent:
        return None
    return Table(
        id="nps.silent",
        title=_title(silent),
        alt="Table of decision makers who did not answer for a year, or were never asked.",
        receipt=_receipt(heard.book),
        note="Economic buyers and decision makers of the maps who gave no answer in four quarters.",
        keys=tuple(one.row.account_id for one in silent),
        columns=(
            Column("Account"), Column("Who"), Column("Title"), Column("Role"), Column("Silent"),
            Column("Owner"),
        ),
        rows=tuple(
            (one.row.name, one.name, one.title or None, ", ".join(one.roles), one.words, one.row.owner)
            for one in silent
        ),
    )  # fmt: skip


def _title(silent: Sequence[Silent]) -> str:
    never = sum(not one.asked for one in silent)
    said = f"{capital(counted(len(silent), 'decision maker'))} told us nothing for a year"
    return f"{said}; {never} of them nobody asked" if never else said


def silent_figure(heard: Heard, silent: Sequence[Silent] | None) -> Figure:
    """How many decision makers are silent."""
    if silent is None:
        paying = any(row.paying for row in heard.rows)
        why = "The surveys do not say who was asked." if paying else "None of these accounts is paying."
    else:
        why = "" if heard.plans.roles else "Nobody is on a relationship map with a role yet."
    return heard.book.figure(
        "nps.silent",
        "Silent decision makers",
        None if why else len(silent or ()),
        COUNT,
        _receipt(heard.book),
        needs=("nps_responses",),
        why=why,
        note="no answer in four quarters" if silent else "",
        better=Better.LOWER,
    )


def silent_todos(book: Book, silent: Sequence[Silent] | None) -> Iterator[Todo]:
    """One thing to do for each account whose decision makers are silent."""
    accounts: dict[str, list[Silent]] = {}
    for one in silent or ():
        accounts.setdefault(one.row.account_id, []).append(one)
    for found in accounts.values():
        row = found[0].row
        named = [f"{one.name} ({one.words})" for one in found[:MOST_NAMED]]
        named += [f"{len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
        yield Todo(
            reason=Reason.SILENT, account_id=row.account_id, account=row.name, owner_id=row.owner_id, owner=row.owner,
            words=f"No answer for a year from {listed(named)}", at_stake=row.mrr, due=None,
            receipt=_receipt(book),
        )  # fmt: skip


def _receipt(book: Book) -> Receipt:
    return Receipt("silent decision makers", book.as_of, f"{FILE}, readings", (), ("nps_responses", "contacts"))

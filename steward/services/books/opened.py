"""The books of a fiscal year as they are now: the file, and where it and every account that moves stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from steward.domain.books.plan import Assignment, BookPlan
from steward.domain.books.states import PlanEvent, TransferEvent
from steward.domain.clocks import moment_of
from steward.errors import PlanChangedMeanwhile, PlanNotFound, PlanNotSaved
from steward.plans.company.approvals import calendar_of, open_approvals
from steward.plans.company.books import BookFile, BookFiles, book_plan, open_books, years_planned
from steward.plans.files.store import COMPANY, Opened, Plans
from steward.workflow import ledger
from steward.workflow.booking import (
    BOOK_PLAN,
    TRANSFER,
    PlanStanding,
    TransferStanding,
    ledger_of,
    plan_standing,
    transfer_ledger_of,
    transfer_standing,
    way_of,
)
from steward.workflow.ledger import LedgerEvent


@dataclass(frozen=True)
class OpenedBooks:
    """The plan of one fiscal year. `transfers`: where each account that moves stands, of those whoever looks may
    read."""

    fy: str
    file: Opened[BookFile]
    plan: BookPlan
    standing: PlanStanding
    transfers: Mapping[str, TransferStanding]
    today: date


def book_years(plans: Plans) -> tuple[str, ...]:
    """The fiscal years somebody planned books of, the earliest first."""
    return years_planned(plans.folder)


def opened_books(plans: Plans, fy: str, today: date) -> OpenedBooks:
    """The books of a fiscal year, with the accounts that the scope of `plans` reaches: those of others are not in it,
    and nobody planned anything where there is no file. Raises StewardError where the file cannot be read."""
    file = open_books(plans.folder, fy)
    folder, now = BookFiles(plans.folder, plans.scope).of(COMPANY), moment_of(today)
    calendar = calendar_of(open_approvals(plans.folder).plan)
    standing = plan_standing(ledger.read(folder / ledger_of(fy)), file.plan.plan.effective_on, today)
    changed = standing.approved is not None and standing.approved.content != file.digest
    standing = replace(standing, changed=changed)
    whole = book_plan(file.plan, fy, standing.state, {})
    found = {
        one.account_id: transfer_standing(
            ledger.read(folder / transfer_ledger_of(fy, one.account_id)), one, now, calendar
        )
        for one in whole.moves
        if one.account_id in plans.scope.read
    }
    return OpenedBooks(fy, file, _seen(book_plan(file.plan, fy, standing.state, found), plans), standing, found, today)


def _seen(plan: BookPlan, plans: Plans) -> BookPlan:
    """The plan without what is planned of accounts that whoever looks may not read."""
    read = plans.scope.read
    return BookPlan(
        **{
            **vars(plan),
            "assignments": tuple(one for one in plan.assignments if one.account_id in read),
            "credits": tuple(one for one in plan.credits if one.account_id in read),
        }
    )


def record_plan(
    plans: Plans, opened: OpenedBooks, event: PlanEvent, who: str, about: Mapping[str, Any] | None = None
) -> LedgerEvent:
    """Write that something happened to the plan as it was seen: whoever calls has seen that they may say so.

    Raises StepNotAllowed, PlanChangedMeanwhile, PlanNotSaved."""
    _named(who)
    BOOK_PLAN.after(opened.standing.state.value, event.value)
    files, path = BookFiles(plans.folder, plans.scope), ledger_of(opened.fy)
    with files.deciding(COMPANY, path) as folder:
        now = ledger.read(folder / path)
        changed = open_books(plans.folder, opened.fy).digest != opened.file.digest
        if now.last != opened.standing.last or changed:
            raise PlanChangedMeanwhile("Somebody else changed the plan meanwhile: look at it, and try again.")
        return _added(folder / path, who, event.value, {**(about or {}), "fy": opened.fy}, opened.file.digest, opened)


def record_transfer(
    plans: Plans, opened: OpenedBooks, account_id: str, event: TransferEvent, who: str,
    about: Mapping[str, Any] | None = None, content: str = "",
) -> LedgerEvent:  # fmt: skip
    """Write that something happened to an account on its way, as it was seen: whoever calls has seen that they may say
    so. `content`: the digest of what it was said of, such as a passport.

    Raises PlanNotFound, StepNotAllowed, PlanChangedMeanwhile, PlanNotSaved."""
    _named(who)
    one = moving(opened, account_id)
    held = opened.transfers[account_id]
    TRANSFER.after(held.state.value, event.value)
    files, path = BookFiles(plans.folder, plans.scope), transfer_ledger_of(opened.fy, account_id)
    with files.deciding(COMPANY, path) as folder:
        planned = book_plan(open_books(plans.folder, opened.fy).plan, opened.fy, opened.standing.state, {})
        plan_is = ledger.read(folder / ledger_of(opened.fy)).last
        theirs = plan_is != opened.standing.last or ledger.read(folder / path).last != held.last
        if theirs or planned.of(account_id) != one:
            raise PlanChangedMeanwhile("Somebody else changed this meanwhile: look at it, and try again.")
        return _added(folder / path, who, event.value, {**(about or {}), **way_of(one)}, content, opened)


def moving(opened: OpenedBooks, account_id: str) -> Assignment:
    """The way that an account is planned to go. Raises PlanNotFound where it is to stay, or outside the scope."""
    one = opened.plan.of(account_id)
    if one is None or not one.moves or account_id not in opened.transfers:
        raise PlanNotFound(f"No move of “{account_id[:60]}” is planned for {opened.fy}.")
    return one


def _named(who: str) -> None:
    if not who.strip():
        raise PlanNotSaved("Nothing is saved without a name: say who you are first.")


def _added(path: Any, who: str, event: str, about: Mapping[str, Any], content: str, opened: OpenedBooks) -> LedgerEvent:
    try:
        return ledger.add(path, who, event, about, content, _moment(opened))
    except OSError as problem:
        raise PlanNotSaved(f"It could not be written down: {problem.strerror or problem}.") from problem


def _moment(opened: OpenedBooks) -> datetime:
    return moment_of(opened.today)

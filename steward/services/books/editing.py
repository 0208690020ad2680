"""What is changed in a plan of books: begun, one of the plans taken, an account placed or locked by hand. Holdovers and
credit follow from what moves; what others saved meanwhile stays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from steward.briefings.internal.books.source import BooksSource
from steward.briefings.internal.books.words import why_it_moves
from steward.briefings.internal.books.worked import WorkedPlan
from steward.domain.books.moving import holdovers, splits
from steward.domain.books.plan import Assignment, Lock
from steward.domain.books.states import PlanEvent, PlanState
from steward.errors import ChangeNotAllowed, PlanChangedMeanwhile, StepNotAllowed
from steward.plans.company.books import (
    ApartEntry,
    BookEntry,
    BookFile,
    BookFiles,
    BookTerms,
    CreditEntry,
    HoldoverEntry,
    assignments_of,
    entry_of,
    file_of,
    open_books,
    years_planned,
)
from steward.plans.files.store import COMPANY, Plans, Saved
from steward.services.books.gathered import sales_of, split_families
from steward.services.books.opened import OpenedBooks, record_plan
from steward.services.books.sides import balancing, may_place
from steward.workflow.ledger import LedgerEvent


def begin(plans: Plans, source: BooksSource, who: str) -> Saved[BookFile]:
    """A plan for a year: from its first day, with a book for everybody who has one today, and none to fill for who is
    none of us any more; families that are split today stay so. Raises PlanNotSaved."""
    balancing(plans)

    def begun(file: BookFile) -> BookFile:
        if file.plan.fy:
            return file
        people = {book.person_id for book in source.problem.books}
        apart = [ApartEntry(account=key, reason="With another owner today.") for key in split_families(source)]
        return replace(
            file, plan=BookTerms(fy=source.fy, effective_on=source.since, seed=1),
            books=tuple(_book_of(source, key) for key in sorted(people)), apart=tuple(apart),
        )  # fmt: skip

    return _edited(plans, source.fy, begun, who)


def take(plans: Plans, opened: OpenedBooks, source: BooksSource, worked: WorkedPlan, who: str) -> LedgerEvent:
    """Begin with one of the plans that were worked out; what is locked by hand stays. Raises PlanNotSaved,
    StepNotAllowed."""
    balancing(plans)
    if not worked.current:
        raise StepNotAllowed("The figures or rules have changed since this was worked out: work it out again.")
    if opened.standing.state not in (PlanState.DRAFT, PlanState.BALANCED):
        raise StepNotAllowed(
            f"The books of {source.fy} are {opened.standing.state.label.lower()}: send them back first."
        )
    moves = [
        Assignment(
            account_id=one.account_id, from_id=one.owner_id, to_id=to_id,
            reason=why_it_moves(source, one.account_id, to_id),
        )
        for one in source.problem.accounts
        if (to_id := worked.owners[one.account_id]) != one.owner_id
    ]  # fmt: skip

    def taken(file: BookFile) -> BookFile:
        if file != opened.file.plan:
            raise PlanChangedMeanwhile("Somebody else changed the plan meanwhile: look at it, and try again.")
        kept = [one for one in assignments_of(file) if one.lock is not None]
        placed = replace(
            file, plan=replace(file.plan, chosen=worked.kind.value), assignments=tuple(map(entry_of, [*kept, *moves])),
            holdovers=(), credits=(),
        )  # fmt: skip
        return _with_what_follows(plans, placed, source, [one.account_id for one in moves])

    _edited(plans, source.fy, taken, who)
    now = replace(opened, file=open_books(plans.folder, source.fy))
    about = {"plan": worked.kind.value, "cost": round(worked.solved.cost, 6), "proof": worked.proof}
    return record_plan(plans, now, PlanEvent.BALANCE, who, about)


def place(
    plans: Plans, source: BooksSource, account_id: str, to_id: str, who: str, person_id: str, why: str
) -> Saved[BookFile]:  # fmt: skip
    """Have an account go to somebody, by hand; to who has it, it stays. Raises PlanNotSaved, StepNotAllowed."""
    one = next((each for each in source.problem.accounts if each.account_id == account_id), None)
    if one is None:
        raise StepNotAllowed("This account is no customer now.")
    before = next((each.to_id for each in _now(plans, source) if each.account_id == account_id), one.owner_id)
    if not may_place(plans.scope, one.owner_id, to_id, before):
        raise ChangeNotAllowed("You may place accounts among people who report to you.")
    if to_id != one.owner_id:
        _may_go(source, account_id, to_id, _counted(plans, source, to_id, account_id))
        if not why.strip():
            raise StepNotAllowed("Say why: its owner and both managers will read it.")
    made = Assignment(
        account_id=account_id, from_id=one.owner_id, to_id=to_id, reason=why.strip(), proposed_by=person_id or who
    )

    def placed(file: BookFile) -> BookFile:
        others = tuple(each for each in file.assignments if each.account != account_id)
        entries = (*others, entry_of(made)) if made.moves else others
        return _with_what_follows(plans, replace(file, assignments=entries), source, [account_id])

    return _edited(plans, source.fy, placed, who)


def lock(plans: Plans, source: BooksSource, account_id: str, locked: bool, who: str, why: str) -> Saved[BookFile]:
    """Keep an account where it is, whatever is more even, or no longer. Raises PlanNotSaved, StepNotAllowed."""
    one = next((each for each in source.problem.accounts if each.account_id == account_id and each.owner_id), None)
    if one is None:
        raise StepNotAllowed("Nobody has this account now.")
    if not may_place(plans.scope, one.owner_id):
        raise ChangeNotAllowed("You may lock accounts of people who report to you.")
    made = Assignment(
        account_id=account_id, from_id=one.owner_id, to_id=one.owner_id, lock=Lock.MANUAL, reason=why.strip(),
        proposed_by=who,
    )  # fmt: skip

    def kept(file: BookFile) -> BookFile:
        others = tuple(each for each in file.assignments if each.account != account_id)
        entries = (*others, entry_of(made)) if locked else others
        return _with_what_follows(plans, replace(file, assignments=entries), source, [account_id])

    return _edited(plans, source.fy, kept, who)


def _book_of(source: BooksSource, person_id: str) -> BookEntry:
    return BookEntry(person=person_id, capacity=None if person_id in source.us or not source.us else 0.0)


def _edited(plans: Plans, fy: str, edit: Callable[[BookFile], BookFile], who: str) -> Saved[BookFile]:
    return BookFiles(plans.folder, plans.scope).edit(BookFile, file_of(fy), COMPANY, edit, who)


def _now(plans: Plans, source: BooksSource) -> Sequence[Assignment]:
    return assignments_of(open_books(plans.folder, source.fy).plan)


def _counted(plans: Plans, source: BooksSource, to_id: str, account_id: str) -> int:
    """How many accounts somebody would have with this one."""
    goes = {one.account_id: one.to_id for one in _now(plans, source) if one.moves}
    held = [one.account_id for one in source.problem.accounts if goes.get(one.account_id, one.owner_id) == to_id]
    return len({*held, account_id})


def _may_go(source: BooksSource, account_id: str, to_id: str, counted: int) -> None:
    """Raises StepNotAllowed where a rule that nobody goes against forbids it."""
    one = next(each for each in source.problem.accounts if each.account_id == account_id)
    book = next((each for each in source.problem.books if each.person_id == to_id), None)
    if one.lock is not None:
        raise StepNotAllowed(f"It stays where it is: {one.lock.label.lower()}.")
    if book is None:
        raise StepNotAllowed(f"{source.name(to_id)} has no book in this plan.")
    if not book.takes(one):
        raise StepNotAllowed(f"{source.name(to_id)} takes no accounts of this region or segment.")
    if book.most_accounts is not None and counted > book.most_accounts:
        raise StepNotAllowed(f"{source.name(to_id)} may have {book.most_accounts} accounts at most.")


def _with_what_follows(
    plans: Plans, file: BookFile, source: BooksSource, account_ids: Iterable[str]
) -> BookFile:  # fmt: skip
    """The file with holdovers and credit as they follow for these accounts; what is written of others stays."""
    changed = set(account_ids)
    sales = sales_of(source)
    of_changed = {one.opportunity_id for one in sales if one.account_id in changed}
    moves = [one for one in assignments_of(file) if one.account_id in changed]
    effective = file.plan.effective_on or source.since
    held = list(holdovers(moves, sales, effective, _held_before(plans, source.fy)))
    shared = splits(moves, held, sales, effective)
    return replace(
        file,
        holdovers=(
            *(one for one in file.holdovers if one.opportunity not in of_changed),
            *(HoldoverEntry(opportunity=one.opportunity_id, owner=one.owner_id, until=one.until) for one in held),
        ),
        credits=(
            *(one for one in file.credits if one.account not in changed),
            *(
                CreditEntry(
                    account=one.account_id, person=one.person_id, from_on=one.from_on, to_on=one.to_on, percent=one.pct
                )
                for one in shared
            ),
        ),
    )


def _held_before(plans: Plans, fy: str) -> set[str]:
    """Opportunities that were held over by the plan of another year."""
    return {
        one.opportunity
        for year in years_planned(plans.folder)
        if year != fy
        for one in open_books(plans.folder, year).plan.holdovers
    }

"""Decisions of leadership as lists, actions and to-dos tell them: what, of whom, who sees to it, whether it is kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from steward.briefings.internal.actions.sources import OfNoAccount, OpenAction
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.access.scope import Scope
from steward.domain.actions import ActionKind
from steward.domain.team.deciding import DecisionOutcome, DecisionStanding, DecisionState, kept_share, outcome
from steward.exhibits import COUNT, PERCENT, Better, Column, Figure, Receipt, Table
from steward.exhibits.wording import capital, counted
from steward.plans.company.decisions import FILE, DecisionsFile, LeadershipDecision
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember

COMPANY = "company"
SOON = timedelta(days=14)
"""Days ahead of its date from which a decision stands in the week of whoever sees to it."""
NOT_OVER = (DecisionOutcome.LATE, DecisionOutcome.OPEN)
ORDER = {
    one: place
    for place, one in enumerate((*NOT_OVER, DecisionOutcome.KEPT_LATE, DecisionOutcome.KEPT, DecisionOutcome.DROPPED))
}


@dataclass(frozen=True)
class ListedDecision:
    """A decision with where it stands. `about`: of whom it was decided, in words; `account`: which it is of, by name,
    empty where it is of none."""

    said: LeadershipDecision
    now: DecisionStanding
    outcome: DecisionOutcome
    about: str
    owner: str
    account: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.now.state is DecisionState.OPEN

    @property
    def whose(self) -> str:
        """What it is of: its account, else of whom it was decided."""
        return self.account or self.about

    @property
    def branch(self) -> str:
        """Of whom it was decided, as an address says it."""
        return self.said.about or COMPANY


def listed(
    file: DecisionsFile, standings: Mapping[str, DecisionStanding], us: Mapping[str, StaffMember],
    accounts: Mapping[str, str], scope: Scope, today: date,
) -> tuple[ListedDecision, ...]:  # fmt: skip
    """Every decision that somebody may see, what is late first. `accounts`: the names of those they may see, by id."""
    found = [
        _listed(one, standings.get(one.id, DecisionStanding()), us, accounts, today)
        for one in file.decisions
        if one.id and _may_see(one, scope, accounts)
    ]
    return tuple(sorted(found, key=_rank))


def _listed(
    one: LeadershipDecision, now: DecisionStanding, us: Mapping[str, StaffMember], accounts: Mapping[str, str],
    today: date,
) -> ListedDecision:  # fmt: skip
    owner = us[one.owner].name if one.owner in us else one.owner
    return ListedDecision(
        one, now, outcome(now, one.due, today), about_in_words(one.about, us), owner, accounts.get(one.account, "")
    )


def _rank(one: ListedDecision) -> tuple[object, ...]:
    return ORDER[one.outcome], one.said.due or date.max, one.said.id


def _may_see(one: LeadershipDecision, scope: Scope, accounts: Mapping[str, str]) -> bool:
    """All of it who sees every account; else what is theirs or their people's, and of no account beyond theirs."""
    if scope.sees_all:
        return True
    kind, _, key = one.about.partition(":")
    theirs = one.owner in scope.people or (kind in ("team", "person") and key in scope.people)
    return (one.account in accounts) if one.account else theirs


def about_in_words(about: str, us: Mapping[str, StaffMember]) -> str:
    """Of whom, as a reader is told.

    `team:P1` is “Team of Ida Falk”, `region:Nordics` is “Nordics”, nothing is “The company”."""
    kind, _, key = about.partition(":")
    name = us[key].name if key in us else key
    return {"team": f"Team of {name}", "person": name, "region": name}.get(kind, "The company")


def of_branch(found: Iterable[ListedDecision], branch: str, people: Collection[str]) -> tuple[ListedDecision, ...]:
    """Those of a branch: decided of it, or of anybody or any team in it. Of the company they are all."""
    if branch == COMPANY:
        return tuple(found)
    mine = {branch, *(f"{kind}:{one}" for one in people for kind in ("team", "person"))}
    return tuple(one for one in found if one.branch in mine)


def decision_actions(found: Iterable[ListedDecision], rows: Mapping[str, BookRow]) -> Iterator[OpenAction]:
    """What is still to be done of it; one that is of no account stands beside none."""
    for one in found:
        row = rows.get(one.said.account) if one.said.account else OfNoAccount(one.about, one.said.owner, one.owner)
        if one.is_open and row:
            yield OpenAction(
                row=row, kind=ActionKind.LEADERSHIP, entry=one.said.id, words=one.said.decision, doer=one.said.owner,
                due=one.said.due, more=f"Decided of: {one.about}", branch=one.branch,
            )  # fmt: skip


def decision_todos(book: Book, found: Iterable[ListedDecision], rows: Mapping[str, BookRow]) -> Iterator[Todo]:
    """What is late, or due within two weeks, for whoever sees to it."""
    for one in found:
        row = rows.get(one.said.account)
        if one.is_open and one.said.due and one.said.due <= book.now + SOON and (row or not one.said.account):
            yield Todo(
                reason=Reason.DECISION, account_id=row.account_id if row else "", account=one.whose,
                owner_id=row.owner_id if row else one.said.owner, owner=row.owner if row else one.owner,
                words=f"Leadership decided: {one.said.decision}", at_stake=row.mrr if row else None, due=one.said.due,
                receipt=receipt(book), doer_id=one.said.owner, doer=one.owner, decision=one.said.id, branch=one.branch,
            )  # fmt: skip


def receipt(book: Book) -> Receipt:
    """Of what people wrote and of the ledger."""
    return Receipt("leadership decisions", book.now, f"{FILE}, decisions", (), ("people",))


def decision_figures(book: Book, found: Sequence[ListedDecision]) -> tuple[Figure, Figure]:
    """How many are open and late, and how many of those due were kept in time."""
    outcomes = [one.outcome for one in found]
    late, still = outcomes.count(DecisionOutcome.LATE), sum(one in NOT_OVER for one in outcomes)
    kept = kept_share(outcomes)
    judged = sum(one not in (DecisionOutcome.OPEN, DecisionOutcome.DROPPED) for one in outcomes)
    return (
        book.figure(
            "team.decisions_open", "Decisions open", still, COUNT, receipt(book),
            note=f"{late} late" if late else "none late", better=Better.LOWER if late else Better.NEITHER,
        ),
        book.figure(
            "team.decisions_kept", "Decisions kept in time", kept, PERCENT, receipt(book),
            why="No decision was due yet.", note=f"of {counted(judged, 'decision')} due" if judged else "",
        ),
    )  # fmt: skip


def decision_table(book: Book, found: Sequence[ListedDecision]) -> Table | None:
    """Each with what became of it, what is late first; None where there is none."""
    if not found:
        return None
    return Table(
        id="team.decisions",
        title=_title(found),
        alt=f"Table of {counted(len(found), 'decision')} of leadership with owner, day and outcome.",
        receipt=receipt(book),
        note="Tick a row to say what became of it. Whoever sees to it has it on their list and, once it presses, in "
        "their week.",
        keys=tuple(one.said.id for one in found),
        columns=(
            Column("Decision", wide=True), Column("Of"), Column("Owner"), Column("By when"),
            Column("Outcome", state=True), Column("On"), Column("Why dropped", wide=True), Column("Decided on"),
        ),
        rows=tuple(
            (
                one.said.decision, one.whose, one.owner, one.said.due, one.outcome.label, one.now.on,
                one.now.why or None, one.said.decided_on,
            )
            for one in found
        ),
    )  # fmt: skip


def _title(found: Sequence[ListedDecision]) -> str:
    """`1 of 5 decisions late; 2 open, 1 done, 1 dropped`; `1 decision: 1 done, after its day`."""
    outcomes = [one.outcome for one in found]
    late = outcomes.count(DecisionOutcome.LATE)
    done = outcomes.count(DecisionOutcome.KEPT) + outcomes.count(DecisionOutcome.KEPT_LATE)
    rest = (
        (outcomes.count(DecisionOutcome.OPEN), "open"), (done, "done"),
        (outcomes.count(DecisionOutcome.DROPPED), "dropped"),
    )  # fmt: skip
    said = ", ".join(f"{many} {word}" for many, word in rest if many)
    whole = counted(len(found), "decision")
    if late:
        return f"{late} of {whole} late{f'; {said}' if said else ''}"
    after = outcomes.count(DecisionOutcome.KEPT_LATE)
    days = "its day" if after == 1 else "their days"
    told = f"{f'{after} of them ' if after < len(found) else ''}after {days}" if after else "none late"
    return capital(f"{whole}: {said}, {told}")

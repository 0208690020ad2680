"""Every open action of some accounts, from each place where people write one, each once.

A source is a function that yields actions; one that comes later is one more line of `open_actions`, or of
`topic_actions` beside it where a topic has a list of its own, and a row of `steward.plans.internal.action_places` where
it is done in place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol
from uuid import NAMESPACE_URL, uuid5

from steward.briefings.customer.actions.owed import OwedAction, owed_actions
from steward.briefings.internal.reviews.walk import is_over
from steward.domain.actions import ActionKind, ActionState, ended_in_crm, state_on
from steward.plans.customer.review import Review
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.changes import told_apart
from steward.plans.internal.debrief import Debrief
from steward.plans.internal.renewals import Renewals
from steward.plans.internal.strategy import Doing, RiskState, Strategy
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.tasks import CrmTask

STABLE = {ActionKind.COMMITMENT: "promise:{entry}", ActionKind.QUESTION: "question:{quarter}:{entry}"}
"""How tasks of these were told apart before there was one list, so that a CRM knows them again."""


class ActionOf(Protocol):
    """What an action is of: an account, as a row of the book says it, or what is of none."""

    @property
    def account_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def owner_id(self) -> str | None: ...
    @property
    def owner(self) -> str | None: ...
    @property
    def mrr(self) -> Decimal: ...


class OfNoAccount(NamedTuple):
    """What an action is of that is about no account: who sees to it has it, and no money hangs on it."""

    name: str
    owner_id: str | None
    owner: str | None
    account_id: str = ""
    mrr: Decimal = Decimal()


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """One thing that somebody owes. `entry`: what tells it apart where it is written; `doer`: of us or of them, by id
    or name, empty where nobody is named; `theirs`: whether the customer is to do it; `names`: what else it is of."""

    row: ActionOf
    kind: ActionKind
    entry: str
    words: str
    doer: str
    due: date | None
    theirs: bool = False
    begun: bool = False
    quarter: str = ""
    quote: str = ""
    more: str = ""
    branch: str = ""
    """Of a decision of leadership: of whom it was decided."""
    also: tuple[str, ...] = ()
    """Who else may do it."""
    in_crm: CrmTask | None = None
    """What the CRM says of it, where it has it."""

    @property
    def uid(self) -> str:
        """What it is called in CRMs and calendars, for ever."""
        stable = STABLE.get(self.kind)
        key = stable.format(entry=self.entry, quarter=self.quarter) if stable else self.key
        return str(uuid5(NAMESPACE_URL, f"steward:task:{self.row.account_id}:{key}"))

    @property
    def crm_says_done(self) -> bool:
        """Whether the CRM calls it done."""
        return self.in_crm is not None and ended_in_crm(self.in_crm.status, self.in_crm.closed_on)

    @property
    def key(self) -> str:
        """What tells it from every other of the book."""
        return "~".join((self.row.account_id, self.kind.name.lower(), self.quarter or self.quote, self.entry))

    @property
    def whose(self) -> str:
        """Which of us sees to it: who is named, else whoever looks after the account; empty where nobody does."""
        return self.doer if self.doer and not self.theirs else self.row.owner_id or ""

    @property
    def people(self) -> frozenset[str]:
        """On whose list it stands."""
        return frozenset(filter(None, (self.whose, *self.also)))

    def state(self, day: date) -> ActionState:
        """How it stands on a day."""
        return state_on(self.due, self.begun, day)


@dataclass(frozen=True)
class AccountFiles:
    """What people wrote of one account. Reviews and debriefs by their quarter."""

    row: BookRow
    success: SuccessPlan | None = None
    strategy: Strategy | None = None
    renewals: Renewals | None = None
    reviews: Mapping[str, Review] = field(default_factory=dict)
    debriefs: Mapping[str, Debrief] = field(default_factory=dict)


def open_actions(files: Iterable[AccountFiles], day: date) -> Iterator[OpenAction]:
    """Every open action that stands in an account's own files, in no order."""
    for one in files:
        yield from _agreed(one, day)
        yield from _plan_actions(one)
        yield from _risk_plays(one)
        yield from _renewal_plays(one)
        yield from _homework(one, day)


def _agreed(one: AccountFiles, day: date) -> Iterator[OpenAction]:
    """What both sides owe each other, which the customer may see as well."""
    plan = one.success or SuccessPlan(account_id=one.row.account_id)
    for owed in owed_actions(plan, one.reviews, day):
        yield _of_customer(one.row, owed)


def _of_customer(row: BookRow, owed: OwedAction) -> OpenAction:
    return OpenAction(
        row=row, kind=owed.kind, entry=owed.entry, words=owed.words, doer=owed.who, due=owed.due, theirs=owed.theirs,
        begun=owed.begun, quarter=owed.quarter, more=owed.more,
    )  # fmt: skip


def _plan_actions(one: AccountFiles) -> Iterator[OpenAction]:
    strategy = one.strategy or Strategy(account_id="")
    risks = {each.id: each.risk for each in strategy.risks if each.id}
    aims = {each.id: each.objective for each in strategy.objectives if each.id}
    for key, each in told_apart(strategy.actions).items():
        if each.status in (Doing.OPEN, Doing.IN_PROGRESS):
            against = f"Against: {risks[each.risk]}" if each.risk in risks else ""
            serves = f"For: {aims[each.objective]}" if each.objective in aims else ""
            yield OpenAction(
                row=one.row, kind=ActionKind.PLAN_ACTION, entry=key, words=each.action, doer=each.owner, due=each.due,
                begun=each.status is Doing.IN_PROGRESS, more=against or serves,
            )  # fmt: skip


def _risk_plays(one: AccountFiles) -> Iterator[OpenAction]:
    """What is played against an open risk; a risk without a play is none of anybody's yet."""
    for key, risk in told_apart(one.strategy.risks if one.strategy else ()).items():
        if risk.status is RiskState.OPEN and risk.play:
            yield OpenAction(
                row=one.row, kind=ActionKind.RISK_PLAY, entry=key, words=risk.play, doer=risk.owner, due=risk.due,
                more=f"Against: {risk.risk}",
            )  # fmt: skip


def _renewal_plays(one: AccountFiles) -> Iterator[OpenAction]:
    for key, play in told_apart(one.renewals.plays if one.renewals else ()).items():
        if play.status.going:
            yield OpenAction(
                row=one.row, kind=ActionKind.RENEWAL_PLAY, entry=key, words=play.play, doer=play.owner, due=play.due,
                begun=play.status.value == "under way", more=f"Contract {play.contract}",
            )  # fmt: skip


def _homework(one: AccountFiles, day: date) -> Iterator[OpenAction]:
    """What colleagues bring to a review that is not over."""
    for quarter, written in one.debriefs.items():
        review = one.reviews.get(quarter)
        if review is not None and is_over(review, day):
            continue
        for key, asked in told_apart(written.homework).items():
            if asked.brought_on is None:
                yield OpenAction(
                    row=one.row, kind=ActionKind.HOMEWORK, entry=key, words=asked.what, doer=asked.colleague,
                    due=asked.due, quarter=quarter, more=f"For the review of {quarter}",
                )  # fmt: skip

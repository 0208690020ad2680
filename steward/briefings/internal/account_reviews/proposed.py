"""Vulnerabilities that the plan, the map and the figures of an account suggest, each by a rule and with its evidence.

A rule proposes and never judges: whether it is one is for the reviewers to say. What several lines of one kind tell
stands together, so that a review goes through a dozen weak spots and not through a list of a hundred to-dos.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from steward.briefings.customer.plans.goals import behind, goals, standing
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.account_reviews.words import WeakSpot
from steward.domain.renewals import WINDOWS
from steward.domain.stakeholders import BuyingRole
from steward.exhibits import PERCENT, Receipt, day_text
from steward.plans.customer.success_plan import FILE as SUCCESS
from steward.plans.internal.completeness import completeness
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.plans.internal.strategy import Competitor, Footing, RiskState, Strategy
from steward.relationships.contact import silent
from steward.relationships.gaps import MINIMUM, Gap, gaps
from steward.relationships.model import Network

SHARE = replace(PERCENT, decimals=0)
QUIET = 90
"""Days without a call, mail or meeting with who pays from which the plan rests on somebody nobody speaks to."""
MOST = 3
"""Lines of evidence told in full; the number of the others follows."""
ENOUGH = 80
"""Percent of a complete plan from which what it lacks is no weak spot of its own."""
UNCOVERED = ("role missing", "role left", "nobody knows them", "not covered")
OF_TODOS: Mapping[Reason, tuple[WeakSpot, str]] = {
    Reason.SINGLE_THREADED: (WeakSpot.THREAD, "The whole relationship hangs on one person"),
    Reason.DEPARTURE: (WeakSpot.LEFT, "Somebody who mattered has left"),
    Reason.NOTICE: (WeakSpot.NOTICE, "The last day for notice is near"),
    Reason.HEALTH: (WeakSpot.HEALTH, "The account is not well"),
    Reason.DETRACTOR: (WeakSpot.FEEDBACK, "They told us they are unhappy, and nobody has answered"),
    Reason.SILENT: (WeakSpot.FEEDBACK, "Executives do not tell us what they think"),
    Reason.COMMITMENT: (WeakSpot.COMMITMENT, "Commitments are overdue"),
    Reason.BREACH: (WeakSpot.SERVICE, "Service was less than agreed"),
    Reason.NEAR_MISS: (WeakSpot.SERVICE, "Service came close to less than agreed"),
    Reason.DELIVERY: (WeakSpot.DELIVERY, "A delivery is late or in danger"),
    Reason.BILLING: (WeakSpot.DELIVERY, "A first invoice is wrong or missing"),
    Reason.REQUEST: (WeakSpot.DELIVERY, "Requests wait for us"),
    Reason.MAP: (WeakSpot.COVERAGE, "Nobody who matters speaks for us"),
    Reason.CONTACT: (WeakSpot.CONTACT, "Nobody has spoken with them for a while"),
    Reason.TOUCH: (WeakSpot.CONTACT, "People who matter have not heard from us"),
    Reason.STALLED: (WeakSpot.OPPORTUNITY, "Opportunities do not move"),
}
"""What is to be done that also is a weak spot of the plan, and how it is put."""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One weak spot that the rules see. `about`: what tells it from others of its rule."""

    spot: WeakSpot
    about: str
    what: str
    evidence: str
    receipt: Receipt

    @property
    def key(self) -> str:
        """What tells it from every other of its account, whatever its words come to be."""
        return f"{self.spot.value}: {self.about}" if self.about else self.spot.value


@dataclass(frozen=True, kw_only=True)
class AccountFacts:
    """What the rules look at. `todos`: what is to be done at the account; `network`: everybody on its map."""

    book: Book
    todos: Sequence[Todo]
    renewals: Sequence[Renewal]
    agreed: PlanSubject
    strategy: Strategy
    network: Network


def proposed(facts: AccountFacts) -> tuple[Proposed, ...]:
    """Every weak spot that the rules see, the weightiest first."""
    found = [
        *_buyer(facts),
        *_forecast(facts),
        *_competitors(facts),
        *_goals(facts),
        *_risks(facts),
        *_coverage(facts),
        *_plan(facts),
        *_of_todos(facts.todos),
    ]
    order = list(WeakSpot)
    return tuple(sorted(found, key=lambda one: (order.index(one.spot), one.about)))


def _buyer(facts: AccountFacts) -> Iterator[Proposed]:
    """Nobody is known who pays, or nobody speaks with them."""
    receipt = Receipt("relationship map", facts.network.as_of, f"{STRATEGY}, readings", (), ("contacts",))
    holders = {one.id for one in facts.network.people if one.here and BuyingRole.ECONOMIC_BUYER in one.roles}
    if not holders:
        lacking = [one.sentence for one in _minimum(facts, BuyingRole.ECONOMIC_BUYER)]
        yield _one(WeakSpot.BUYER, "missing", "We do not know who pays", lacking, receipt)
        return
    quiet = [one.sentence for one in silent(facts.network, QUIET) if one.id in holders]
    if len(quiet) == len(holders):
        yield _one(WeakSpot.BUYER, "silent", "Nobody of us speaks with who pays", quiet, receipt)


def _minimum(facts: AccountFacts, role: BuyingRole) -> Iterator[Gap]:
    for one in gaps(facts.network):
        if one.kind in ("role missing", "role left") and MINIMUM[role] in one.sentence:
            yield one


def _forecast(facts: AccountFacts) -> Iterator[Proposed]:
    """Contracts in a window that nobody has forecast."""
    money, now = facts.book.money, facts.book.now
    near = [
        f"Contract {one.row.contract_id} ends on {day_text(one.row.ends_on)}"
        + (f", {money.compact(one.atr)} a month" if one.atr is not None else "")
        for one in facts.renewals
        if one.is_open and one.category is None and any(window.opens_on(one.row.ends_on) <= now for window in WINDOWS)
    ]
    if near:
        receipt = facts.book.quarterly("renewal windows", "internal.renewals", "contracts")
        yield _one(WeakSpot.FORECAST, "", "A renewal is near, and nobody has forecast it", near, receipt)


def _competitors(facts: AccountFacts) -> Iterator[Proposed]:
    receipt = Receipt("account review", facts.book.now, f"{STRATEGY}, competitors")
    for one in facts.strategy.competitors:
        if one.footing is not Footing.FORMER and (not one.answer.strip() or one.footing is not Footing.INCUMBENT):
            lacks = "" if one.answer.strip() else ", and we have no answer"
            yield _one(
                WeakSpot.COMPETITOR, one.name, f"{one.name} may win business here{lacks}", [_footing(one)], receipt
            )


def _footing(one: Competitor) -> str:
    told = (
        str(one.footing) if one.footing else "",
        f"sells {one.products}" if one.products else "",
        f"strong in {one.strengths}" if one.strengths else "",
        f"contract to {day_text(one.contract_ends_on)}" if one.contract_ends_on else "",
        f"our answer: {one.answer}" if one.answer.strip() else "no answer of ours is written",
    )
    return "; ".join(filter(None, told))


def _goals(facts: AccountFacts) -> Iterator[Proposed]:
    shown = goals(facts.agreed)
    late = behind(shown.bullets) if shown else []
    if shown and late:
        receipt = Receipt("goals reached", facts.book.now, f"{SUCCESS}, goals")
        yield _one(WeakSpot.GOAL, "", "Goals of theirs are behind pace", [standing(one) for one in late], receipt)


def _risks(facts: AccountFacts) -> Iterator[Proposed]:
    open_ones = [
        one.risk
        for one in facts.strategy.risks
        if one.status is RiskState.OPEN and not (one.play.strip() and one.owner)
    ]
    if open_ones:
        receipt = Receipt("account review", facts.book.now, f"{STRATEGY}, risks")
        yield _one(WeakSpot.RISK, "", "Risks have no play or nobody who runs it", open_ones, receipt)


def _coverage(facts: AccountFacts) -> Iterator[Proposed]:
    """Who matters and is not covered; who pays stands by themselves."""
    buyer = {one.sentence for one in _minimum(facts, BuyingRole.ECONOMIC_BUYER)}
    found = [one.sentence for one in gaps(facts.network) if one.kind in UNCOVERED and one.sentence not in buyer]
    if found:
        receipt = Receipt("relationship map", facts.network.as_of, f"{STRATEGY}, readings", (), ("contacts",))
        yield _one(WeakSpot.COVERAGE, "gaps", "People who matter are not covered", found, receipt)


def _plan(facts: AccountFacts) -> Iterator[Proposed]:
    whole = completeness(facts.agreed.plan, facts.strategy)
    if whole.score < ENOUGH:
        receipt = Receipt("account plan", facts.book.now, f"{SUCCESS}, {STRATEGY}")
        lacking = [one.words for one in whole.missing]
        yield _one(WeakSpot.PLAN, "", f"The plan is only {SHARE.text(whole.score)} complete", lacking, receipt)


def _of_todos(todos: Iterable[Todo]) -> Iterator[Proposed]:
    """What is to be done at the account, all of a reason together."""
    found: dict[Reason, list[Todo]] = defaultdict(list)
    for one in todos:
        if one.reason in OF_TODOS:
            found[one.reason].append(one)
    for reason, lines in found.items():
        spot, what = OF_TODOS[reason]
        # A request that several of us hear of is one: the last line says how late it is.
        words = {one.request or one.words: one.words for one in lines}
        yield _one(spot, reason.value, what, list(words.values()), lines[0].receipt)


def _one(spot: WeakSpot, about: str, what: str, evidence: Sequence[str], receipt: Receipt) -> Proposed:
    told = list(dict.fromkeys(one.strip().rstrip(".") for one in evidence))
    rest = f"; and {len(told) - MOST} more" if len(told) > MOST else ""
    about = "" if about == spot.value else about
    return Proposed(spot=spot, about=about, what=what, evidence="; ".join(told[:MOST]) + rest, receipt=receipt)

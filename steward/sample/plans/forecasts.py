"""Forecast calls of the fictional company: two locked ones of the quarter ahead, one open, and how right two were."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from steward.domain.forecasting.items import CallItem, CallKind, ForecastCategory, Numbers, as_called, numbers_of
from steward.domain.forecasting.making import contract_item, opportunity_item
from steward.domain.identifiers import slug
from steward.domain.quarters import Quarter
from steward.domain.renewals import Category, ContractState, Due, expected, swing
from steward.plans.files.store import COMPANY
from steward.plans.files.text import written
from steward.plans.internal.forecast import FOLDER, CallFile, CallNote, CallRef, OpportunityCall
from steward.plans.internal.forecast_frozen import content_of, frozen_bytes
from steward.plans.internal.forecast_states import CALL_KEY, KNOWN, CallEvent
from steward.plans.internal.renewals import RenewalForecast
from steward.sample.chance import dice
from steward.sample.model import Contract, Customer
from steward.sample.opportunities import change_rows, numbered
from steward.sample.opportunity import Opportunity
from steward.sample.tables import World
from steward.whole_files import make_folder, swap
from steward.workflow import ledger

COMMENT = "# A fictional file. `python -m steward sample` writes it where there is none.\n"
CALLED = (-51, -9)
"""Days after the sample's last on which a call for the quarter ahead was locked."""
TODAY = 8
ENDED = 92
"""Days before a quarter from which what ended is still in a call for it."""
BACK = 7
"""Quarters of which the most experienced made a call."""
STAGES = {"discovery": "pipeline", "qualification": "pipeline", "proposal": "best case", "negotiation": "commit"}
Calls = Mapping[str, RenewalForecast]


@dataclass(frozen=True)
class Callers:
    """Who does what in the story: who has a call open, who has one submitted, whose was adjusted, whose record is
    long."""

    opened: str = "P105"
    submitted: str = "P108"
    adjusted: str = "P104"
    experienced: tuple[str, ...] = ("P104", "P107")


STORY = Callers()


@dataclass(frozen=True)
class Course:
    """The opportunities of the sample as they stood on a day, by whose they are. `forecasts`: of renewals."""

    world: World
    forecasts: Calls

    @cached_property
    def opportunities(self) -> Mapping[str, Sequence[tuple[str, Opportunity, str, str]]]:
        """Of each account manager what is no renewal: id, itself, account, its name."""
        found: dict[str, list[tuple[str, Opportunity, str, str]]] = defaultdict(list)
        for one in self.world.customers:
            who = one.profile
            for key, opportunity in numbered(self.world.seed, one, self.world.window):
                if opportunity.kind not in ("renewal", "new"):
                    found[who.owner_id].append((key, opportunity, who.account_id, who.name))
        return found

    @cached_property
    def changes(self) -> Mapping[str, Sequence[tuple[date, str, str]]]:
        """Of each opportunity when what was changed from which value, the earliest first."""
        found: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
        for one in self.world.customers:
            for key, moment, field, was, _ in change_rows(self.world.seed, one, self.world.window):
                assert isinstance(moment, datetime)
                found[str(key)].append((moment.date(), str(field), str(was)))
        return found

    def items(self, person: str, quarter: Quarter, day: date) -> Iterator[CallItem]:
        """What was open on a day or had ended lately, and the contracts of the quarter."""
        for key, opportunity, account_id, account in self.opportunities[person]:
            if opportunity.opened_on <= day and (opportunity.closed_on is None or opportunity.closed_on > day):
                yield self._opportunity(key, opportunity, account_id, account, quarter, day)
            elif (
                opportunity.closed_on is not None
                and quarter.start - timedelta(days=ENDED) <= opportunity.closed_on <= day
            ):
                yield opportunity_item(
                    key, quarter, opportunity.status, opportunity.amount, None, day=opportunity.closed_on,
                    opened_on=opportunity.opened_on,
                    name=opportunity.name, account_id=account_id, account=account, stage=opportunity.stage,
                )  # fmt: skip
        for customer in self.world.customers:
            if customer.profile.owner_id == person and customer.is_customer(min(day, self.world.window.until)):
                yield from self._contracts(customer, quarter, day)

    def _opportunity(
        self, key: str, opportunity: Opportunity, account_id: str, account: str, quarter: Quarter, day: date
    ) -> CallItem:  # fmt: skip
        later: dict[str, str] = {}
        for changed_on, field, was in reversed(self.changes.get(key, ())):
            if changed_on > day:
                later[field] = was
        stage = later.get("stage", opportunity.stage)
        close_on = date.fromisoformat(later["close date"]) if "close date" in later else opportunity.close_on
        return opportunity_item(
            key, quarter, "open", Decimal(later.get("amount", str(opportunity.amount))),
            STAGES.get(stage, "pipeline") if "stage" in later else opportunity.forecast, day=close_on,
            opened_on=opportunity.opened_on, name=opportunity.name, account_id=account_id, account=account, stage=stage,
            next_step=opportunity.next_step,
        )  # fmt: skip

    def _contracts(self, customer: Customer, quarter: Quarter, day: date) -> Iterator[CallItem]:
        lines = customer.active_lines(min(day, self.world.window.until))
        for one in customer.contracts:
            worth = sum((line.mrr for line in lines if line.contract_id == one.contract_id), _NO)
            ends_in = Quarter.containing(one.ends_on)
            if ends_in not in (quarter, quarter.shifted(1)) or not worth:
                continue
            said = self.forecasts.get(one.contract_id)
            told = said if said and said.set_on and said.set_on <= day else None
            left = None if told is None or told.expected_mrr is None else Decimal(str(told.expected_mrr))
            by_hand = None if told is None or told.swing_mrr is None else Decimal(str(told.swing_mrr))
            category = told.category if told else None
            part = Due(
                worth, ContractState.OPEN, swing=swing(worth, category, left, by_hand),
                expected=expected(worth, category, left),
            )  # fmt: skip
            yield contract_item(
                one.contract_id, ends_in == quarter, ContractState.OPEN, part, category, ends_on=one.ends_on,
                starts_on=one.starts_on, account_id=customer.profile.account_id, account=customer.profile.name,
            )  # fmt: skip

    @cached_property
    def renewed(self) -> Set[str]:
        """The contracts that another one followed."""
        follow = ((each, one.contracts) for one in self.world.customers for each in one.contracts)
        return {one.contract_id for one, beside in follow if any(_follows(each, one) for each in beside)}


def _follows(later: Contract, one: Contract) -> bool:
    return later.chain == one.chain and later.starts_on > one.starts_on


_NO = Decimal()


def write_forecasts(folder: Path, world: World, forecasts: Calls) -> None:
    """The calls of everybody who looks after accounts; a folder that is there is somebody's own and stays."""
    home, until = folder / COMPANY / FOLDER, world.window.until
    if home.exists():
        return
    course, quarter = Course(world, forecasts), Quarter.containing(until + timedelta(days=TODAY))
    for person in world.staff.people:
        if not course.opportunities.get(person.person_id):
            continue
        place = _Caller(home / slug(person.person_id), person.person_id, person.name, person.manager_id, world, course)
        if person.person_id in STORY.experienced:
            place.remember(quarter)
        for number, days in enumerate(CALLED, 1):
            place.lock(CallRef(person.person_id, str(quarter), number), quarter, until + timedelta(days=days))
        place.go_on(CallRef(person.person_id, str(quarter), len(CALLED) + 1), quarter, until + timedelta(days=TODAY))


@dataclass(frozen=True)
class _Caller:
    """One of us who makes calls, with where they lie."""

    home: Path
    person_id: str
    name: str
    manager_id: str
    world: World
    course: Course

    def remember(self, quarter: Quarter) -> None:
        """A call at the beginning of each of the last quarters: most of what is committed comes."""
        for back in range(BACK, 0, -1):
            past = quarter.shifted(-back)
            day = past.start + timedelta(days=6)
            items = [self._hoped(one, past) for one in self.course.items(self.person_id, past, day)]
            self._locked(CallRef(self.person_id, str(past), 1), items, day)

    def _hoped(self, item: CallItem, quarter: Quarter) -> CallItem:
        """What was won in the quarter was mostly committed before, and so was some of what was not."""
        if item.kind is CallKind.RENEWALS:
            return self._expected(item)
        opportunities = {key: opportunity for key, opportunity, _, _ in self.course.opportunities[self.person_id]}
        opportunity, rng = opportunities.get(item.key), dice(self.world.seed, item.key, "called")
        if opportunity is None or not item.due:
            return item
        won = opportunity.status == "won" and opportunity.closed_on is not None and opportunity.closed_on <= quarter.end
        surely = rng.random() < (0.8 if won else 0.25)
        return replace(as_called(item, ForecastCategory.COMMIT if surely else ForecastCategory.BEST), crm="")

    def _expected(self, item: CallItem) -> CallItem:
        """What renewed was mostly expected to, and so was half of what did not."""
        if not item.due:
            return item
        rng = dice(self.world.seed, item.key, "called")
        surely = rng.random() < (0.9 if item.key in self.course.renewed else 0.5)
        counts = Numbers(item.amount, item.amount, item.amount) if surely else Numbers(0, 0, item.amount)
        category = Category.WILL_RENEW if surely else Category.CHURN_ACTIONABLE
        return replace(item, category=category.value, counts=counts)

    def lock(self, call: CallRef, quarter: Quarter, day: date) -> None:
        """A call of the quarter ahead; one of them was adjusted before it was locked."""
        items = list(self.course.items(self.person_id, quarter, day))
        if call.number == 1:
            items = [as_called(one, ForecastCategory.COMMIT) if self._will_slip(one, quarter) else one for one in items]
        adjusted = self.person_id == STORY.adjusted and call.number == len(CALLED)
        self._locked(call, items, day, adjusted=adjusted)

    def _will_slip(self, item: CallItem, quarter: Quarter) -> bool:
        """Whether an opportunity of the quarter is one that somebody stands in for by now, in a later one."""
        opportunity = next(
            (opportunity for key, opportunity, _, _ in self.course.opportunities[self.person_id] if key == item.key),
            None,
        )
        return (
            item.due
            and opportunity is not None
            and opportunity.forecast == "commit"
            and opportunity.close_on > quarter.end
        )

    def go_on(self, call: CallRef, quarter: Quarter, today: date) -> None:
        """The call of today: open with what is said in it, or submitted and waiting; most have none yet."""
        items = list(self.course.items(self.person_id, quarter, today))
        if self.person_id == STORY.submitted:
            self._file(call, CallFile(account_id=self.person_id, note=CallNote(said="The ports decide in November.")))
            self._submitted(call, items, today)
        if self.person_id == STORY.opened:
            self._begun(call, today)
            self._file(call, CallFile(account_id=self.person_id, opportunities=tuple(_answers(items))))

    def _begun(self, call: CallRef, day: date) -> None:
        make_folder(self.home / call.name)
        self._add(call, CallEvent.BEGIN, day, self.name, 8, {})

    def _submitted(self, call: CallRef, items: Sequence[CallItem], day: date) -> str:
        self._begun(call, day)
        raw = frozen_bytes(items)
        content = content_of(raw)
        swap(self.home / call.frozen(content), raw)
        said: dict[str, object] = {KNOWN: min(day, self.world.window.until).isoformat()}
        said |= {kind.value: list(numbers_of(one for one in items if one.kind is kind)) for kind in CallKind}
        self._add(call, CallEvent.SUBMIT, day, self.name, 9, said, content)
        return content

    def _locked(self, call: CallRef, items: Sequence[CallItem], day: date, *, adjusted: bool = False) -> None:
        self._file(call, CallFile(account_id=self.person_id))
        content = self._submitted(call, items, day)
        manager = next((one.name for one in self.world.staff.people if one.person_id == self.manager_id), "")
        if adjusted:
            was = numbers_of(one for one in items if one.kind is CallKind.PIPELINE)
            off = max((one.amount for one in items if one.counts.commit and one.kind is CallKind.PIPELINE), default=0)
            to = Numbers(was.commit - off, was.likely - off, was.best)
            why = "The largest of them has no date with who pays, and slipped once before."
            about = {"kind": CallKind.PIPELINE.value, "from": list(was), "to": list(to), "why": why}
            self._add(call, CallEvent.ADJUST, day, manager, 13, about, content)
        self._add(call, CallEvent.LOCK, day, manager, 14, {}, content)

    def _file(self, call: CallRef, content: CallFile) -> None:
        make_folder(self.home / call.name)
        swap(self.home / call.file, (COMMENT + written(content)).encode())

    def _add(
        self, call: CallRef, event: CallEvent, day: date, who: str, hour: int, about: Mapping[str, object],
        content: str = "",
    ) -> None:  # fmt: skip
        at = datetime.combine(day, time(hour), UTC)
        ledger.add(
            self.home / call.ledger, who, event.value, {"on": day.isoformat(), CALL_KEY: call.id, **about}, content, at
        )


def _answers(items: Sequence[CallItem]) -> Iterator[OpportunityCall]:
    """The largest that is committed answered, the next one no longer believed, a likely one believed more."""
    due = sorted((one for one in items if one.due and one.kind is CallKind.PIPELINE), key=lambda one: -one.amount)
    sure = [one for one in due if one.category == ForecastCategory.COMMIT]
    hoped = [one for one in due if one.category == ForecastCategory.BEST]
    if sure:
        yield OpportunityCall(
            opportunity=sure[0].key, why_now="Their contract with the old supplier ends with the year.",
            why_amount="Counted by agent, list price less the frame discount.",
            who_else="The head of service asked for it; finance pays.",
            what_blocks="Security has to sign the data agreement. Promised for the end of the month.",
        )  # fmt: skip
    if len(sure) > 1:
        yield OpportunityCall(
            opportunity=sure[1].key, category=ForecastCategory.LIKELY, why_now="They ask for one month more."
        )
    if hoped:
        yield OpportunityCall(
            opportunity=hoped[0].key, category=ForecastCategory.LIKELY, why_now="The board has it on 20 November."
        )

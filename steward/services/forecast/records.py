"""What somebody called for quarters that are over, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from steward.briefings.internal.forecast.source import HeldCall
from steward.briefings.internal.scope.book import Book
from steward.domain.access.scope import Scope
from steward.domain.forecasting.accuracy import CalledQuarter, CallRecord
from steward.domain.forecasting.hygiene import committed
from steward.domain.forecasting.items import CallItem, CallKind
from steward.domain.quarters import Quarter
from steward.domain.requests.claims import cents_of
from steward.plans.internal.forecast import CallRef
from steward.plans.internal.forecast_files import ForecastFiles
from steward.plans.internal.forecast_states import CallState
from steward.warehouse.rows.internal import forecast as rows
from steward.warehouse.rows.internal import opportunities as opportunity_rows

PAST_QUARTERS = 8
NOT_YOURS = "Of an account you do not see"


def held_call(files: ForecastFiles, ref: CallRef) -> HeldCall:
    """A call as it stands, with what it was submitted with; of accounts that are not seen no name."""
    found = files.standing(ref)
    if not found.is_fixed:
        return HeldCall(ref=ref, standing=found)
    frozen = files.submitted(ref, found)
    items = tuple(_seen(one, files.scope) for one in frozen.items)
    return HeldCall(ref=ref, standing=found, items=items, problem=frozen.problem)


def _seen(item: CallItem, scope: Scope) -> CallItem:
    """An item as somebody may see it: its amount is part of a call that is theirs to see, its account may not be."""
    if scope.sees_all or not item.account_id or item.account_id in scope.read:
        return item
    return replace(item, name=NOT_YOURS, account="", account_id="", stage="", next_step="")


@dataclass(frozen=True)
class CallRecords:
    """How right everybody's calls were for the quarters before one. `running`: that one."""

    book: Book
    files: ForecastFiles
    running: Quarter

    def of(self, person_id: str) -> Mapping[CallKind, CallRecord]:
        """The first locked call of each quarter that is over, and what came of what it held."""
        past = [self.running.shifted(-step) for step in range(PAST_QUARTERS, 0, -1)]
        first = [(quarter, call) for quarter in past if (call := self._first_locked(person_id, quarter))]
        return {
            CallKind.PIPELINE: CallRecord(tuple(self._sold(person_id, *one) for one in first)),
            CallKind.RENEWALS: CallRecord(tuple(self._renewed(person_id, *one) for one in first if self._told(one[0]))),
        }

    def _first_locked(self, person_id: str, quarter: Quarter) -> HeldCall | None:
        calls = (held_call(self.files, one) for one in self.files.calls(person_id, str(quarter)))
        return next((one for one in calls if one.standing.state is CallState.LOCKED), None)

    def _sold(self, person_id: str, quarter: Quarter, call: HeldCall) -> CalledQuarter:
        sure = [one.key for one in committed(self._known(call, CallKind.PIPELINE))]
        became = rows.outcomes(self.book.warehouse, sure) if sure else {}
        won = [one for one in sure if one in became and _won_in(quarter, became[one])]
        commit = call.numbers(CallKind.PIPELINE).commit
        return CalledQuarter(
            str(quarter), commit, self._won.get((person_id, str(quarter)), 0), len(sure), len(sure) - len(won)
        )  # fmt: skip

    def _renewed(self, person_id: str, quarter: Quarter, call: HeldCall) -> CalledQuarter:
        """Of the contracts it held as sure, those that were not renewed have slipped."""
        held = self._known(call, CallKind.RENEWALS)
        sure = [one.key for one in held if one.is_open and one.counts.commit and not one.is_beyond]
        became = rows.contract_ends(self.book.warehouse, sure, str(quarter)) if sure else {}
        lost = [one for one in sure if became.get(one) != "won"]
        commit = call.numbers(CallKind.RENEWALS).commit
        return CalledQuarter(
            str(quarter), commit, self._kept.get((person_id, str(quarter)), 0), len(sure), len(lost)
        )  # fmt: skip

    def _known(self, call: HeldCall, kind: CallKind) -> Sequence[CallItem]:
        """What became of an item of an account that is not seen is not known here: it has not slipped for that."""
        every = self.files.scope.sees_all
        return [one for one in call.items if one.kind is kind and (every or one.account_id)]

    def _told(self, quarter: Quarter) -> bool:
        """Whether it is known what became of contracts that ended in a quarter, also of those that ended with it."""
        return any(one.end > quarter.end for one in self.book.warehouse.quarters)

    @cached_property
    def _won(self) -> Mapping[tuple[str, str], int]:
        """New business that each of us won in each quarter that is over."""
        until: date = self.running.start - timedelta(days=1)
        won = opportunity_rows.won_by_quarter(self.book.warehouse, until)
        return {(one.owner_id, one.quarter): cents_of(one.amount) for one in won if one.owner_id}

    @cached_property
    def _kept(self) -> Mapping[tuple[str, str], int]:
        """What each of us kept of the contracts that ended in a quarter."""
        kept = rows.kept_by_quarter(self.book.warehouse)
        return {(one.person_id, one.quarter): cents_of(one.amount) for one in kept}


def _won_in(quarter: Quarter, end: rows.OpportunityEnd) -> bool:
    return end.status == "won" and end.ended_on is not None and quarter.start <= end.ended_on <= quarter.end

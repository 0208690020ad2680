"""Designs that wait for something: answers for their next quote, a survey, an answer to who builds it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.design.discovery import for_what
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.design.knowledge import GapKind, gaps, next_level
from steward.domain.design.words import Survey
from steward.exhibits import Receipt, day_text, listed
from steward.exhibits.wording import counted
from steward.plans.customer.design import FILE, Design
from steward.plans.customer.design_content import AskedQuestion, known
from steward.plans.internal.design_states import DesignEvent, DesignStanding, DesignState
from steward.plans.internal.engineering import Engineering
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember

AT_WORK = (
    DesignState.OPEN, DesignState.INTERVIEWING, DesignState.DESIGNED, DesignState.REVIEWED, DesignState.PRICED,
    DesignState.RETURNED,
)  # fmt: skip
"""The states in which something is left to us: later it is with who builds it, or over."""
QUESTIONS = (GapKind.ANSWER, GapKind.CONFIRMATION)


@dataclass(frozen=True, kw_only=True)
class ListedDesign:
    """One design of an account, as its files and its ledger say it. `today`: the day it is looked at."""

    account_id: str
    design_id: str
    plan: Design
    engineering: Engineering
    standing: DesignStanding
    asked: tuple[AskedQuestion, ...]
    today: date

    @property
    def title(self) -> str:
        """What it is called."""
        return self.plan.about.title or self.design_id

    @property
    def whose(self) -> str:
        """Which of us it waits for: who designs it, else who asked for it."""
        return self.engineering.request.engineer or self.engineering.request.asked_by


def design_todos(
    found: Sequence[ListedDesign], rows: Mapping[str, BookRow], us: Mapping[str, StaffMember]
) -> Iterator[Todo]:  # fmt: skip
    """What each design that is worked on waits for."""
    for one in found:
        row = rows.get(one.account_id)
        if row is not None and one.standing.state in AT_WORK:
            for words, due in (*_returned(one), *_questions(one), *_surveys(one)):
                yield _todo(one, row, us, f"“{one.title}” {words}", due)


def _returned(one: ListedDesign) -> Iterator[tuple[str, date | None]]:
    last = one.standing.last
    if one.standing.state is DesignState.RETURNED:
        why = str(last.about.get("why") or "") if last and last.event == DesignEvent.RETURN else ""
        yield "came back from implementation with questions" + (f": {why}" if why else ""), None


def _questions(one: ListedDesign) -> Iterator[tuple[str, date | None]]:
    """What nobody answered, or we only assume, that the next quote needs."""
    content = known(one.plan, one.asked, one.engineering.excepted(one.plan.requirements))
    ahead = next_level(content)
    if ahead is None:
        return
    named = {each.key: each.question.question for each in one.asked}
    open_ones = [named[gap.key] for gap in gaps(content, ahead) if gap.kind in QUESTIONS]
    if open_ones:
        first = open_ones[0].rstrip(".")
        yield f"lacks {counted(len(open_ones), 'answer')} for {for_what(ahead)}, first: {first}", _needed_by(one)


def _needed_by(one: ListedDesign) -> date | None:
    return one.engineering.request.needed_by or one.plan.about.wanted_on


def _surveys(one: ListedDesign) -> Iterator[tuple[str, date | None]]:
    """The sites somebody still has to look at."""
    ordered = [site for site in one.plan.sites if site.survey is Survey.ORDERED]
    if ordered:
        days = [site.survey_on for site in ordered if site.survey_on]
        first = min(days, default=None)
        when = "" if first is None else f", {'was due' if first < one.today else 'due'} on {day_text(first)}"
        yield f"waits for the survey of {listed([site.name for site in ordered])}{when}", first
    wanted = [site.name for site in one.plan.sites if site.survey is Survey.TO_ORDER]
    if wanted:
        yield f"has a survey to be ordered of {listed(wanted)}", _needed_by(one)


def _todo(
    one: ListedDesign, row: BookRow, us: Mapping[str, StaffMember], words: str, due: date | None
) -> Todo:  # fmt: skip
    doer = us.get(one.whose)
    return Todo(
        reason=Reason.DESIGN, account_id=row.account_id, account=row.name, owner_id=row.owner_id, owner=row.owner,
        words=words, at_stake=row.mrr, due=due, receipt=Receipt("design", one.today, FILE), design=one.design_id,
        doer_id=doer.person_id if doer else one.whose or None, doer=doer.name if doer else one.whose or None,
    )  # fmt: skip

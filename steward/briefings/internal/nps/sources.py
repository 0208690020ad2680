"""What the NPS of the book is made from: surveys with who answered, our reading of people, follow-ups and themes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from steward.briefings.internal.scope.book import Book
from steward.domain.nps import NOBODY, Survey, leaning
from steward.domain.stakeholders import BuyingRole
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy as ours
from steward.plans.internal.nps import FILE, FollowUp, NpsNotes
from steward.plans.internal.strategy import Strategy
from steward.plans.internal.themes import Themes, themes
from steward.warehouse.rows.internal import nps as nps_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.nps import SurveyAnswer

QUARTERS = 8
NO_RULES = Themes((), "no rules")


@dataclass(frozen=True)
class NpsPlans:
    """What people wrote that NPS is read beside, by account id."""

    strategies: Mapping[str, Strategy] = field(default_factory=dict)
    success: Mapping[str, SuccessPlan] = field(default_factory=dict)
    notes: Mapping[str, NpsNotes] = field(default_factory=dict)
    themes: Themes = NO_RULES

    @cached_property
    def roles(self) -> Mapping[tuple[str, str], tuple[BuyingRole, ...]]:
        """What each person does in a purchase on the map of the whole account, by account and person."""
        return {
            (account_id, one.person): one.roles
            for account_id, strategy in self.strategies.items()
            for one in strategy.readings
            if not one.map and one.roles
        }

    @cached_property
    def follow_ups(self) -> Mapping[tuple[str, str], FollowUp]:
        """What we do about an answer, by account and answer."""
        return {(key, one.response): one for key, notes in self.notes.items() for one in notes.follow_ups}


NO_PLANS = NpsPlans()


def nps_plans(plan_cache: PlanCache, account_ids: Iterable[str]) -> NpsPlans:
    """What people wrote about these accounts, and the rules for themes in use."""
    ids = list(account_ids)
    return NpsPlans(
        strategies=plan_cache.of(Strategy, ours.FILE, "readings").all_of(ids),
        success=plan_cache.of(SuccessPlan, agreed.FILE, "people").all_of(ids),
        notes=plan_cache.of(NpsNotes, FILE, "follow_ups").all_of(ids),
        themes=themes(plan_cache.plans.folder),
    )


@dataclass(frozen=True)
class Heard:
    """The surveys of some accounts: the counts of eight quarters, and every answer of the last two.

    `rows` hold whoever left since, too: a quarter's score is the same whenever it is looked at."""

    book: Book
    rows: Sequence[BookRow]
    plans: NpsPlans

    @cached_property
    def accounts(self) -> Mapping[str, BookRow]:
        """The accounts by id."""
        return {row.account_id: row for row in self.rows}

    @cached_property
    def quarters(self) -> Mapping[str, Survey]:
        """The survey of each quarter that had one, the earliest first, by its label."""
        labels = [str(self.book.quarter.shifted(-back)) for back in range(QUARTERS)]
        counts = nps_rows.quarter_counts(self.book.warehouse, labels, list(self.accounts))
        return {one.quarter: Survey(one.asked, one.promoters, one.passives, one.detractors) for one in counts}

    @property
    def now(self) -> Survey:
        """The survey of this quarter."""
        return self.quarters.get(str(self.book.quarter), NOBODY)

    @property
    def before(self) -> Survey:
        """The survey of the quarter before."""
        return self.quarters.get(str(self.book.quarter.previous), NOBODY)

    @cached_property
    def of_two_quarters(self) -> Sequence[SurveyAnswer]:
        """Every survey sent in this quarter and the one before, answered or not."""
        labels = [str(self.book.quarter), str(self.book.quarter.previous)]
        return nps_rows.surveys(self.book.warehouse, labels, list(self.accounts))

    @cached_property
    def surveys(self) -> Sequence[SurveyAnswer]:
        """Every survey sent in this quarter, the lowest score first, those not answered last."""
        return [one for one in self.of_two_quarters if one.quarter == str(self.book.quarter)]

    @cached_property
    def answers(self) -> Sequence[SurveyAnswer]:
        """The answers of this quarter, the lowest score first."""
        return [one for one in self.surveys if one.score is not None]

    @property
    def tells_whom(self) -> bool:
        """Whether the feed says who was asked in person."""
        return any(one.contact_id for one in self.of_two_quarters)


def counted_survey(answers: Sequence[SurveyAnswer], tells_who_was_asked: bool) -> Survey:
    """Some surveys counted."""
    found = [leaning(one.score) for one in answers if one.score is not None]
    asked = len(answers) if tells_who_was_asked else None
    return Survey(asked, found.count(1), found.count(0), found.count(-1))

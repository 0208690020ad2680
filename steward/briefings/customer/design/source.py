"""A design beside the data of its account: its questions, the names behind its ids, and who is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from steward.briefings.customer.subject import Subject
from steward.domain.design.knowledge import Completeness, completeness
from steward.domain.design.words import Family
from steward.exhibits import COUNT, NUMBER, Receipt, Unit, money
from steward.plans.customer.design import FILE, Design, DesignOption
from steward.plans.customer.design_content import AskedQuestion, offered, questions_of
from steward.plans.customer.questions import AskedSet


@dataclass(frozen=True)
class DesignSource:
    """One design. `names`: of people, colleagues and products by id."""

    design_id: str
    plan: Design
    sets: Mapping[Family, AskedSet]
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def questions(self) -> tuple[AskedQuestion, ...]:
        """What is asked for it, in order."""
        return questions_of(self.plan, self.sets)

    @property
    def completeness(self) -> Completeness:
        """How much of it is known."""
        return completeness(one.asked for one in self.questions)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.plan.about.title or self.design_id

    @property
    def offered(self) -> DesignOption | None:
        """The option to be quoted."""
        return offered(self.plan)

    def name(self, key: str) -> str:
        """The name behind an id; what is no id stays as it is written."""
        return self.names.get(key) or key

    def site(self, key: str) -> str:
        """What a site is called; empty for all of them."""
        return next((one.name for one in self.plan.sites if one.id == key and one.name), key)

    def may_be_shown(self, day: date) -> bool:
        """Whether the customer may see it on a day."""
        return self.plan.about.shown_on is not None and self.plan.about.shown_on <= day


def cents(about: Subject) -> Unit:
    """The reporting currency to the cent."""
    return money(about.warehouse.facts.currency, 2)


def number_of(values: Iterable[object]) -> Unit:
    """Whole numbers as such, others with a decimal."""
    held = [float(one) for one in values if isinstance(one, int | float | Decimal)]
    return COUNT if all(one.is_integer() for one in held) else NUMBER


def receipt(about: Subject, metric: str, section: str) -> Receipt:
    """A receipt for what people wrote of a design."""
    return Receipt(metric, about.as_of, f"{FILE}, {section}")

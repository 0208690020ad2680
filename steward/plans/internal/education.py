"""`education.toml`: who at the customer was introduced to what of ours, and how they took it. Ours alone: customer code
never imports it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from steward.domain.education import Introduced, Reaction
from steward.plans.files.changes import entry_id
from steward.plans.files.keys import Kind, Record, choice, colleague, day, ident, key, many, person, text
from steward.plans.files.store import Plans, Saved

FILE = "education.toml"


@dataclass(frozen=True, kw_only=True)
class Introduction(Record):
    """Somebody at the customer was told of a product."""

    id: str = ident()
    contact: str = person("Who", "Who of them.", required=True)
    product: str = key(Kind.PRODUCT, "Product", "Of what: a product_id.", required=True)
    on: date | None = day("On", "When; without a day it does not count for coverage.")
    how: Introduced = choice(Introduced, "How", "How closely they saw it.", default=Introduced.MENTIONED)
    reaction: Reaction | None = choice(Reaction, "Reaction", "How they took it.")
    evidence: str = text("Evidence", "What shows it: the meeting, the mail, what they said.")
    by: str = colleague("By", "Which of us told them.", goes_along=True)


@dataclass(frozen=True, kw_only=True)
class Education:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    introductions: tuple[Introduction, ...] = many(
        Introduction, "Introductions", "Who was introduced to what of ours, when and how."
    )


def add_introductions(plans: Plans, account_id: str, made: Iterable[Introduction], who: str) -> Saved[Education]:
    """Add them beside what others wrote, each once: the same person, product, day and way is not added again.

    Raises PlanBroken or PlanNotSaved."""
    wanted = tuple(made)

    def edit(plan: Education) -> Education:
        found = list(plan.introductions)
        for one in wanted:
            if _told(one) not in map(_told, found):
                key = entry_id(f"{one.contact} {one.product} {one.how}", [other.id for other in found])
                found.append(replace(one, id=key))
        return replace(plan, introductions=tuple(found))

    return plans.edit(Education, FILE, account_id, edit, who)


def _told(one: Introduction) -> tuple[str, str, date | None, Introduced]:
    return one.contact, one.product, one.on, one.how

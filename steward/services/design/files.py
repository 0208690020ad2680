"""The designs of an account as their files say them now, begun anew, and handed on line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.design.discovery import Discovery, discovery
from steward.domain.design.materials import BomLine
from steward.domain.design.words import Family
from steward.errors import PlanNotFound, PlanNotSaved
from steward.plans.customer import design as customers
from steward.plans.customer.design import AboutDesign, Design, DesignOption
from steward.plans.customer.design_content import (
    AskedQuestion,
    bom_lines,
    not_quoted,
    offered,
    questions_of,
    quoted_lines,
)
from steward.plans.customer.questions import AskedSet, in_use, open_questions
from steward.plans.files.changes import entry_id
from steward.plans.files.store import Opened, Plans, Saved
from steward.plans.internal import design_states as states
from steward.plans.internal import engineering as ours
from steward.plans.internal.design_states import DesignStanding, standing
from steward.plans.internal.engineering import Engineering, MustException, signed_for
from steward.services.design import shown
from steward.services.design.shown import design_ids, question_sets, source_of, titles
from steward.warehouse.rows.customer.account import colleague_names
from steward.warehouse.rows.customer.offered import products
from steward.workflow import ledger
from steward.workflow.ledger import Ledger

__all__ = [
    "AskedSet",
    "DesignBom",
    "Discovery",
    "Family",
    "OpenedDesign",
    "asked_of",
    "begin",
    "bill_of_materials",
    "brief",
    "design_ids",
    "in_use",
    "ledger_path",
    "names_of",
    "open_design",
    "open_questions",
    "question_sets",
    "source_of",
    "titles",
    "with_exceptions",
]


@dataclass(frozen=True)
class OpenedDesign:
    """A design's files as they are now. `standing`: where it stands by its ledger and by what was changed since."""

    design_id: str
    file: Opened[Design]
    engineering: Opened[Engineering]
    ledger: Ledger
    standing: DesignStanding

    @property
    def plan(self) -> Design:
        """What the customer may see of it."""
        return self.file.plan


@dataclass(frozen=True)
class DesignBom:
    """What a quote begins with: the lines of one option, without those that an exclusion takes out."""

    design_id: str
    title: str
    opportunity_id: str
    option: DesignOption
    lines: tuple[BomLine, ...]
    excluded: tuple[BomLine, ...]


def open_design(plans: Plans, account_id: str, design_id: str) -> OpenedDesign:
    """One of them. Raises PlanNotFound, AccountNotFound."""
    file = shown.opened(plans, account_id, design_id)
    held = ledger.read(ledger_path(plans, account_id, design_id))
    return OpenedDesign(
        design_id, file, plans.open(Engineering, ours.file_of(design_id), account_id), held, standing(file.plan, held)
    )


def ledger_path(plans: Plans, account_id: str, design_id: str) -> Path:
    """Where what happened to a design is written."""
    return plans.of(account_id) / states.file_of(design_id)


def begin(
    plans: Plans, account_id: str, title: str, families: tuple[Family, ...], who: str, opportunity: str = ""
) -> Saved[Design]:  # fmt: skip
    """Begin a design. Raises PlanNotSaved."""
    if not title.strip():
        raise PlanNotSaved("A design needs a title.")
    design_id = entry_id(title, design_ids(plans, account_id))
    file = plans.open(Design, customers.file_of(design_id), account_id)
    about = AboutDesign(title=title.strip(), families=families, opportunity=opportunity)
    return Saved(file, plans.save(file, replace(file.plan, about=about), who))


def with_exceptions(engineering: Engineering, found: Sequence[MustException], design: Design) -> Engineering:
    """With these exceptions, each that is signed anew for its requirement as the design words it now."""
    required = {one.id: one.requirement for one in design.requirements}
    return replace(engineering, exceptions=signed_for(engineering.exceptions, found, required))


def bill_of_materials(plans: Plans, account_id: str, design_id: str, option_id: str = "") -> DesignBom:
    """The lines of an option, without one named of the offered one. Raises PlanNotFound where there is none."""
    plan = open_design(plans, account_id, design_id).plan
    named = next((one for one in plan.options if one.id == option_id), None)
    option = named if option_id else offered(plan)
    if option is None:
        raise PlanNotFound("The design has no such option." if option_id else "No option of the design is chosen yet.")
    out, lines = not_quoted(plan), bom_lines(plan, option.id)
    return DesignBom(
        design_id,
        plan.about.title,
        plan.about.opportunity,
        option,
        quoted_lines(plan, option.id),
        tuple(one for one in lines if one.line_id in out),
    )


def brief(about: Subject, plans: Plans, opened: OpenedDesign) -> Discovery:
    """Brief on one design for our own eyes."""
    source = source_of(about, plans, opened.design_id, opened.plan)
    return discovery(about, source, opened.engineering.plan, opened.standing, opened.ledger)


def asked_of(plans: Plans, plan: Design) -> tuple[AskedQuestion, ...]:
    """The questions of a design's families with what is known to them."""
    return questions_of(plan, question_sets(plans))


def names_of(about: Subject) -> Mapping[str, str]:
    """Who and what an id of a design means, our own people included."""
    return {**{one.product_id: one.name for one in products(about.warehouse)}, **colleague_names(about.warehouse)}

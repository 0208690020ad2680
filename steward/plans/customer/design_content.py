"""A design as the formulas take it: its questions with how sure they are, its fit, its lines, its sites in money."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from steward.domain.design.fit import Judged, open_musts
from steward.domain.design.knowledge import AskedAnswer, KnownDesign
from steward.domain.design.materials import BomLine, total
from steward.domain.design.money import SiteCost
from steward.domain.design.words import Confidence, Family, NeededFor, Priority
from steward.plans.customer.design import Design, DesignOption, DiscoveryAnswer, MaterialLine
from steward.plans.customer.questions import AskedSet, Question


class AskedQuestion(NamedTuple):
    """A question of a design's families, and what is known to it."""

    family: Family
    question: Question
    answer: DiscoveryAnswer | None

    @property
    def key(self) -> str:
        """What tells it from the questions of all families."""
        return f"{self.family.value}.{self.question.id}"

    @property
    def needed_for(self) -> NeededFor:
        """What cannot be done without an answer."""
        return self.question.needed_for or NeededFor.ORDER

    @property
    def said(self) -> DiscoveryAnswer | None:
        """The answer, where it says anything: blanks are none."""
        held = self.answer.value if self.answer else ""
        return self.answer if any(one.isprintable() and not one.isspace() for one in held) else None

    @property
    def asked(self) -> AskedAnswer:
        """As the gates take it; an answer of which nobody said how sure it is counts as one we assume."""
        return AskedAnswer(self.key, self.needed_for, _sure(self.said) if self.said else None)


def _sure(answer: DiscoveryAnswer) -> Confidence:
    return answer.confidence or Confidence.ASSUMED


def questions_of(design: Design, sets: Mapping[Family, AskedSet]) -> tuple[AskedQuestion, ...]:
    """The questions of its families, in their order."""
    held = {(one.family, one.question): one for one in design.answers}
    return tuple(
        AskedQuestion(family, question, held.get((family, question.id)))
        for family in Family
        if family in design.about.families and family in sets
        for question in sets[family].questions
    )


def offered(design: Design) -> DesignOption | None:
    """The option to be quoted: the one that is said, else the only one there is."""
    said = next((one for one in design.options if one.id == design.about.offered), None)
    return said or (design.options[0] if len(design.options) == 1 else None)


def bom_lines(design: Design, option_id: str) -> tuple[BomLine, ...]:
    """The bill of materials of an option, as typed lines."""
    return tuple(_bom_line(one) for one in design.lines if one.option == option_id)


def _bom_line(line: MaterialLine) -> BomLine:
    return BomLine(
        line_id=line.id,
        option_id=line.option,
        product_id=line.product,
        site_id=line.site,
        quantity=Decimal(1) if line.quantity is None else Decimal(str(line.quantity)),
        unit_monthly=exact(line.monthly),
        unit_one_off=exact(line.one_off),
        note=line.note,
    )


def exact(amount: float | None) -> Decimal | None:
    """An amount as it is written, to the cent."""
    return None if amount is None else Decimal(str(amount))


def not_quoted(design: Design) -> frozenset[str]:
    """The lines of bills of materials that an exclusion names."""
    return frozenset(one.line for one in design.exclusions if one.line)


def quoted_lines(design: Design, option_id: str) -> tuple[BomLine, ...]:
    """The lines of an option that are to be quoted: those that no exclusion takes out."""
    out = not_quoted(design)
    return tuple(one for one in bom_lines(design, option_id) if one.line_id not in out)


def judged(design: Design, option_id: str) -> tuple[Judged, ...]:
    """Every requirement, and whether an option meets it; one without a priority counts as a must, lest it be missed."""
    held = {(one.option, one.requirement): one.meets for one in design.meets}
    return tuple(
        Judged(one.id, one.priority or Priority.MUST, held.get((option_id, one.id))) for one in design.requirements
    )


def site_costs(design: Design, option: DesignOption) -> tuple[SiteCost, ...]:
    """What each site costs today and with an option. A site's new MRR is known where it has lines and all of them have
    a price; what is for all sites together is of none. At a site that the option leaves as it is nothing changes: it
    serves those with a line of their own, or all where it has lines for all of them alone."""
    lines = quoted_lines(design, option.id)
    known, at = {one.id for one in design.sites}, {one.site_id for one in lines}
    served = at & known or (known if at else set())
    return tuple(
        SiteCost(
            site=one.id,
            current=exact(one.current_mrc) if one.id in served else None,
            new=total(line.monthly for line in lines if line.site_id == one.id),
            starts_on=option.starts_on,
            contract_ends_on=one.contract_ends_on,
        )
        for one in design.sites
    )


def for_all_sites(design: Design, option: DesignOption) -> Decimal | None:
    """What is paid a month for all sites together, and at a site that is not in the table; None where a part of it has
    no price yet."""
    at = {one.id for one in design.sites}
    lines = [one for one in quoted_lines(design, option.id) if one.site_id not in at]
    return total(one.monthly for one in lines) if lines else Decimal()


def known(design: Design, asked: Iterable[AskedQuestion], excepted: Collection[str] = ()) -> KnownDesign:
    """What the gates ask. `excepted`: the requirements for which somebody signed an exception."""
    option, at = offered(design), {one.id for one in design.sites}
    lines = quoted_lines(design, option.id) if option else ()
    return KnownDesign(
        asked=tuple(one.asked for one in asked),
        sites=tuple(one.id for one in design.sites),
        unplaced=tuple(one.line_id for one in lines if one.site_id and one.site_id not in at),
        unsurveyed=tuple(one.id for one in design.sites if not (one.survey and one.survey.settled)),
        open_musts=open_musts(judged(design, option.id), excepted) if option else (),
        offered=bool(lines),
    )

"""What is missing for the next quote, in words, and where it is done."""

from collections.abc import Iterable

from steward.domain.design.knowledge import Gap, GapKind
from steward.plans.customer.design import Design
from steward.plans.customer.design_content import AskedQuestion

WHERE = {
    GapKind.QUESTIONS: "About",
    GapKind.OPTION: "Options",
    GapKind.ANSWER: "Questions",
    GapKind.CONFIRMATION: "Questions",
    GapKind.SITE: "Sites",
    GapKind.PLACE: "Options",
    GapKind.MUST: "Requirements",
    GapKind.SURVEY: "Sites",
}
"""The part of the page where each is done."""


def gap_words(gap: Gap, plan: Design, asked: Iterable[AskedQuestion]) -> str:
    """One of it, as a reader knows it."""
    questions = {one.key: one.question.question for one in asked}
    required = {one.id: one.requirement for one in plan.requirements}
    sites = {one.id: one.name for one in plan.sites}
    match gap.kind:
        case GapKind.QUESTIONS:
            return "No product family is chosen"
        case GapKind.OPTION:
            return "No option with lines is chosen" if plan.options else "No option is written"
        case GapKind.ANSWER:
            return f"Not answered: {questions[gap.key]}"
        case GapKind.CONFIRMATION:
            return f"Only assumed: {questions[gap.key]}"
        case GapKind.SITE:
            return "No site is in the table"
        case GapKind.PLACE:
            at = next((one.site for one in plan.lines if one.id == gap.key), "")
            return f"Line {gap.key} is at a site that is not in the table: {at}"
        case GapKind.MUST:
            return f"A must that is not met: {required[gap.key]}"
        case GapKind.SURVEY:
            return f"Not surveyed: {sites[gap.key] or gap.key}"

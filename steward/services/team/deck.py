"""The deck for leadership of a team, a region or the company: internal, on the company's template."""

from collections.abc import Sequence
from pathlib import Path

from steward.briefings.internal.team.slides import team_slides, whose_slides
from steward.briefings.internal.team.source import TeamSource
from steward.briefings.internal.team.team import TeamBrief
from steward.deck import Content, deck_of
from steward.domain.identifiers import slug
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.reviews.decks import Deck, Order, of_the_template, opened_warehouse, written
from steward.services.reviews.templates import own_template
from steward.services.scope import book_of
from steward.services.team import desk

__all__ = ["accounts_in", "team_deck", "team_deck_name", "team_slides", "write_team_deck"]


def team_deck(source: TeamSource, brief: TeamBrief, template: Path | None = None) -> bytes:
    """A branch for leadership. Raises TemplateRefused."""
    company = source.book.warehouse.facts.company
    whose = whose_slides(source, brief)
    content = Content(
        title=f"{whose}: leadership review",
        subject="Leadership review of a team, internal",
        author=company,
        period=f"{brief.quarter.spoken} · Internal",
        as_of=brief.as_of,
        slides=team_slides(source, brief),
    )
    return deck_of(content, template)


def team_deck_name(brief: TeamBrief) -> str:
    """What its file is called; it says that it is ours alone."""
    words = " ".join("".join(one if one.isalnum() else " " for one in brief.branch.called).split())
    return f"{words or slug(brief.branch.key)} {brief.quarter.spoken} internal leadership review.pptx"


def accounts_in(source: TeamSource, brief: TeamBrief) -> Sequence[str]:
    """Whose rows are in it."""
    return tuple(dict.fromkeys((*source.ids_of(brief.branch), *source.counted_of(brief.branch))))


def write_team_deck(order: Order, said: str, output: Path | None = None) -> Deck:
    """Write the deck of a branch, to `output` or into exports/. Raises PersonNotFound, TemplateRefused."""
    plans = Plans.within(order.workspace)
    book = book_of(opened_warehouse(order.workspace), order.quarter)
    source = desk.source(book, PlanCache(plans))
    brief = desk.team_brief(source, desk.branch_named(source.branches, said))
    template = order.template or own_template(plans, None)
    path = output or order.workspace.exports / team_deck_name(brief)
    return Deck(written(order, path, team_deck(source, brief, template)), tuple(of_the_template(template)))

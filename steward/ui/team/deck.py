"""The deck for leadership of a team, as a button."""

from steward.briefings.internal.team.source import TeamSource
from steward.services.reviews.templates import own_template
from steward.services.team.deck import accounts_in, team_deck, team_deck_name
from steward.services.team.desk import TeamBrief
from steward.ui.plans.files import plans
from steward.ui.reviews.deck import download_deck


def download_deck_of(source: TeamSource, brief: TeamBrief) -> None:
    """A button for the deck, on the company's template where it has one."""
    template = own_template(plans(), None)
    download_deck(
        "Download the deck for leadership",
        lambda: team_deck(source, brief, template),
        team_deck_name(brief),
        template,
        what="deck for leadership of a team",
        accounts=accounts_in(source, brief),
        icon="slideshow",
    )

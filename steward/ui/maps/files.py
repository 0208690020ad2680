"""The relationship map as a picture and as a slide."""

from steward.briefings.internal.maps.relationship_map import MapBriefing
from steward.briefings.internal.maps.source import MapSource
from steward.domain.identifiers import slug
from steward.services.maps import picture
from steward.services.reviews.decks import map_deck
from steward.ui.kit.cache import kept
from steward.ui.kit.downloads import offer
from steward.ui.reviews.deck import POWERPOINT


def download_map(source: MapSource, brief: MapBriefing) -> None:
    """Buttons for both; each is made when it is asked for the first time."""
    name = f"{slug(source.subject.account_id)}-map"
    whose = (source.subject.account_id,)
    offer(
        "Picture", lambda: kept(lambda: picture(brief.picture), "map png", source.key), f"{name}.png", "image/png",
        what="relationship map", accounts=whose, icon="image",
    )  # fmt: skip
    offer(
        "PowerPoint", lambda: kept(lambda: map_deck(source.subject, brief), "map pptx", source.key), f"{name}.pptx",
        POWERPOINT, what="relationship map", accounts=whose, icon="slideshow",
    )  # fmt: skip

"""The relationship map as slides for leadership: the map, its gaps, and what would be lost."""

from dataclasses import replace

from steward.briefings.internal.maps.relationship_map import MapBriefing
from steward.briefings.internal.slides import InternalSlide
from steward.exhibits.wording import counted

MOST_POINTS = 6


def map_slides(brief: MapBriefing) -> tuple[InternalSlide, ...]:
    """The map on a slide of its own, then what follows from it."""
    picture = replace(brief.picture, title=brief.headline)
    slides = [InternalSlide(id="map", title=brief.headline, exhibits=(picture,), notes=picture.alt)]
    if brief.gaps:
        slides.append(_points("gaps", f"{counted(len(brief.gaps), 'gap')} to close", [g.sentence for g in brief.gaps]))
    follows = [brief.path.sentence, *(point.sentence for point in brief.points)]
    title = (
        f"{counted(len(brief.points), 'person', 'people')} we cannot do without" if brief.points else "The warmest path"
    )
    slides.append(_points("points", title[:1].upper() + title[1:], follows))
    if brief.influence:
        slides.append(InternalSlide(id="influence", title=brief.influence.title, exhibits=(brief.influence,)))
    return tuple(slides)


def _points(key: str, title: str, sentences: list[str]) -> InternalSlide:
    more = len(sentences) - MOST_POINTS
    shown = (*sentences[:MOST_POINTS], *((f"And {more} more.",) if more > 0 else ()))
    return InternalSlide(id=key, title=title[:1].upper() + title[1:], points=shown)

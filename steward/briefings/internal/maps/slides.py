"""The relationship map as slides for leadership: the map, its gaps, and what would be lost."""

from dataclasses import replace

from steward.briefings.internal.maps.relationship_map import MapBriefing
from steward.briefings.internal.slides import InternalSlide
from steward.exhibits.wording import counted


def map_slides(brief: MapBriefing) -> tuple[InternalSlide, ...]:
    """The map on a slide of its own, then what follows from it."""
    picture = replace(brief.picture, title=brief.headline)
    gaps = [gap.sentence for gap in brief.gaps]
    follows = [brief.path.sentence, *(point.sentence for point in brief.points)]
    alone = not gaps and not brief.points
    so_what = brief.path.sentence if alone else ""
    slides = [InternalSlide(id="map", title=brief.headline, exhibits=(picture,), so_what=so_what, notes=picture.alt)]
    if not alone:
        told = [f"{counted(len(gaps), 'gap')} to close"] if gaps else []
        told += [f"{counted(len(brief.points), 'person', 'people')} we cannot do without"] if brief.points else []
        slides.append(InternalSlide(id="gaps", title="; ".join(told), points=(*gaps, *follows)))
    if brief.influence:
        slides.append(InternalSlide(id="influence", title=brief.influence.title, exhibits=(brief.influence,)))
    return tuple(slides)

"""What is taken out of a template before anything is written into it: slides, and all that tells about its makers."""

from collections.abc import Sequence
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from steward.deck.own_slides.tokens import names_in_tree

# What a template may tell about its makers, or holds for their slides only.
_DROPPED = frozenset(
    {
        RT.THUMBNAIL, RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES, RT.CUSTOM_XML,
        RT.COMMENT_AUTHORS, RT.COMMENTS, RT.TAGS, RT.PRINTER_SETTINGS,
        "http://schemas.microsoft.com/office/2018/10/relationships/authors",
        "http://schemas.microsoft.com/office/2018/10/relationships/comments",
        "http://schemas.microsoft.com/office/2015/10/relationships/revisionInfo",
        "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
    }
)  # fmt: skip
_FOR_SLIDES_ONLY = ("p:custShowLst", "p:custDataLst", "p:extLst", "p:photoAlbum")


def empty(presentation: Presentation, kept: Sequence[Any] = ()) -> None:
    """Take out all slides but these, what refers to the others, and what tells about the template's makers."""
    part = presentation.part
    drop_slides(presentation, [key for key in _slide_keys(presentation) if part.related_part(key) not in kept])
    for tag in _FOR_SLIDES_ONLY:
        for element in presentation._element.findall(qn(tag)):
            presentation._element.remove(element)
    for slide in kept:
        _drop_plain_notes(slide)
    stay = {part, *kept, *(slide.part_related_by(RT.NOTES_SLIDE) for slide in kept if slide.has_notes_slide)}
    owners: list[Any] = [part.package, *part.package.iter_parts()]
    for owner in owners:
        _drop(owner, kept if owner in stay else ())


def drop_slides(presentation: Presentation, keys: Sequence[str] | None = None) -> None:
    """Take out the slides of these relations, or all."""
    for slide in list(presentation.slides._sldIdLst):
        if keys is None or slide.rId in keys:
            presentation.part._rels.pop(slide.rId)
            slide.getparent().remove(slide)


def unlink(owner: Any, key: str) -> None:
    """Remove the elements that point along a dropped relation."""
    root = getattr(owner, "_element", None)
    for element in [] if root is None else root.xpath(f"//*[@r:id='{key}' or @r:embed='{key}']"):
        element.getparent().remove(element)


def _slide_keys(presentation: Presentation) -> list[str]:
    return [slide.rId for slide in presentation.slides._sldIdLst]


def _drop_plain_notes(slide: Any) -> None:
    """Notes without tokens are instructions to the template's users."""
    if slide.has_notes_slide and not names_in_tree(slide.notes_slide._element):
        for key in [key for key, each in slide._rels.items() if each.reltype == RT.NOTES_SLIDE]:
            slide._rels.pop(key)


def _drop(owner: Any, linked: Sequence[Any]) -> None:
    """Relations to makers' data, and links to slides that are gone."""
    relations = owner._rels
    for key, relation in list(relations.items()):
        to_slide = relation.reltype == RT.SLIDE and not relation.is_external
        if relation.reltype in _DROPPED or (to_slide and relation.target_part not in linked):
            relations.pop(key)
            unlink(owner, key)

"""What a deck made on a template would fetch or start from elsewhere once it is opened: taken out, and told."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.parts.slide import SlideLayoutPart
from pptx.presentation import Presentation

from steward.deck.own_slides.kept import keep_tree, tree_of
from steward.deck.own_slides.objects import remove

_FOLLOWED = ("http://", "https://", "mailto:", "tel:")
"""Links that a reader clicks, and a browser or mail program opens."""
_STARTS = ("ppaction://macro", "ppaction://program", "ppaction://ole")
_SAID = {
    "image": "a linked picture",
    "hyperlink": "a link",
    "audio": "a linked sound",
    "video": "a linked film",
    "media": "a linked film or sound",
    "oleObject": "a linked file",
    "package": "a linked file",
    "externalLink": "a linked file",
}
_LINK, _EMBED = qn("r:link"), qn("r:embed")
_HOLDS_NOTHING_ELSE = frozenset(qn(tag) for tag in ("p:ext", "a:ext", "a:buBlip"))
LONGEST = 80


def remove_outside(presentation: Presentation, numbers: Mapping[Any, int]) -> Iterator[str]:
    """Take out every relation to something outside the file, but for links to web pages and addresses; a word for
    each. `numbers`: those of the slides that are kept, by their parts."""
    package = presentation.part.package
    for owner in (package, *package.iter_parts()):
        place = f"slide {numbers[owner]}" if owner in numbers else _place(owner)
        yield from (f"{place}: {what}" for what in _removed(owner))


def _removed(owner: Any) -> Iterator[str]:
    root = tree_of(owner) if hasattr(owner, "partname") else None
    gone = {key: each for key, each in owner._rels.items() if each.is_external and not _is_followed(each)}
    for key, relation in gone.items():
        owner._rels.pop(key)
        if root is not None:
            _unlink(owner, root, key)
        kind = _SAID.get(relation.reltype.rpartition("/")[2], "a link to something outside")
        yield f"{kind} ({relation.target_ref[:LONGEST]})"
    if root is not None:
        starts = [each for each in root.iter(etree.Element) if each.get("action", "").lower().startswith(_STARTS)]
        for each in starts:
            each.getparent().remove(each)
            yield "a click that starts a program"
        if gone or starts:
            keep_tree(owner, root)


def _is_followed(relation: Any) -> bool:
    return bool(relation.reltype == RT.HYPERLINK and relation.target_ref.strip().lower().startswith(_FOLLOWED))


def _unlink(owner: Any, root: etree._Element, key: str) -> None:
    """Take out what points along a relation, and what would be nothing without it."""
    for element in [each for each in root.iter(etree.Element) if key in _references(each)]:
        if element.get(_LINK) == key and element.get(_EMBED):
            del element.attrib[_LINK]  # a copy is in the file
        elif element.tag == qn("a:blip"):
            _without_picture(owner, element)
        elif (whole := _object_of(element)) is not None:
            _take_out(owner, whole)
        elif element.getparent().tag in _HOLDS_NOTHING_ELSE:
            element.getparent().getparent().remove(element.getparent())
        else:
            element.getparent().remove(element)


def _object_of(element: etree._Element) -> etree._Element | None:
    """The object that shows what lies outside: a linked file's frame, a film's or sound's picture."""
    media = next(element.iterancestors(qn("p:nvPr")), None)
    kinds = ("p:graphicFrame",) if media is None else ("p:graphicFrame", "p:pic")
    return next(element.iterancestors(*map(qn, kinds)), None)


def _references(element: etree._Element) -> set[str]:
    space = qn("r:id").removesuffix("id")
    return {value for name, value in element.attrib.items() if name.startswith(space)}


def _without_picture(owner: Any, blip: etree._Element) -> None:
    """A picture goes; what was filled with one is filled with nothing; a bullet is the usual one."""
    fill = blip.getparent()
    if fill.getparent().tag == qn("p:pic"):
        _take_out(owner, fill.getparent())
    elif fill.tag == qn("a:blipFill"):
        fill.getparent().replace(fill, fill.makeelement(qn("a:noFill")))
    else:
        fill.getparent().remove(fill)


def _take_out(owner: Any, element: etree._Element) -> None:
    if hasattr(owner, "_element"):
        remove(owner, element)
    else:
        element.getparent().remove(element)


def _place(owner: Any) -> str:
    """Where it was, as people call it."""
    if isinstance(owner, SlideLayoutPart):
        return f"layout “{owner.slide_layout.name}”"
    kinds = {"/slideMasters/": "master", "/charts/": "a chart", "/theme/": "theme", "/notes": "notes"}
    return next((said for folder, said in kinds.items() if folder in str(getattr(owner, "partname", ""))), "file")

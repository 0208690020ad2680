"""Anybody's template as an empty presentation: no slides, no leftovers, nothing that says who made it."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pptx
from lxml import etree
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from steward.deck.intake import Parts, read_parts
from steward.deck.layouts import Stages, layout_of
from steward.deck.missing_layout import ensure_content_layout
from steward.deck.stages import Needs
from steward.deck.style import Style
from steward.errors import TemplateRefused

DEFAULT_TEMPLATE = Path(__file__).parent / "templates" / "steward.pptx"

_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.%s.main+xml"
_UNUSABLE = (
    PythonPptxError,
    etree.LxmlError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    AssertionError,
)
# What a template may tell about its makers, or holds for their slides only.
_DROPPED = frozenset(
    {
        RT.THUMBNAIL, RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES, RT.CUSTOM_XML,
        RT.COMMENT_AUTHORS, RT.TAGS, RT.PRINTER_SETTINGS,
        "http://schemas.microsoft.com/office/2018/10/relationships/authors",
        "http://schemas.microsoft.com/office/2015/10/relationships/revisionInfo",
        "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
    }
)  # fmt: skip
_FOR_SLIDES_ONLY = ("p:custShowLst", "p:custDataLst", "p:extLst", "p:photoAlbum")


@dataclass(frozen=True)
class Template:
    """An emptied template, its layouts and its style: all that every deck on it starts from."""

    blob: bytes
    stages: Stages
    style: Style

    def opened(self) -> Presentation:
        """A presentation of its own to fill."""
        return pptx.Presentation(io.BytesIO(self.blob))


def open_template(path: Path | None = None) -> Presentation:
    """A template (ours where none is given) without slides, ready to be filled. Raises TemplateRefused."""
    return prepared(path).opened()


def prepared(path: Path | None = None) -> Template:
    """The template, read again only when its file has changed. Raises TemplateRefused."""
    path = path or DEFAULT_TEMPLATE
    stamp = path.stat() if path.is_file() else None
    return _prepared(path, stamp and stamp.st_mtime_ns, stamp and stamp.st_size)


@lru_cache(maxsize=8)
def _prepared(path: Path, _changed: int | None, _size: int | None) -> Template:
    parts = read_parts(path)
    try:
        presentation = pptx.Presentation(io.BytesIO(_as_presentation(parts)))
        _empty(presentation)
        ensure_content_layout(presentation)
        stages = Stages(presentation)
        style = Style.of(presentation, layout_of(presentation, stages.content(Needs())))
    except _UNUSABLE as error:
        raise TemplateRefused(f"“{path.name}” cannot be used as a template; choose a .pptx or .potx file.") from error
    stream = io.BytesIO()
    presentation.save(stream)
    return Template(_stored(stream.getvalue()), stages, style)


def _as_presentation(parts: Parts) -> bytes:
    """The same package as an ordinary presentation, which is the only kind python-pptx opens."""
    types = parts["[Content_Types].xml"]
    for kind in (b"template", b"slideshow"):
        types = types.replace(_MAIN % kind, _MAIN % b"presentation")
    return _zipped(parts | {"[Content_Types].xml": types})


def _stored(blob: bytes) -> bytes:
    with ZipFile(io.BytesIO(blob)) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(parts: Parts) -> bytes:
    """Uncompressed, because it stays in memory and is read again for each deck."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as package:
        for name, blob in parts.items():
            package.writestr(ZipInfo(name), blob)
    return stream.getvalue()


def _empty(presentation: Presentation) -> None:
    """Take out the slides, what refers to them, and what tells about the template's makers."""
    part = presentation.part
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        part.drop_rel(slide.rId)
        slides.remove(slide)
    for tag in _FOR_SLIDES_ONLY:
        for element in presentation._element.findall(qn(tag)):
            presentation._element.remove(element)
    owners: list[Any] = [part.package, *part.package.iter_parts()]
    for owner in owners:
        _drop(owner)


def _drop(owner: Any) -> None:
    """Relations to makers' data, and links from layouts to the slides that are gone."""
    relations = owner._rels
    for key, relation in list(relations.items()):
        if relation.reltype in _DROPPED or (relation.reltype == RT.SLIDE and not relation.is_external):
            relations.pop(key)
            _unlink(owner, key)


def _unlink(owner: Any, key: str) -> None:
    """Remove the elements that point along a dropped relation."""
    root = getattr(owner, "_element", None)
    for element in [] if root is None else root.xpath(f"//*[@r:id='{key}' or @r:embed='{key}']"):
        element.getparent().remove(element)

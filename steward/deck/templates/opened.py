"""Anybody's template ready for a deck: no slides but those with tokens, no leftovers, nothing that says who made it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pptx
from lxml import etree
from pptx.exc import PythonPptxError
from pptx.presentation import Presentation

from steward.deck.layouts.essentials import ensure_notes_body, renew_essentials
from steward.deck.layouts.inks import KnownInks
from steward.deck.layouts.missing_layout import ensure_content_layout
from steward.deck.layouts.placeholders import Needs
from steward.deck.layouts.template_layouts import TemplateLayouts, layout_of
from steward.deck.own_slides.filled import fill
from steward.deck.own_slides.kept import OwnSlides, choose
from steward.deck.own_slides.objects import remove_foreign
from steward.deck.own_slides.tag_uses import TagUse
from steward.deck.own_slides.tag_values import TagValues
from steward.deck.own_slides.tokens import names_in_tree
from steward.deck.shapes.style import Style
from steward.deck.templates.numbers import number_placeholders, number_shapes
from steward.deck.templates.outside import remove_outside
from steward.deck.templates.strip import drop_slides, empty
from steward.deck.templates.theme_colours import ThemeColours, colours_of
from steward.deck.templates.validate import Parts, read_parts
from steward.errors import TemplateRefused

DEFAULT_TEMPLATE = Path(__file__).parent / "steward.pptx"

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


@dataclass(frozen=True)
class Template:
    """An emptied template, its layouts and its style: all that every deck on it starts from.

    `own`: its slides that are kept because they hold tokens. `removed`: what was taken out of these, of layouts and
    masters, in words.
    `marked`: there is anything to fill."""

    name: str
    blob: bytes
    stages: TemplateLayouts
    style: Style
    colours: ThemeColours
    own: OwnSlides
    removed: tuple[str, ...]
    marked: bool
    inks: dict[tuple[int, int], KnownInks] = field(default_factory=dict)
    """The colours of text that were worked out for its layouts, by where each layout stands."""

    def opened(self) -> Presentation:
        """A presentation of its own, without slides."""
        presentation = pptx.Presentation(io.BytesIO(self.blob))
        if self.own.numbers:
            drop_slides(presentation)
        return presentation

    def filled(self, values: TagValues) -> tuple[Presentation, tuple[TagUse, ...]]:
        """A presentation of its own with the template's slides and layouts filled, and what became of each token.

        Raises TemplateRefused."""
        if not self.marked:
            return self.opened(), ()
        presentation = pptx.Presentation(io.BytesIO(self.blob))
        try:
            return presentation, fill(presentation, self.own, values)
        except _UNUSABLE as error:
            raise TemplateRefused(f"A slide of “{self.name}” with tokens is damaged; make it anew.") from error


def taken_out(path: Path | None = None) -> tuple[str, ...]:
    """What of a template goes into no deck, in words. Raises TemplateRefused."""
    return prepared(path).removed


def theme_of(path: Path | None = None) -> ThemeColours:
    """The colours and font of a template, or of ours. Raises TemplateRefused."""
    return prepared(path).colours


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
        own, kept = choose(presentation)
        empty(presentation, kept)
        removed = tuple(_removed(presentation, own, kept))
        renew_essentials(presentation)
        ensure_notes_body(presentation)
        number_placeholders(presentation)
        number_shapes(presentation)
        ensure_content_layout(presentation)
        stages = TemplateLayouts(presentation)
        layout = layout_of(presentation, stages.content(Needs()))
        style = Style.of(presentation, layout, plated=True)
        colours = colours_of(Style.of(presentation, layout), layout)
    except _UNUSABLE as error:
        raise TemplateRefused(f"“{path.name}” cannot be used as a template; choose a .pptx or .potx file.") from error
    stream = io.BytesIO()
    presentation.save(stream)
    marked = bool(kept) or _marked(presentation)
    return Template(path.name, _stored(stream.getvalue()), stages, style, colours, own, removed, marked)


def _marked(presentation: Presentation) -> bool:
    """Whether a layout or master holds a token."""
    owners = (owner for master in presentation.slide_masters for owner in (master, *master.slide_layouts))
    return any(names_in_tree(owner._element) for owner in owners)


def _removed(presentation: Presentation, own: OwnSlides, kept: Sequence[Any]) -> Iterator[str]:
    """What the kept slides, layouts and masters may not bring along, in words."""
    for number, part in zip(own.numbers, kept, strict=True):
        yield from (f"slide {number}: {what}" for what in remove_foreign(part, charts=True))
    for master in presentation.slide_masters:
        yield from (f"master: {what}" for what in remove_foreign(master.part, charts=False))
        for layout in master.slide_layouts:
            yield from (f"layout “{layout.name}”: {what}" for what in remove_foreign(layout.part, charts=False))
    yield from remove_outside(presentation, dict(zip(kept, own.numbers, strict=True)))


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

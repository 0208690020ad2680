"""Receipts as XML, as they stand in the file."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from steward.deck.receipts.model import (
    FORMAT,
    ExhibitDrawn,
    FigureDrawn,
    Lineage,
    Receipts,
    SlideDrawn,
    Spot,
    WordsDrawn,
)
from steward.deck.receipts.shape_content import ShapeContent
from steward.exhibits import Unit

NAMESPACE = "urn:steward:receipts"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(receipts: Receipts) -> bytes:
    """The receipts as one XML document."""
    about = receipts.about
    slides = "".join(_slide(each) for each in receipts.slides)
    facts = {
        "xmlns": NAMESPACE, "format": FORMAT, "account_id": about.account_id, "account_name": about.account_name,
        "quarter": about.quarter, "as_of": about.as_of, "frozen_on": about.frozen_on,
    }  # fmt: skip
    return (_HEAD + _element("receipts", facts, slides)).encode()


def _element(name: str, attributes: dict[str, object], inner: str = "") -> str:
    """An element; attributes without a value are left out."""
    given = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items() if value)
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def _quoted(value: object) -> str:
    return quoteattr(_NOT_XML.sub("", str(value)))


def _text(name: str, text: str, **attributes: object) -> str:
    return _element(name, attributes, escape(_NOT_XML.sub("", text)))


def _slide(slide: SlideDrawn) -> str:
    inner = [*map(_figure, slide.figures), *map(_exhibit, slide.exhibits), *map(_words, slide.words)]
    facts = {"number": slide.number, "key": slide.key, "id": slide.id, "title": slide.title}
    return _element("slide", facts, "".join(inner))


def _figure(figure: FigureDrawn) -> str:
    facts = {
        "id": figure.id,
        "label": figure.label,
        **_value(figure.value),
        "text": figure.text,
        "under": figure.under,
        "delta": figure.delta,
    }
    return _element("figure", {**facts, **_unit(figure.unit), **_lineage(figure.lineage), **_spot(figure.spot)})


def _exhibit(exhibit: ExhibitDrawn) -> str:
    facts = {"id": exhibit.id, "kind": exhibit.kind, "title": exhibit.title, "left_out": exhibit.left_out}
    inner = [*_shown(exhibit.shown), *(_text("fact", f.text, about=f.about, **_value(f.value)) for f in exhibit.told)]
    where = {**_unit(exhibit.unit), **_lineage(exhibit.lineage), **_spot(exhibit.spot)}
    return _element("exhibit", {**facts, **where}, "".join(inner))


def _shown(shown: ShapeContent) -> Iterator[str]:
    for plot in shown.plots:
        points = (_element("point", {"about": about, **_value(value)}) for about, value in plot.points)
        yield _element("series", {"name": plot.name}, "".join(points))
    for row in shown.rows:
        yield _element("row", {}, "".join(_text("cell", cell) for cell in row))
    yield from (_text("text", text) for text in shown.texts)


def _words(words: WordsDrawn) -> str:
    inner = "".join(_text("text", text) for text in words.texts)
    return _element("words", {"at": words.place, "whole": words.whole, **_spot(words.spot)}, inner)


def _value(value: float | None) -> dict[str, object]:
    return {} if value is None else {"value": repr(value)}


def _unit(unit: Unit | None) -> dict[str, object]:
    if unit is None:
        return {}
    signed, whole = "yes" if unit.signed else "", "" if unit.whole is None else repr(float(unit.whole))
    return {
        "unit": unit.name, "prefix": unit.prefix, "suffix": unit.suffix, "decimals": unit.decimals, "signed": signed,
        "whole": whole,
    }  # fmt: skip


def _lineage(lineage: Lineage) -> dict[str, object]:
    return {"metric": lineage.metric, "as_of": lineage.as_of, "feeds": " ".join(lineage.feeds)}


def _spot(spot: Spot) -> dict[str, object]:
    return {
        "shape": spot.name,
        "shape_id": spot.key,
        "place": spot.place,
        "before": spot.before,
        "after": spot.after,
        "in_words": "yes" if spot.in_words else "",
    }

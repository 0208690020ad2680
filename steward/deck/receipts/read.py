"""Receipts read from a file that may come from anybody: believed only as a whole, and only if every value fits."""

import math
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from lxml import etree

from steward.deck.model import DeckFacts
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
from steward.deck.receipts.shape_content import Plot, ShapeContent
from steward.deck.receipts.xml import NAMESPACE
from steward.exhibits import Fact, Unit

Made = TypeVar("Made")


def read_receipts(blob: bytes) -> Receipts | None:
    """The receipts of a part; None where it holds something else. Raises ValueError where they are damaged."""
    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.tag != _named("receipts"):
        return None
    if root.get("format") != str(FORMAT):
        raise ValueError("another format")
    about = DeckFacts(
        _needed(root, "account_id"),
        root.get("account_name", ""),
        _needed(root, "quarter"),
        _day(root, "as_of"),
        _day(root, "frozen_on") if root.get("frozen_on") else None,
    )
    return Receipts(about, _each(root, "slide", _slide))


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _each(root: etree._Element, name: str, make: Callable[[etree._Element], Made]) -> tuple[Made, ...]:
    return tuple(make(element) for element in root.findall(_named(name)))


def _slide(element: etree._Element) -> SlideDrawn:
    return SlideDrawn(
        int(_needed(element, "number")),
        element.get("key", ""),
        element.get("id", ""),
        element.get("title", ""),
        _each(element, "figure", _figure),
        _each(element, "exhibit", _exhibit),
        _each(element, "words", _words),
    )


def _figure(element: etree._Element) -> FigureDrawn:
    return FigureDrawn(
        _needed(element, "id"),
        element.get("label", ""),
        _value(element),
        _unit(element) or Unit(""),
        element.get("text", ""),
        element.get("under", ""),
        element.get("delta", ""),
        _lineage(element),
        _spot(element),
    )


def _exhibit(element: etree._Element) -> ExhibitDrawn:
    return ExhibitDrawn(
        _needed(element, "id"),
        element.get("kind", ""),
        element.get("title", ""),
        _unit(element),
        _lineage(element),
        _spot(element),
        _shown(element),
        int(element.get("left_out", "0")),
        _each(element, "fact", lambda one: Fact(one.get("about", ""), one.text or "", _value(one))),
    )


def _shown(element: etree._Element) -> ShapeContent:
    rows = _each(element, "row", lambda row: _each(row, "cell", _text))
    return ShapeContent(_each(element, "series", _plot), rows, _each(element, "text", _text))


def _plot(element: etree._Element) -> Plot:
    return Plot(element.get("name", ""), _each(element, "point", lambda one: (one.get("about", ""), _value(one))))


def _words(element: etree._Element) -> WordsDrawn:
    texts = _each(element, "text", _text)
    return WordsDrawn(element.get("at", ""), _spot(element), texts, element.get("whole", ""))


def _text(element: etree._Element) -> str:
    return element.text or ""


def _needed(element: etree._Element, key: str) -> str:
    value: str = element.get(key, "")
    if not value:
        raise ValueError(f"no {key}")
    return value


def _day(element: etree._Element, key: str) -> date:
    return date.fromisoformat(_needed(element, key))


def _value(element: etree._Element) -> float | None:
    said = element.get("value")
    value = None if said is None else float(said)
    if value is not None and not math.isfinite(value):
        raise ValueError("no number")
    return value


def _unit(element: etree._Element) -> Unit | None:
    if element.get("unit") is None:
        return None
    decimals = int(element.get("decimals", "0"))
    if not 0 <= decimals <= 9:
        raise ValueError("too many decimals")
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    whole = float(element.get("whole") or "nan")
    return Unit(
        element.get("unit"), prefix, suffix, decimals, element.get("signed") == "yes",
        whole if math.isfinite(whole) else None,
    )  # fmt: skip


def _lineage(element: etree._Element) -> Lineage:
    feeds = tuple(element.get("feeds", "").split())
    return Lineage(element.get("metric", ""), _day(element, "as_of"), feeds)


def _spot(element: etree._Element) -> Spot:
    before, after = element.get("before", ""), element.get("after", "")
    name, key, place = element.get("shape", ""), element.get("shape_id", ""), int(element.get("place", "0"))
    return Spot(name, key, place, before, after, element.get("in_words") == "yes")

"""The parts of a presentation as they come out of its file: which slide is the third, which chart a slide shows."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.receipts.custom_part import FOLDER
from steward.deck.templates.validate import Parts

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "ppt/presentation.xml"


@dataclass(frozen=True)
class SlidePart:
    """A slide: PowerPoint's id of it, the name of its part, its XML, and whether it is hidden."""

    key: str
    name: str
    root: etree._Element

    @property
    def hidden(self) -> bool:
        """Whether it is left out when the deck is shown."""
        return self.root.get("show") in ("0", "false")


class Package:
    """A presentation's parts, whose XML has been checked by intake."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._related = lru_cache(maxsize=None)(self._relations)

    def slides(self) -> list[SlidePart]:
        """The slides in the order in which they are shown; what is listed and not there is left out."""
        known = self._related(_MAIN)
        listed = [] if _MAIN not in self.parts else list(parsed(self.parts[_MAIN]).iter(qn("p:sldId")))
        found = [(each.get("id", ""), known.get(each.get(qn("r:id"), ""), "")) for each in listed]
        return [SlidePart(key, name, parsed(self.parts[name])) for key, name in found if name in self.parts]

    def chart(self, owner: str, key: str) -> etree._Element | None:
        """The chart along a relation of a slide."""
        name = self._related(owner).get(key, "")
        return parsed(self.parts[name]) if name in self.parts and name.endswith(".xml") else None

    def workbook(self, owner: str, key: str) -> bytes | None:
        """The workbook behind the chart along a relation of a slide."""
        chart = self._related(owner).get(key, "")
        behind = self._related(chart).values()
        return next((self.parts[name] for name in behind if name.endswith(".xlsx") and name in self.parts), None)

    def documents(self) -> list[bytes]:
        """What programs left in the file for one another."""
        names = sorted(name for name in self.parts if name.startswith(f"{FOLDER}/item") and name.endswith(".xml"))
        return [self.parts[name] for name in names if "Props" not in name]

    def properties(self) -> Mapping[str, str]:
        """The file's own properties: its title, its keywords."""
        blob = self.parts.get("docProps/core.xml")
        found = () if blob is None else parsed(blob)
        return {etree.QName(each).localname: each.text or "" for each in found if isinstance(each.tag, str)}

    def _relations(self, owner: str) -> dict[str, str]:
        folder, _, file = owner.rpartition("/")
        blob = self.parts.get(f"{folder}/_rels/{file}.rels")
        if blob is None:
            return {}
        return {
            each.get("Id", ""): _inside(folder, each.get("Target", ""))
            for each in parsed(blob).iter(_RELATION)
            if each.get("TargetMode") != "External"
        }


def parsed(blob: bytes) -> etree._Element:
    """A part's XML, without anything from outside it."""
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _inside(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))

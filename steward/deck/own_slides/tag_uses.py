"""What became of a template's tokens and tags, for whoever has to fix the template."""

from dataclasses import dataclass, field
from enum import Enum

from steward.deck.own_slides.tag_values import TagValues
from steward.exhibits import NOT_KNOWN


class TagOutcome(Enum):
    """What was done with a token or a tagged object."""

    WRITTEN = "written"
    NOT_KNOWN = "not known"
    """The figure exists but has no value; a dash was written."""
    UNKNOWN = "unknown"
    """No such name; a dash was written, or the object removed."""
    FILLED = "filled"
    """The template's own chart or table with the review's data."""
    DRAWN = "drawn"
    """Our own drawing in the place of the template's object."""
    REMOVED = "removed"
    """The exhibit cannot be shown there."""


@dataclass(frozen=True)
class TagUse:
    """One token or tag, the place where it stands (`slide 2`, `layout`), and what was done."""

    name: str
    place: str
    outcome: TagOutcome
    shown: str = ""


@dataclass
class Uses:
    """Notes what is done while a deck is filled."""

    values: TagValues
    noted: list[TagUse] = field(default_factory=list)

    def note(self, name: str, place: str, outcome: TagOutcome, shown: str = "") -> None:
        """Write down one use."""
        self.noted.append(TagUse(name, place, outcome, shown))

    def say(self, name: str, place: str) -> str:
        """What stands in a token's place: its text, or a dash."""
        text = self.values.text(name)
        known = TagOutcome.NOT_KNOWN if self.values.knows(name) else TagOutcome.UNKNOWN
        self.note(name, place, known if text is None else TagOutcome.WRITTEN, NOT_KNOWN if text is None else text)
        return NOT_KNOWN if text is None else text

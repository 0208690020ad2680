"""The keys of a plan: what each holds, how it is called on a page, and what it is for.

A record is a frozen dataclass whose fields are made by the functions below. The reader, the editor, the history, the
Word document and `docs/plan-format.md` (held against them by a test) all go by these descriptions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Self


class Kind(Enum):
    """What a key holds; the value is how `docs/plan-format.md` calls it."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    NUMBER = "number"
    MONEY = "money a month"
    DATE = "date"
    CHOICE = "one of"
    CHOICES = "any of"
    LIST = "list of texts"
    PERSON = "person"
    """A key of somebody at the customer: a contact's id, or a person's `id` in the success plan."""
    COLLEAGUE = "colleague"
    """One of us: a person_id of the people feed, or a name."""
    ANYBODY = "person or colleague"
    PEOPLE = "list of people"
    PRODUCT = "product"
    SITE = "site"
    OPPORTUNITY = "opportunity"
    PARTNER = "partner"
    ENTRY = "id of an entry"
    """The `id` of an entry of another section."""
    PLACES = "table of places"
    """Person → [x, y] in cards (see `steward.exhibits.people`)."""


@dataclass(frozen=True)
class Shape:
    """What a text has to be. `wrong`: what is said of one that is not, behind the text itself."""

    accepts: Callable[[str], bool]
    wrong: str


@dataclass(frozen=True)
class Key:
    """One key. `choices`: the type of its fixed words. `of`: the section an ENTRY points to. `low`, `high`: bounds.
    `shape`: what a text has to be; one that is not is kept, and said to be wrong.
    `goes_along`: it says of the rest of its entry who wrote it, when or of what, and nobody disputes it by itself."""

    kind: Kind
    label: str
    says: str
    required: bool = False
    choices: type[StrEnum] | None = None
    of: str = ""
    low: float | None = None
    high: float | None = None
    goes_along: bool = False
    shape: Shape | None = None

    def wrong(self, value: Any) -> str:
        """Why a value is not what it should be; empty where it is, or there is none."""
        if self.shape is None or not value or self.shape.accepts(str(value)):
            return ""
        return self.shape.wrong

    @property
    def empty(self) -> Any:
        """The value of a key that is not there."""
        return _EMPTY.get(self.kind)

    @property
    def bounds(self) -> str:
        """`1 to 5`, `0 or more`, `5 or less`; empty where any number will do."""
        if self.low is not None and self.high is not None:
            return f"{self.low} to {self.high}"
        return (
            f"{self.low} or more" if self.low is not None else f"{self.high} or less" if self.high is not None else ""
        )


_EMPTY: dict[Kind, Any] = {
    Kind.TEXT: "",
    Kind.MARKDOWN: "",
    Kind.CHOICES: (),
    Kind.LIST: (),
    Kind.PERSON: "",
    Kind.COLLEAGUE: "",
    Kind.ANYBODY: "",
    Kind.PEOPLE: (),
    Kind.PRODUCT: "",
    Kind.SITE: "",
    Kind.OPPORTUNITY: "",
    Kind.PARTNER: "",
    Kind.ENTRY: "",
    Kind.PLACES: (),
}


def key(
    kind: Kind,
    label: str,
    says: str,
    *,
    required: bool = False,
    choices: type[StrEnum] | None = None,
    of: str = "",
    default: Any = None,
    low: float | None = None,
    high: float | None = None,
    goes_along: bool = False,
    shape: Shape | None = None,
) -> Any:
    """A field of a record. `default` only for a choice that means something when nobody wrote it (`open`)."""
    described = Key(kind, label, says, required, choices, of, low, high, goes_along, shape)
    return field(default=described.empty if default is None else default, metadata={"key": described})


def text(label: str, says: str, *, required: bool = False, goes_along: bool = False, shape: Shape | None = None) -> Any:
    """A line of text."""
    return key(Kind.TEXT, label, says, required=required, goes_along=goes_along, shape=shape)


def markdown(label: str, says: str) -> Any:
    """Paragraphs of Markdown."""
    return key(Kind.MARKDOWN, label, says)


def number(label: str, says: str, *, low: float | None = None, high: float | None = None) -> Any:
    """A number, within bounds where there are any."""
    return key(Kind.NUMBER, label, says, low=low, high=high)


def money(label: str, says: str) -> Any:
    """An amount a month in the reporting currency."""
    return key(Kind.MONEY, label, says)


def day(label: str, says: str, *, required: bool = False, goes_along: bool = False) -> Any:
    """A date."""
    return key(Kind.DATE, label, says, required=required, goes_along=goes_along)


def choice(
    choices: type[StrEnum], label: str, says: str, *, required: bool = False, default: StrEnum | None = None
) -> Any:
    """One of some fixed words."""
    return key(Kind.CHOICE, label, says, required=required, choices=choices, default=default)


def colleague(label: str, says: str, *, required: bool = False, goes_along: bool = False) -> Any:
    """One of us."""
    return key(Kind.COLLEAGUE, label, says, required=required, goes_along=goes_along)


def person(label: str, says: str, *, required: bool = False) -> Any:
    """Somebody at the customer."""
    return key(Kind.PERSON, label, says, required=required)


def entry(of: str, label: str, says: str) -> Any:
    """An entry of another section."""
    return key(Kind.ENTRY, label, says, of=of)


def ident(says: str = "Tells the entry apart when it is changed; Steward makes one up.") -> Any:
    """The id of an entry."""
    return key(Kind.TEXT, "Id", says)


class Record:
    """What one entry or table of a plan says. `identity`: the keys that tell entries of a section apart."""

    identity: tuple[str, ...] = ("id",)

    def does_not_count(self, on: date) -> str:
        """Why what it says has no effect on a day, in a sentence; empty where it has."""
        return ""

    def proposed(self, author: str, today: date) -> Self:
        """What a form of it begins with: what is written, and where nothing is, what `author` would most likely say."""
        return self


_KEYS: dict[type[Record], Mapping[str, Key]] = {}
_SECTIONS: dict[type[Any], Mapping[str, "Section"]] = {}
"""Descriptions never change while we run, and are asked for very often."""


def keys_of(record: type[Record]) -> Mapping[str, Key]:
    """The keys of a record, in the order they are written."""
    if record not in _KEYS:
        _KEYS[record] = {each.name: each.metadata["key"] for each in fields(record)}  # type: ignore[arg-type]
    return _KEYS[record]


@dataclass(frozen=True)
class Section:
    """A section of a plan: one table, or `many` entries of one kind."""

    name: str
    record: type[Record]
    many: bool
    label: str
    says: str
    ordered: bool = False
    """Whether the order of its entries says something, so that another order is a change."""

    @property
    def keys(self) -> Mapping[str, Key]:
        """The keys of its table, or of each of its entries."""
        return keys_of(self.record)


def one(record: type[Record], label: str, says: str) -> Any:
    """A section that is one table."""
    return field(default_factory=record, metadata={"section": (record, False, label, says)})


def many(record: type[Record], label: str, says: str, *, ordered: bool = False) -> Any:
    """A section of entries. `ordered`: their order says something."""
    return field(default=(), metadata={"section": (record, True, label, says, ordered)})


def sections_of(plan: type[Any]) -> Mapping[str, Section]:
    """The sections of a plan, in the order of its file."""
    if plan not in _SECTIONS:
        described = [each for each in fields(plan) if "section" in each.metadata]
        _SECTIONS[plan] = {each.name: Section(each.name, *each.metadata["section"]) for each in described}
    return _SECTIONS[plan]

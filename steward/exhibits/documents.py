"""A document to read on paper before anyone draws it: frozen parts in reading order; `steward.output` draws it."""

from dataclasses import dataclass
from datetime import date

from steward.domain.quoting.redline import Marked
from steward.exhibits import Table


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 is a chapter."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Markdown:
    """Words with paragraphs, lists, bold, italics, links and headings as people type them."""

    text: str


@dataclass(frozen=True)
class Bulleted:
    """A list of plain texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class KeyValues:
    """Names with what stands behind each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quarters:
    """Four lists in a square, each below its name: upper left, upper right, lower left, lower right."""

    quarters: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Picture:
    """A PNG with its content in words; `share` of the text's width."""

    png: bytes
    alt: str
    share: float = 1.0


@dataclass(frozen=True)
class Callout:
    """A few words that must not be missed."""

    text: str


@dataclass(frozen=True)
class Redline:
    """A wording beside another: deleted words are struck through, added ones underlined."""

    words: tuple[Marked, ...]


Part = Heading | Paragraph | Markdown | Bulleted | KeyValues | Quarters | Picture | Callout | Redline | Table


@dataclass(frozen=True, kw_only=True)
class DocumentContent:
    """A whole document. `confidential`: what every page says at its top, empty where anybody may read it."""

    title: str
    subtitle: str
    as_of: date
    footer: str
    confidential: str
    parts: tuple[Part, ...]

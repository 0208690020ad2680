"""What a comment is about, by rules anybody can read: a theme is a list of words; a word counts where it stands alone.

Case and accents make no difference; the comment itself is never changed. `word*` is also met with any ending, `*word`
with any beginning. Scripts that put no space between words (Chinese, Japanese, Thai …) are met anywhere.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

ANY = "*"
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
_DIACRITICS = range(0x300, 0x370)
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


@dataclass(frozen=True)
class Theme:
    """A theme and its words in any language."""

    id: str
    name: str
    words: tuple[str, ...]

    @cached_property
    def patterns(self) -> "tuple[_Pattern, ...]":
        """Its words made ready to be looked for."""
        return tuple(_pattern(word) for word in self.words if word.strip(ANY + " "))

    def match(self, comment: str) -> str | None:
        """The first of its words that the comment holds, as it is written in the rules; None where none does."""
        text = folded(comment)
        return next((pattern.word for pattern in self.patterns if pattern.is_in(text)), None)


@dataclass(frozen=True)
class Match:
    """A theme of a comment, and the word that says so."""

    theme: Theme
    word: str


def matches(themes: Sequence[Theme], comment: str) -> Iterator[Match]:
    """Every theme of a comment, in the order of the rules; none where no word is met."""
    for theme in themes:
        if word := theme.match(comment):
            yield Match(theme, word)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text without case and without the accents of alphabets, for comparing alone."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in spread if ord(letter) not in _DIACRITICS)
    return " ".join(bare.translate(_PLAIN).split())


@dataclass(frozen=True)
class _Pattern:
    """A word to look for. `begins`, `ends`: whether it must begin or end a word there."""

    word: str
    core: str
    begins: bool
    ends: bool

    def is_in(self, text: str) -> bool:
        """Whether a folded text holds it."""
        at = text.find(self.core)
        while at >= 0:
            end = at + len(self.core)
            if not (self.begins and _joined(text[:at][-1:])) and not (self.ends and _joined(text[end : end + 1])):
                return True
            at = text.find(self.core, at + 1)
        return False


def _pattern(word: str) -> _Pattern:
    core = folded(word.strip(ANY + " "))
    return _Pattern(
        word,
        core,
        begins=not word.startswith(ANY) and not _unspaced(core[:1]),
        ends=not word.endswith(ANY) and not _unspaced(core[-1:]),
    )


def _joined(beside: str) -> bool:
    """Whether a character beside a word belongs to it: a letter, a digit, or a mark on a letter."""
    return bool(beside) and unicodedata.category(beside)[0] in "LMN" and not _unspaced(beside)


def _unspaced(letter: str) -> bool:
    return bool(letter) and unicodedata.name(letter, "").startswith(_UNSPACED)

"""A person in texts: their names and addresses as people spell them, and the text without them.

Whole names only: “Anna Smith” is neither “Anna Smithson”, “Mary-Anna Smith” nor “Anna Smith-Jones”. Spellings: capitals
or not, letters composed or not, with or without accents, “Smith, Anna”, a title before it, `anna-smith` in an id."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

FORMER = "a former contact"
"""What stands where somebody's name stood."""
FORMER_ID = "former-contact-"
"""What stands, with a number, where their name was part of an id or of a file's name."""
SHORTEST = 2

_TITLES = frozenset(
    {
        "dr", "prof", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "lady", "lord", "herr", "frau", "mme", "mlle",
        "monsieur", "madame", "ing", "mag", "dipl",
    }
)  # fmt: skip
_MARKS = r"\u0300-\u036f"
_MARK = re.compile(f"[{_MARKS}]+")
_LETTER = r"[^\W_]"
_HYPHEN = "-\u2010\u2011"
_APOSTROPHES = frozenset("'\u2019\u02bc\u00b4`")
_ALIKE = {**dict.fromkeys(_APOSTROPHES, "['\u2019\u02bc\u00b4`]"), "-": f"[{_HYPHEN}]"}
_SPACE = r"\s+(?:[#>]\s+)?"
"""Between two words of a name; a comment or quotation may go on in the next line."""
_TOGETHER = re.compile("[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Scripts that set no space between words."""
_WORD_BEFORE = re.compile(rf"({_LETTER}){_LETTER}*\s+$")
_WORD_BEHIND = re.compile(rf"\s+({_LETTER})({_LETTER})")
_OTHERS = str.maketrans("łŁøØđĐ", "lLoOdD")


@dataclass(frozen=True)
class ForgottenPerson:
    """Somebody to be taken out of texts. `number`: tells their id from that of others who were; `kept`: ids that stay
    although they hold the name, because the data knows people by them."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    number: int = 1
    kept: frozenset[str] = frozenset()

    def without(self, text: str, *, ids_only: bool = False) -> str:
        """The text without them. `ids_only`: with nothing in their place that a bare key may not hold."""
        parts, end = [], 0
        for one in self.found(text):
            parts += [text[end : one.start()], self.instead(one, ids_only=ids_only)]
            end = one.end()
        return "".join([*parts, text[end:]])

    def times(self, text: str) -> int:
        """How often they are in a text."""
        return sum(1 for _ in self.found(text))

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Every place where they are."""
        if not self.may_be_in(text):
            return
        at = 0
        while found := self._pattern.search(text, at):
            kept, theirs = found.lastgroup == "kept", not _is_somebody_else(found)
            if theirs and not kept:
                yield found
            at = found.end() if theirs or kept else found.start() + 1

    def instead(self, match: re.Match[str], *, ids_only: bool = False) -> str:
        """What stands in place of what was found."""
        if match.lastgroup == "mail":
            return ""
        return f"{FORMER_ID}{self.number}" if ids_only or match.lastgroup == "id" else FORMER

    def has_address(self, text: str) -> bool:
        """Whether one of their own addresses is in a text."""
        return bool(self.emails) and self.may_be_in(text) and bool(self._addresses.search(text))

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking: a letter's marks are taken off fast only in scripts that have few of them."""
        if any(plain(hint) != _MARK.sub("", unicodedata.normalize("NFD", hint)) for hint in self.hints):
            return True
        lowered = text.lower()
        if not text.isascii():
            lowered = _MARK.sub("", unicodedata.normalize("NFD", lowered))
        return any(hint in lowered for hint in self.hints)

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """Of which one is in every text that they are in, once it is in small letters without accents."""
        said = (*self.names, *(email.partition("@")[0] for email in self.emails))
        words = [
            max(re.findall(rf"{_LETTER}+", unicodedata.normalize("NFC", part)) or [part], key=len) for part in said
        ]
        forms = {
            form
            for word in words
            for form in (word, word.upper(), word.casefold(), _without_accents(word), *_ascii(word))
        }
        return tuple(sorted({found for form in forms if (found := plain(form))}))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of their names that a reader would know them by, as written and in capitals, without accents."""
        found = [_without_accents(word) for name in self.names for word in _words(name)]
        parts = [part for word in found for part in re.split(r"[\W_]+", word) if len(part) > 2 and part[0].isupper()]
        return tuple(sorted({*parts, *(part.upper() for part in parts)}))

    @cached_property
    def _addresses(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_address, self.emails)), re.IGNORECASE)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = [words for name in self.names for words in _spellings(name)]
        mails = [
            *map(_address, self.emails),
            *(f"{_joined(words)}@[\\w.-]+\\.\\w+" for words in names if len(words) > 1),
        ]
        running, turned = [_running(words) for words in names], [form for words in names for form in _turned(words)]
        joined = [_joined(words) if len(words) > 1 else _in_an_id(words[0]) for words in names]
        groups = {"mail": mails, "turned": turned, "name": running, "id": filter(None, joined)}
        told = [f"(?P<{name}>{'|'.join(forms)})" for name, one in groups.items() if (forms := list(dict.fromkeys(one)))]
        kept = sorted(self.kept, key=len, reverse=True)
        if kept:
            told.insert(0, rf"(?P<kept>(?<![\w.@-])(?:{'|'.join(map(re.escape, kept))})(?![\w@-]|\.\w))")
        begins = "".join(
            map(re.escape, sorted(_begins([*(word for words in names for word in words), *self.emails, *kept])))
        )
        return re.compile(f"(?=[{begins}])(?:{'|'.join(told)})" if told else r"(?!)", re.IGNORECASE)


def plain(text: str) -> str:
    """In small letters without accents, as a database compares."""
    letters = (one for one in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(one)[0] != "M")
    return unicodedata.normalize("NFC", "".join(letters))


def is_name(said: str) -> bool:
    """Whether it can be looked for without finding everything."""
    return sum(letter.isalnum() for letter in said) >= SHORTEST and said.strip().casefold() != FORMER


def is_address(said: str) -> bool:
    """Whether it is an e-mail address."""
    name, at, host = said.strip().rpartition("@")
    return bool(name and at and "." in host) and not any(one.isspace() for one in said.strip())


def clean(said: Iterable[str]) -> tuple[str, ...]:
    """Texts without what is around them, each once."""
    return tuple(dict.fromkeys(stripped for text in said if (stripped := " ".join(text.split()))))


def _is_somebody_else(match: re.Match[str]) -> bool:
    """Whether what stands around it makes it a part of others' names: “Anna Smith-Jones”, “Bob Smith, Anna Jones”."""
    text, start, end = match.string, match.start(), match.end()
    if match.lastgroup == "name":
        return text[end : end + 1] in tuple(_HYPHEN) and text[end + 1 : end + 2].isupper()
    if match.lastgroup == "turned":
        before, behind = _WORD_BEFORE.search(text[max(0, start - 40) : start]), _WORD_BEHIND.match(text, end)
        return (
            before is not None
            and behind is not None
            and before[1].isupper()
            and behind[1].isupper()
            and behind[2].islower()
        )
    return False


def _words(name: str) -> list[str]:
    """The words of a name, first name first."""
    last, comma, first = unicodedata.normalize("NFC", name).partition(",")
    return (f"{first} {last}" if comma and first.strip() else last).split()


def _spellings(name: str) -> Iterator[list[str]]:
    """The name, and the name without what is a title in it."""
    words = _words(name)
    yield words
    bare = [word for word in words if word.strip(".").casefold() not in _TITLES and not word.endswith(".-Ing.")]
    if 1 < len(bare) < len(words):
        yield bare


def _running(words: list[str]) -> str:
    """A name as it is said."""
    return _bounded(_space(words).join(map(_word, words)), words[0][0], words[-1][-1])


def _turned(words: list[str]) -> Iterator[str]:
    """A name as it stands in a list: last name first."""
    spelt, space = list(map(_word, words)), _space(words)
    for at in range(1, len(words)):
        form = rf"{space.join(spelt[at:])}(?:\s*,\s*|\s+){space.join(spelt[:at])}"
        yield _bounded(form, words[at][0], words[at - 1][-1])


def _begins(words: Iterable[str]) -> set[str]:
    """Every letter that a form of these words begins with, so that most of a text is passed over fast."""
    forms = [form for word in words for form in (word, word.upper(), _without_accents(word), *_ascii(word))]
    found = {each[0] for form in forms for each in (form, unicodedata.normalize("NFD", form)) if each}
    return found | (_APOSTROPHES if found & _APOSTROPHES else set())


def _space(words: list[str]) -> str:
    return r"\s*" if any(map(_TOGETHER.search, words)) else _SPACE


def _bounded(form: str, first: str, last: str) -> str:
    """Not within a longer word, in scripts that have words."""
    before = "" if _TOGETHER.match(first) else rf"(?<!{_LETTER})(?<!{_LETTER}[{_HYPHEN}])"
    after = "" if _TOGETHER.match(last) else rf"(?!{_LETTER}|[{_MARKS}])"
    return f"{before}{form}{after}"


def _word(word: str) -> str:
    """A word in every spelling; capitals are the pattern's affair, but for a letter that becomes two in them."""
    base = {word, word.upper(), _without_accents(word)}
    spelt = {form for one in base for form in (one, unicodedata.normalize("NFD", one))}
    return f"(?:{'|'.join(''.join(_ALIKE.get(one, re.escape(one)) for one in each) for each in sorted(spelt))})"


def _without_accents(word: str) -> str:
    marked = unicodedata.normalize("NFD", word.translate(_OTHERS))
    return unicodedata.normalize("NFC", "".join(one for one in marked if not unicodedata.combining(one)))


def _ascii(word: str) -> list[str]:
    """A word as an id holds it."""
    return re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower())


def _joined(words: list[str]) -> str:
    """The name as a part of an id, a file's name or an address."""
    as_written, in_ids = [re.escape(word) for word in words], [part for word in words for part in _ascii(word)]
    forms = {"(?:[-_.+]|%20)".join(one) for one in (as_written, in_ids) if len(one) > 1}
    return rf"(?<!{_LETTER})(?:{'|'.join(sorted(forms))})(?!{_LETTER})"


def _in_an_id(word: str) -> str:
    """A name of one word as a part of an id, which is in small letters: “Anna-Lena” is another name."""
    part = "-".join(_ascii(word))
    return rf"(?-i:(?<=[-_]){part}(?!{_LETTER})|(?<!{_LETTER}){part}(?=[-_]))" if len(part) >= SHORTEST else ""


def _address(email: str) -> str:
    """An e-mail address, also as it stands in a link."""
    return rf"(?<![\w.+%-]){re.escape(email).replace('@', '(?:@|%40)')}(?![\w-]|\.\w)"

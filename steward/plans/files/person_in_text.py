"""A person in a file's text: found and replaced also where TOML or JSON spells a letter as an escape.

Only what is theirs is replaced; every other character stays, comments and broken lines too."""

import re
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from steward.domain.forgetting import ForgottenPerson

ESCAPED = (".toml", ".json", ".jsonl")
_ESCAPE = re.compile(
    r"\\(?:u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})|u(?P<four>[0-9a-fA-F]{4})"
    r"|U(?P<eight>[0-9a-fA-F]{8})|(?P<one>[\"\\/bfnrte])|(?P<line>[ \t]*\r?\n\s*))"
)
_UNICODE = re.compile(r"\\[uU]")
_ONE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "e": "\x1b"}


def text_of(content: bytes) -> tuple[str, str] | None:
    """The text of a file and its encoding, which gives the very bytes back; None where it is no text."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encoding = "utf-16-le" if content.startswith(BOM_UTF16_LE) else "utf-16-be"
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            return None
    return None if b"\0" in content else (content.decode("utf-8", "surrogateescape"), "utf-8")


def bytes_of(text: str, encoding: str) -> bytes:
    """The other way."""
    return text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "strict")


def without(text: str, person: ForgottenPerson, suffix: str) -> tuple[str, int]:
    """A file's text without a person, and how often they were in it. A TOML file that can be read still can."""
    made, times = _without(text, person, suffix, ids_only=False)
    if times and suffix == ".toml" and _is_toml(text) and not _is_toml(made):
        made, times = _without(text, person, suffix, ids_only=True)
    return made, times


def _without(text: str, person: ForgottenPerson, suffix: str, *, ids_only: bool) -> tuple[str, int]:
    if suffix not in ESCAPED or "\\" not in text:
        times = person.times(text)
        return (person.without(text, ids_only=ids_only) if times else text), times
    if not _UNICODE.search(text) and not person.may_be_in(text):
        return text, 0
    plain, places = _plain(text)
    parts, end, times = [], 0, 0
    for found in person.found(plain):
        parts += [text[end : places[found.start()]], person.instead(found, ids_only=ids_only)]
        end, times = places[found.end()], times + 1
    return "".join([*parts, text[end:]]), times


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with every escape as what it stands for, and where each of its characters begins in the file."""
    parts: list[str] = []
    places: list[int] = []
    end = 0
    for escape in _ESCAPE.finditer(text):
        parts.append(text[end : escape.start()])
        places += range(end, escape.start())
        said = _said(escape)
        parts.append(said)
        places += [escape.start()] * len(said)
        end = escape.end()
    parts.append(text[end:])
    places += range(end, len(text) + 1)
    return "".join(parts), places


def _said(escape: re.Match[str]) -> str:
    if escape["high"]:
        pair = bytes.fromhex(escape["high"] + escape["low"])
        return pair.decode("utf-16-be")
    code = escape["four"] or escape["eight"]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return "" if escape["line"] else _ONE.get(escape["one"], escape["one"])


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return False
    return True

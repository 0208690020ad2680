"""Names of files that people see: in their own words, and safe on every system that may keep them."""

import re
import unicodedata

from steward.domain.identifiers import slug
from steward.domain.quarters import Quarter

MOST_BYTES = 150
"""Of the words of a name: whatever stands before and behind them, 255 bytes are not reached."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])", re.IGNORECASE)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of letters that nobody sees: controls, and what turns the direction in which a name is read."""


def document_file(
    account_id: str, account: str, quarter: Quarter, what: str, suffix: str, *, with_id: bool = False
) -> str:  # fmt: skip
    """The name of a file on an account: `Lonechair Furniture Q3 2026 minutes.docx`; `with_id`: with a name of its id,
    where files of accounts that are called the same lie beside it."""
    own = f" ({slug(account_id)})" if with_id else ""
    return f"{document_words(account_id, account)}{own} {quarter.spoken} {what}{suffix}"


def document_words(account_id: str, account: str) -> str:
    """What begins the names of an account's files: its name, else one of its id."""
    return file_name(account, "", slug(account_id))


def file_name(words: str, suffix: str, instead: str) -> str:
    """A file name of these words, `Lonechair Furniture Q3 2026 review.pptx`; `instead`: of these where nothing is left.

    Words that only differ in what is not allowed, or behind the length, give one name."""
    name = _safe(words) or _safe(instead) or "file"
    return f"{name}{suffix}"


def _safe(words: str) -> str:
    seen = "".join(" " if _is_space(each) else each for each in unicodedata.normalize("NFC", words))
    seen = "".join(each for each in seen if unicodedata.category(each) not in _UNSEEN)
    name = _trimmed(" ".join(_FORBIDDEN.sub(" ", seen).split()))
    head, dot, rest = name.partition(".")
    if _DEVICE.fullmatch(head.strip()):
        name = f"{head.strip()}_{dot}{rest}"
    return _trimmed(_cut(name))


def _is_space(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Zs", "Zl", "Zp")


def _trimmed(name: str) -> str:
    """Without what hides a file at its beginning, reads as an option, or is dropped at its end."""
    return name.lstrip(" .-~").rstrip(" .")


def _cut(name: str) -> str:
    """No longer than allowed; a letter keeps what belongs to it."""
    if len(name.encode()) <= MOST_BYTES:
        return name
    kept = name.encode()[:MOST_BYTES].decode(errors="ignore")
    while kept and unicodedata.combining(name[len(kept)]):
        kept = kept[:-1]
    return kept

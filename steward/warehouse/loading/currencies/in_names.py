"""Currencies that the name of a column of amounts says: `Amount (USD)`, `net_eur`, `Betrag €`.

A code may be a word, too (ALL, TRY, TOP), or short for something else. It is taken for a currency where it can hardly
be another thing, or has a rate; else it is asked for."""

import re
from collections.abc import Collection

from steward.warehouse.loading.currencies.written import foreign_words, in_use, own_words

MAJOR = frozenset({"USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD"})
TRADED = MAJOR | frozenset(
    {"CNY", "HKD", "SGD", "SEK", "KRW", "NOK", "NZD", "INR", "MXN", "TWD", "ZAR", "BRL", "DKK", "PLN", "THB", "ILS",
     "IDR", "CZK", "AED", "HUF", "CLP", "MYR", "RUB"}
)  # fmt: skip
"""What is traded most, less the codes that are words: at the end of a name they are what they seem."""
WORDS_TOO = frozenset(
    {"ALL", "AMD", "ANG", "BAM", "BOB", "COP", "CUP", "DOP", "ERN", "GEL", "GIP", "LAK", "MAD", "MOP", "PAB", "PEN",
     "PHP", "RON", "SAR", "SOS", "STN", "TOP", "TRY", "TTD", "VES"}
)  # fmt: skip
"""Codes that even brackets around them do not tell from a word."""
PARTS = re.compile(r"[\s_\-()\[\]/,.:]+")
ENCLOSED = re.compile(r"[(\[]\s*([A-Z]{3})\s*[)\]]\s*$")
ASKED = (
    "“{0}” may name the currency {1}, or not: its amounts are taken to be in {2}; say which it is, such as currency ="
    " \"'{1}'\""
)


def currency_in_name(column: str, own: str, rated: Collection[str] = ()) -> str:
    """The currency of the column's amounts, where its name says another than our own. `rated`: those with a rate."""
    code, certain = _code(column, own)
    return code if certain or code in rated else ""


def asked_of_name(column: str, own: str, rated: Collection[str] = ()) -> str:
    """What is asked of a column whose name may say a currency."""
    code, certain = _code(column, own)
    return ASKED.format(column.strip(), code, own) if code and not certain and code not in rated else ""


def _code(column: str, own: str) -> tuple[str, bool]:
    """The other currency that a name may say, and whether it does; nothing where it says our own."""
    parts = [part for part in PARTS.split(column) if part]
    signs = {foreign_words(own).get(part, "") for part in parts if not part.isalnum()} - {""}
    codes = {part.upper() for part in parts[:-1]} & MAJOR | {part.upper() for part in parts[-1:]} & TRADED
    found = sorted(signs | codes)
    last = parts[-1] if len(parts) > 1 and _is_code(parts[-1]) else ""
    # DatabaseQuery last: to know every sign of one's own takes Babel longer than to read a small file.
    if not (found or last) or own in codes or own_words(own) & set(parts):
        return "", False
    if found:
        return found[0], len(found) == 1
    return last, ENCLOSED.search(column) is not None and last not in WORDS_TOO


def _is_code(word: str) -> bool:
    return len(word) == 3 and word.isupper() and word in in_use()

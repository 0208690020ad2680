"""How currencies are written: codes and signs, as the Unicode CLDR (by Babel) knows them.

The company's own currency is known by every sign that people who pay in it use: `$` is the dollar of whoever reports in
one. Any other sign is taken as English readers would take it (`$` for USD, `CA$` for CAD)."""

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

UNKNOWN = "XXX"
SHARED = frozenset({"$", "£", "¥", "KR", "FR", "RS", "₨", "R", "K", "L", "P", "C$", "FCFA", "﷼"})
"""Signs that several countries use for money of their own; Babel knows most, and takes a second to tell."""
CUSTOMARY = {
    "AUD": ("AU$",), "CAD": ("C$", "CDN$"), "CHF": ("FR", "SFR"), "CNY": ("RMB", "元"), "EUR": ("EURO", "EUROS"),
    "GBP": ("STG", "UK£"), "INR": ("RS", "₨"), "JPY": ("YEN", "円"), "KRW": ("원",), "LKR": ("RS", "₨"),
    "NPR": ("RS", "₨"), "RON": ("LEI",), "SGD": ("S$",), "TRY": ("TL",), "USD": ("US$",), "ZAR": ("R",),
}  # fmt: skip
"""How people write their currency, where the CLDR does not say so."""
LOCAL = ("CZK", "HUF", "PLN", "RUB", "TRY", "UAH")
"""Currencies whose sign at home is known abroad, and is nobody else's."""


@lru_cache
def own_words(code: str) -> frozenset[str]:
    """The code and the signs of a currency, in capitals, where it is legal tender today."""
    signs = {_signs(Locale("en")).get(code)}
    for territory in get_global("territory_currencies"):
        if code in legal_tender(territory):
            signs |= {_signs(locale).get(code) for locale in _locales(territory)}
    return frozenset({code, *(_plain(sign) for sign in signs if sign), *CUSTOMARY.get(code, ())})


@lru_cache
def foreign_words(own: str) -> dict[str, str]:
    """Every other code and sign, in capitals → its code."""
    english = Locale("en")
    found = {str(code): str(code) for code in english.currencies}
    found |= {_plain(sign): code for code, sign in _signs(english).items()}
    customary = {word: code for code, words in CUSTOMARY.items() for word in words}
    local = {word: code for code in LOCAL for word in own_words(code)}
    found |= {word: code for word, code in {**customary, **local}.items() if word not in SHARED}
    return {word: code for word, code in found.items() if UNKNOWN not in (word, code) and word not in own_words(own)}


@lru_cache
def legal_tender(territory: str) -> tuple[str, ...]:
    """The currencies that a country pays in today, by its two letters."""
    known = get_global("territory_currencies").get(territory, ())
    return tuple(name for name, _, until, tender in known if until is None and tender)


@lru_cache
def in_use() -> frozenset[str]:
    """Every currency that some country pays in today."""
    return frozenset(code for territory in get_global("territory_currencies") for code in legal_tender(territory))


def is_currency(word: str) -> bool:
    """Whether a word in the format of a cell is a currency's: a code in capitals, or a sign. `K` marks thousands."""
    if len(word) == 1 and word.isalpha():
        return False
    return word in in_use() or (
        word.upper() not in in_use()
        and (
            word.upper() in foreign_words("") or word.upper() in SHARED or unicodedata.category(word[:1] or " ") == "Sc"
        )
    )


def _locales(territory: str) -> list[Locale]:
    found = []
    for language in get_official_languages(territory, de_facto=True):
        try:
            found.append(Locale.parse(f"{language}_{territory}"))
        except (UnknownLocaleError, ValueError):
            continue
    return found


def _signs(locale: Locale) -> dict[str, str]:
    return {str(code): str(sign) for code, sign in locale.currency_symbols.items()}


def _plain(sign: str) -> str:
    """In capitals, without the invisible letters that only guide a line's direction or breaks."""
    seen = (letter for letter in sign.upper() if letter.isprintable() and not letter.isspace())
    return "".join(seen).rstrip(".")

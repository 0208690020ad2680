"""How currencies are written: codes and signs, as the Unicode CLDR (by Babel) knows them.

The company's own currency is known by every sign that people who pay in it use: `$` is the dollar of whoever reports in
one. Any other sign is taken as English readers would take it (`$` for USD, `CA$` for CAD)."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

UNKNOWN = "XXX"


@lru_cache
def own_words(code: str) -> frozenset[str]:
    """The code and the signs of a currency, in capitals, where it is legal tender today."""
    signs = {_signs(Locale("en")).get(code)}
    for territory, currencies in get_global("territory_currencies").items():
        if any(name == code and until is None and tender for name, _, until, tender in currencies):
            signs |= {_signs(locale).get(code) for locale in _locales(territory)}
    return frozenset({code, *(_plain(sign) for sign in signs if sign)})


@lru_cache
def foreign_words(own: str) -> dict[str, str]:
    """Every other code and sign, in capitals → its code."""
    english = Locale("en")
    found = {str(code): str(code) for code in english.currencies}
    found |= {_plain(sign): code for code, sign in _signs(english).items()}
    found["US$"] = "USD"
    return {word: code for word, code in found.items() if UNKNOWN not in (word, code) and word not in own_words(own)}


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

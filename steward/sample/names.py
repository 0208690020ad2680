"""Names of people, e-mail addresses and companies that do not exist."""

import re
import unicodedata
from random import Random

from steward.sample.company_words import CURATED, ENDINGS, NOUNS, STEMS
from steward.sample.name_words import FAMILY_LISTS, GIVEN_LISTS
from steward.sample.places import COUNTRIES

_LETTERS = str.maketrans({"ø": "oe", "Ø": "Oe", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "ı": "i"})


def people(rng: Random, country: str, count: int) -> list[str]:
    """So many different people of a country, most of the culture most frequent there."""
    cultures = COUNTRIES[country].cultures
    likely = [6.0] + [1.5] * (len(cultures) - 1) + [0.8]
    found: dict[str, None] = {}
    while len(found) < count:
        culture = rng.choices([*cultures, rng.choice(list(GIVEN_LISTS))], likely)[0]
        found[f"{rng.choice(GIVEN_LISTS[culture])} {rng.choice(FAMILY_LISTS[culture])}"] = None
    return list(found)


def plain(text: str) -> str:
    """Letters and digits of ASCII, lower case, words joined by dots."""
    ascii_only = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", ".", ascii_only.lower()).strip(".")


def email(person: str, company: str) -> str:
    """An address in the reserved domain `.example`, which nobody can own."""
    return f"{plain(person)}@{plain(company).replace('.', '-')}.example"


def companies(rng: Random, count: int) -> list[tuple[str, str, str]]:
    """(name, country, industry) of so many different companies: the hand-made ones first."""
    made = _combinations(rng) if count > len(CURATED) else []
    found = list(CURATED[:count])
    for round_number in range(count // len(made) + 1 if made else 0):
        found += [_company(rng, stem, round_number) for stem in made[: count - len(found)]]
    return found


def _combinations(rng: Random) -> list[str]:
    """Every stem with every ending, in chance order; none is the first word of a hand-made name."""
    taken = {name.split()[0] for name, _, _ in CURATED}
    pairs = [(stem, ending) for stem in STEMS for ending in ENDINGS if stem[-1] != ending[0]]
    found = [stem + ending for stem, ending in pairs if stem + ending not in taken]
    rng.shuffle(found)
    return found


def _company(rng: Random, stem: str, round_number: int) -> tuple[str, str, str]:
    """A stem with what the company does; a city tells it from its namesakes in earlier rounds."""
    country, industry = rng.choice(list(COUNTRIES)), rng.choice(list(NOUNS))
    name = f"{stem} {rng.choice(NOUNS[industry])}"
    if round_number:
        name += f" {COUNTRIES[country].cities[(round_number - 1) % len(COUNTRIES[country].cities)]} {round_number}"
    return name, country, industry

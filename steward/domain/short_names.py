"""Short names beside each other: what several names begin with in common is left out."""

from collections.abc import Sequence


def short_names(names: Sequence[str]) -> list[str]:
    """`Kinsfolk Industries` and `Kinsfolk Nordics` as `Industries` and `Nordics`; a name that is all that they have in
    common stays whole, and so do all where two would be called alike."""
    words = [name.split() for name in names]
    common = 0
    while len(words) > 1 and all(len(one) > common and one[common] == words[0][common] for one in words):
        common += 1
    short = [" ".join(one[common:]) or name for one, name in zip(words, names, strict=True)]
    return short if len(set(short)) == len(set(names)) else list(names)

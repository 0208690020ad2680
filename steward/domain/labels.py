"""Labels to read and to choose by: two things of one name get what tells them apart, because a list knows only its
labels; a fixed word of a file that is no word for people has a label of its own."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol, Self

AS_WRITTEN = "as written"


class Labelled(StrEnum):
    """Fixed words that files, JSON and commands hold, each with the label people read in its place."""

    label: str

    def __new__(cls, word: str, label: str) -> Self:
        """`word` is the value, to a script no other than a plain string."""
        made = str.__new__(cls, word)
        made._value_, made.label = word, label
        return made


def label_of(word: str) -> str:
    """A fixed word as people read it; any other text as it is."""
    return word.label if isinstance(word, Labelled) else word


MOST_LETTERS = 80
"""Of a name of a person."""


def is_name(said: str) -> bool:
    """Whether it can be what a person is called: words of letters, no id and no markup.

    >>> is_name("Ida Falk-Møller"), is_name("J. O’Neill"), is_name("P107"), is_name("<b>Nobody</b> 123"), is_name(" ")
    (True, True, False, False, False)
    """
    of_a_name = (one in " .,'’-" or unicodedata.category(one)[0] in "LM" for one in said)
    return len(said) <= MOST_LETTERS and any(map(str.isalpha, said)) and all(of_a_name)


_LETTERS = str.maketrans({
    "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ß": "ss", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th",
    "œ": "oe", "ı": "i",
})  # fmt: skip


def as_typed(name: str) -> str:
    """The words of a name that have letters few keyboards have, as people type them instead; empty where it has none.

    >>> as_typed("Kjersti Sandbæk"), as_typed("Łukasz Ostrowik"), as_typed("Anna Berg")
    ('Sandbaek', 'Lukasz', '')
    """
    plain = {word: unicodedata.normalize("NFKD", word.translate(_LETTERS)) for word in name.split()}
    typed = {word: "".join(one for one in letters if not unicodedata.combining(one)) for word, letters in plain.items()}
    return " ".join(other for word, other in typed.items() if other != word and other.isascii())


def in_part(name: str) -> str:
    """What is named, of which whoever reads does not see all: a sum of a part is told as one."""
    return f"{name}, in part"


def told_apart(names: Mapping[str, str], *facts: Mapping[str, str | None]) -> dict[str, str]:
    """A label for each id that no other has, in the order of `names`: the name, and where several have the same the
    first of `facts` that is like nobody else's of them, else the id."""
    labels = {key: name or key for key, name in names.items()}
    for group in _alike(labels):
        own = zip(group, *(_own(group, fact) for fact in facts), strict=True)
        told = {key: next(filter(None, said), key) for key, *said in own}
        labels |= {key: f"{labels[key]} · {told[key]}" for key in group}
    while again := _alike(labels):
        labels |= {key: f"{labels[key]} · {key}" for group in again for key in group}
    return labels


class Described(Protocol):
    """Somebody of whom more than the name is known."""

    @property
    def title(self) -> str | None: ...
    @property
    def department(self) -> str | None: ...


def namesakes_told_apart(names: Mapping[str, str], people: Mapping[str, Described]) -> dict[str, str]:
    """A label for each of an account's people by id: the name, and where several have it the title that is like nobody
    else's of them, else the department, else the id."""
    titles = {key: one.title for key, one in people.items()}
    return told_apart(names, titles, {key: one.department for key, one in people.items()})


def people_told_apart(people: Iterable[tuple[str | None, str | None]], nobody: str) -> dict[str | None, str]:
    """A label for each person by id, of ids and names as rows hold them, under which their rows can be put together;
    `nobody`: what stands for no id, or for an id without a name."""
    known = dict(people)
    labels = told_apart({key: name for key, name in known.items() if key and name})
    return {None: nobody, **{key: labels.get(key or "", nobody) for key in known}}


def with_written(labels: Mapping[str, str], written: Iterable[str]) -> dict[str, str]:
    """The labels, and behind them the words somebody wrote that are no id: they stay choosable as they are."""
    strangers = {word: word for word in written if word and word not in labels}
    return told_apart({**labels, **strangers}, {key: key for key in labels} | dict.fromkeys(strangers, AS_WRITTEN))


def _alike(labels: Mapping[str, str]) -> list[list[str]]:
    """The ids that share a label."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, label in labels.items():
        found[label].append(key)
    return [keys for keys in found.values() if len(keys) > 1]


def _own(group: list[str], fact: Mapping[str, str | None]) -> list[str | None]:
    """A fact of each, where no other of the group has the same."""
    said = [fact.get(each) for each in group]
    times = Counter(said)
    return [one if times[one] == 1 else None for one in said]

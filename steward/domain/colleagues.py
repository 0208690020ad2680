"""Who of us is meant by what somebody wrote: an id, an address, a name or a label."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from steward.domain.labels import told_apart

NOBODY: frozenset[str] = frozenset()


class OneOfUs(Protocol):
    """A row of the people feed."""

    @property
    def person_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...


def meant(us: Sequence[OneOfUs], said: str) -> frozenset[str]:
    """The ids of everybody of us who can be meant."""
    return _known(tuple(us)).get(_plain(said), NOBODY)


def id_of(us: Sequence[OneOfUs], said: str) -> str:
    """The id of one of us; what was said where nobody or several are called so."""
    found = meant(us, said)
    return next(iter(found)) if len(found) == 1 else said.strip()


def same_person(us: Sequence[OneOfUs], one: str, other: str) -> bool:
    """Whether two names, ids or addresses are of one of us."""
    return bool(one.strip()) and id_of(us, one) == id_of(us, other)


def may_be_same(us: Sequence[OneOfUs], one: str, other: str) -> bool:
    """Whether they are, or may be: of a name that two of us have, either is meant."""
    return same_person(us, one, other) or bool(meant(us, one) & meant(us, other))


@lru_cache(maxsize=8)
def _known(us: Sequence[OneOfUs]) -> Mapping[str, frozenset[str]]:
    """Who is meant by each word. An id or an address goes before a name: somebody may be called like another's id."""
    found: dict[str, frozenset[str]] = {}
    labels = told_apart({one.person_id: one.name for one in us}, {one.person_id: one.role for one in us})
    for one in us:
        name = one.name.partition(" · ")[0]  # of two of one name, without what tells them apart
        signed = f"{name} ({one.email})" if one.email else name
        for word in {name, signed, one.name, labels[one.person_id]}:
            found[_plain(word)] = found.get(_plain(word), NOBODY) | {one.person_id}
    for one in us:
        found |= {_plain(word): frozenset({one.person_id}) for word in (one.email, one.person_id) if word}
    return found


def _plain(said: str) -> str:
    return " ".join(said.split()).casefold()

"""Facts of one day held against those of another."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.exhibits.facts import DECIMALS, Fact
from steward.exhibits.units import NOT_KNOWN

_CUT = "…"


@dataclass(frozen=True)
class Change:
    """A fact that is another now; `was` or `now` is None where it was not there."""

    about: str
    was: str | None
    now: str | None

    @property
    def words(self) -> str:
        """The change as a line."""
        if self.was is None:
            return f"{self.about}: new" if self.now == self.about else f"{self.about}: new, {self.now}"
        if self.now is None:
            return f"{self.about}: gone" if self.was == self.about else f"{self.about}: gone, was {self.was}"
        return f"{self.about}: {self.was} → {self.now}"


def changed(was: Sequence[Fact], now: Sequence[Fact]) -> tuple[Change, ...]:
    """What differs, in the order in which it was said; what is new stands last."""
    today = {fact.about: fact for fact in now}
    found: list[Change] = []
    met: set[str] = set()
    for old in was:
        new = _counterpart(old, today, met)
        if new is None:
            found.append(Change(old.about, old.text or NOT_KNOWN, None))
            continue
        met.add(new.about)
        if not same(old, new):
            found.append(Change(new.about, *told_apart(old, new)))
    return (*found, *(Change(each.about, None, each.text or NOT_KNOWN) for each in now if each.about not in met))


def _counterpart(old: Fact, today: dict[str, Fact], met: set[str]) -> Fact | None:
    """The same fact today; a name that had to be cut is that of any that reads like it."""
    if old.about in today or _CUT not in old.about:
        return today.get(old.about)
    return next((fact for about, fact in today.items() if about not in met and alike(old.about, about)), None)


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts say the same: by their numbers where both have one."""
    if one.value is not None and other.value is not None:
        return round(one.value, DECIMALS) == round(other.value, DECIMALS)
    return alike(one.text, other.text)


def alike(drawn: str, whole: str) -> bool:
    """Whether a text is another one, perhaps cut short where an ellipsis stands."""
    if drawn == whole or _CUT not in drawn:
        return drawn == whole
    at, (first, *rest) = 0, drawn.split(_CUT)
    if not whole.startswith(first):
        return False
    at = len(first)
    for part in rest:
        place = whole.find(part, at)
        if place < 0:
            return False
        at = place + len(part)
    return rest[-1] == "" or whole.endswith(rest[-1])


def told_apart(one: Fact, other: Fact) -> tuple[str, str]:
    """The two texts; the numbers in full where rounding makes the texts the same."""
    if one.text != other.text or one.value is None or other.value is None:
        return one.text, other.text
    return f"{one.value:,.{DECIMALS}f}".rstrip("0"), f"{other.value:,.{DECIMALS}f}".rstrip("0")

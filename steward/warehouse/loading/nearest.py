"""The name that somebody may have meant."""

import difflib
from collections.abc import Iterable

MOST_LISTED = 20


def near(name: str, known: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The known name that is much like it, if there is one."""
    small = {each.lower(): each for each in reversed(list(known))}
    found = difflib.get_close_matches(name.lower(), small, n=1, cutoff=cutoff)
    return small[found[0]] if found else None


def nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean “…”` or, where nothing is near, what there is."""
    names = list(known)
    if meant := near(name, names, cutoff=0.5):
        return f"; did you mean “{meant}”"
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return f"; there are {', '.join(names[:MOST_LISTED])}{more}" if names else ""

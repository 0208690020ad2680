"""The name that somebody may have meant."""

import difflib
from collections.abc import Iterable

MOST_LISTED = 20


def nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean “…”` or, where nothing is near, what there is."""
    names = list(known)
    small = {each.lower(): each for each in reversed(names)}
    near = difflib.get_close_matches(name.lower(), small, n=1, cutoff=0.5)
    if near:
        return f"; did you mean “{small[near[0]]}”"
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return f"; there are {', '.join(names[:MOST_LISTED])}{more}" if names else ""

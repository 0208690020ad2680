"""Lines of two quotes that name their lines in ways of their own, brought together so that they can be compared."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from steward.domain.quoting.lines import Line, Quote


def paired(first: Quote, second: Quote, called: str) -> Quote:
    """The second quote with its lines named as in the first, where both sell the same at the same place, once.

    Lines of one name that sell the same are one line already. A line that is paired with none and has the name of
    another keeps it with `called` behind.

    >>> from datetime import date
    >>> from steward.domain.quoting.lines import Term
    >>> def q(*lines): return Quote(Term(date(2026, 1, 1), 12), tuple(Line(line=n, product=p) for n, p in lines))
    >>> [one.line for one in paired(q(("1", "VOI"), ("2", "WAN")), q(("10", "WAN"), ("1", "SEC")), "Q-7").lines]
    ['2', '1 of Q-7']
    """
    names = {one.line: _sold(one) for one in first.lines}
    same = {one.line for one in second.lines if names.get(one.line) == _sold(one)}
    ours, theirs = _once(first.lines, same), _once(second.lines, same)
    renamed = {theirs[sold]: ours[sold] for sold in theirs.keys() & ours.keys()}
    taken = names.keys() | same | set(renamed.values())
    return replace(
        second,
        lines=tuple(
            one if one.line in same else replace(one, line=renamed.get(one.line) or _free(one.line, taken, called))
            for one in second.lines
        ),
    )


def _sold(line: Line) -> tuple[str, str]:
    return line.product, line.site


def _once(lines: Sequence[Line], but: set[str]) -> dict[tuple[str, str], str]:
    """What is sold by one line alone, and the name of that line."""
    left = [one for one in lines if one.line not in but]
    times = Counter(map(_sold, left))
    return {_sold(one): one.line for one in left if times[_sold(one)] == 1}


def _free(name: str, taken: set[str], called: str) -> str:
    return f"{name} of {called}" if name in taken else name

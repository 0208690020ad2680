"""Books in words: why an account moves, what that costs, which rule stands in the way."""

from collections.abc import Mapping
from dataclasses import replace

from steward.briefings.internal.books.source import BooksSource
from steward.domain.books.blocked import Blocked, BookRule
from steward.domain.books.plan import Band, BookMeasure
from steward.domain.books.problem import BookAccount, cost_of, loads_of, today_of
from steward.exhibits import PERCENT, listed
from steward.exhibits.wording import counted

SHARE = replace(PERCENT, decimals=0)
POINTS = 100
"""Costs are told in hundredths of all MRR."""
STRONG, FAIR = 0.75, 0.5
NAMED = 3
WORDS = (BookMeasure.WORKLOAD, BookMeasure.ACCOUNTS)
"""Measures whose names begin with a word and no abbreviation."""


def why_it_moves(source: BooksSource, account_id: str, to_id: str) -> str:
    """The one thing that speaks most for the move, in a sentence."""
    problem, today = source.problem, today_of(source.problem)
    one = next(each for each in problem.accounts if each.account_id == account_id)
    books = {book.person_id: book for book in problem.books}
    if not one.owner_id:
        return "Nobody has it today."
    if one.owner_id not in books:
        return f"{source.name(one.owner_id)} has no book in {source.fy}."
    follows = _above(source, one, to_id)
    if follows:
        return follows
    best = max(problem.bands, key=lambda band: _relief(source, band, one, to_id), default=None)
    if best is None or _relief(source, best, one, to_id) <= 0:
        before, after = cost_of(problem, today).region, cost_of(problem, {**today, account_id: to_id}).region
        if after < before:
            return f"It comes to {source.name(to_id)}, in its own region."
        return "It makes room for another move."
    label = best.measure.label[:1].lower() + best.measure.label[1:] if best.measure in WORDS else best.measure.label
    giver, receiver = (_share(source, best.measure, key) for key in (one.owner_id, to_id))
    return f"{source.name(one.owner_id)} has {giver} of a fair share of {label}, {source.name(to_id)} {receiver}."


def _above(source: BooksSource, one: BookAccount, to_id: str) -> str:
    unit = next(unit for unit in source.problem.units if one in unit)
    parents = [each for each in unit if each.account_id == one.parent_id and each.owner_id != to_id]
    return f"It goes along with {source.account(parents[0].account_id)}, the account above it." if parents else ""


def _share(source: BooksSource, measure: BookMeasure, person_id: str) -> str:
    held = loads_of(source.problem, measure, today_of(source.problem))[person_id]
    fair = source.problem.fair(measure)[person_id]
    return SHARE.text(held / fair * POINTS) if fair > 0 else "nothing"


def _relief(source: BooksSource, band: Band, one: BookAccount, to_id: str) -> float:
    """By how much all books together are less outside a band once this account alone has moved."""
    today = today_of(source.problem)
    only = replace(source.problem, bands=(band,))
    return cost_of(only, today).uneven - cost_of(only, {**today, one.account_id: to_id}).uneven


def strength_words(strength: float) -> str:
    """How strong a relationship is, in words with its number."""
    word = "Strong" if strength >= STRONG else "Fair" if strength >= FAIR else "Weak"
    return f"{word}, {round(strength * POINTS)} of 100"


def edit_cost(source: BooksSource, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What an edit costs, or saves, part by part."""
    one, other = cost_of(source.problem, before), cost_of(source.problem, after)
    parts = {
        "relationships": other.moves - one.moves, "regions": other.region - one.region,
        "evenness": (other.uneven - one.uneven) * source.problem.evenness,
    }  # fmt: skip
    whole = other.whole - one.whole
    said = ", ".join(f"{name} {value * POINTS:+.1f}" for name, value in parts.items() if abs(value) >= 0.0005)
    if not said:
        return "It costs nothing and saves nothing."
    total = f"costs {whole * POINTS:.1f}" if whole >= 0 else f"saves {-whole * POINTS:.1f}"
    return f"It {total} points: {said}.".replace("-", "\N{MINUS SIGN}")


def blocked_words(source: BooksSource, one: Blocked) -> str:
    """Which rule blocks and whom it is about, with what would help."""
    names = [source.account(key) for key in one.accounts]
    which = listed(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    match one.rule:
        case BookRule.BOOKS:
            return "Nobody has a book: say who has one."
        case BookRule.LOCK:
            if not names:
                return "The locks leave no books that keep every rule: take one off."
            return f"Locked with somebody who has no book: {which}. Give them a book, or take the lock off."
        case BookRule.FAMILY:
            return f"Locked with different people, but of one family: {which}. Name one of them apart."
        case BookRule.TAKES:
            if not names:
                return "Who takes accounts of which region or segment leaves no books: widen somebody’s."
            return f"Nobody takes {which} by region and segment: widen somebody’s, or name it apart."
        case BookRule.MOST:
            more = f": {counted(one.by, 'account')} more than all may have" if one.by else ""
            return f"Most accounts are too few{more}. Raise somebody’s, or give one more person a book."
        case BookRule.OWN_MOST:
            return (
                f"{source.name(one.person_id)} is locked with {counted(one.by, 'account')} more than at most: raise "
                "that, or take a lock off."
            )
        case BookRule.TOGETHER:
            return "Families are too large for the most accounts that somebody may have: name some apart."

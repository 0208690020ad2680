"""Strategic in words: by its own MRR, or by that of its family."""

from collections.abc import Sequence

from steward.warehouse.rows.internal.book import BookRow


def strategic_in_words(row: BookRow) -> str:
    """`strategic`, `strategic by its family`, or `not strategic`."""
    if not row.strategic:
        return "not strategic"
    return "strategic by its family" if row.strategic_by_family else "strategic"


def strategic_count(rows: Sequence[BookRow]) -> str:
    """`34 strategic, 1 of them by its family`."""
    every, by_family = sum(row.strategic for row in rows), sum(row.strategic_by_family for row in rows)
    whose = "its family" if by_family == 1 else "their families"
    return f"{every} strategic" + (f", {by_family} of them by {whose}" if by_family else "")

"""The state of an order by its lines, in the words of TM Forum 622 and MEF 123."""

from collections.abc import Collection

COMPLETED, CANCELLED, FAILED, REJECTED, PARTIAL = "completed", "cancelled", "failed", "rejected", "partial"
OVER = (COMPLETED, CANCELLED, FAILED, REJECTED, PARTIAL)
NOT_TO_COME = (CANCELLED, FAILED, REJECTED)
"""Of a line that nobody will deliver."""
BY_URGENCY = (
    "held", "pending cancellation", "assessing cancellation", "pending", "in progress", "acknowledged", "not known",
)  # fmt: skip
"""Of lines that are open: what an order is called after, the first that any line has."""


def order_state(lines: Collection[str]) -> str:
    """What an order is by the states of its lines.

    | its lines                  | it is       |
    |----------------------------|-------------|
    | completed, completed       | completed   |
    | completed, failed          | partial     |
    | completed, cancelled       | partial     |
    | cancelled, cancelled       | cancelled   |
    | failed, cancelled          | failed      |
    | rejected, rejected         | rejected    |
    | completed, in progress     | in progress |
    | in progress, held          | held        |
    | partial                    | partial     |
    | (none)                     | not known   |
    """
    found = set(lines)
    still = [state for state in BY_URGENCY if state in found]
    if still or not found:
        return still[0] if still else "not known"
    if PARTIAL in found or (COMPLETED in found and len(found) > 1):
        return PARTIAL
    return next(state for state in (COMPLETED, FAILED, REJECTED, CANCELLED) if state in found)

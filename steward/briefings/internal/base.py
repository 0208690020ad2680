"""What every internal briefing has. A sibling of the customer's, never its parent or child."""

from dataclasses import dataclass

from steward.briefings.customer.briefing import Briefing


@dataclass(frozen=True, kw_only=True)
class InternalBriefing(Briefing):
    """One topic for our own eyes."""

"""How signals are spoken of: their names, their units, and which way is good."""

from steward.domain.health import Group, Signal
from steward.exhibits import COUNT, DAYS, NUMBER, PERCENT, POINTS, STARS, Unit

SIGNALS: dict[Signal, tuple[str, Unit]] = {
    Signal.SLA_BUDGET: ("SLA budget used in 3 months, worst product", PERCENT),
    Signal.INCIDENTS: ("Incidents in 3 months, per 100 lines", NUMBER),
    Signal.UTILISATION: ("Used of what is committed", PERCENT),
    Signal.USAGE_CHANGE: ("Use against the 3 months before", PERCENT),
    Signal.RECENCY: ("Since the last contact", DAYS),
    Signal.FREQUENCY: ("Contacts in 90 days", COUNT),
    Signal.TWO_WAY: ("Share of calls and meetings", PERCENT),
    Signal.DEPTH: ("People in touch in 90 days", COUNT),
    Signal.SENIORITY: ("Executives in touch in 90 days", COUNT),
    Signal.MRR_CHANGE: ("MRR against a year before", PERCENT),
    Signal.CREDITS: ("Credits of charges in 3 months", PERCENT),
    Signal.UNCOVERED_END: ("Days to a contract's end without a renewal opportunity", DAYS),
    Signal.TICKET_AGE: ("Mean age of open tickets", DAYS),
    Signal.TICKET_RATING: ("Rating of tickets closed in 3 months", STARS),
    Signal.NPS: ("NPS, last answers of a year, from five on", POINTS),
    Signal.RESPONSE: ("Answered of asked in a year", PERCENT),
}

NEEDS: dict[Group, str] = {
    Group.SERVICE: "incidents",
    Group.ADOPTION: "usage",
    Group.RELATIONSHIP: "activities",
    Group.COMMERCIAL: "subscriptions",
    Group.SUPPORT: "tickets",
    Group.NPS: "nps_responses",
}
"""The feed a group is made from."""

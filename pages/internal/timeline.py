"""The timeline of one account: calls, outages, surveys, opportunities, contracts, reviews and what people wrote."""

from steward.ui.account.cockpit import show_cockpit
from steward.ui.account.timeline import show_timeline, timeline_of
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account

subject = choose_account(acting=True)
show_cockpit(subject)
brief = timeline_of(subject)
show.headline(brief.headline, f"Timeline · {subject.account.name}")
show_timeline(brief, subject.account_id)
show.missing(brief.missing)

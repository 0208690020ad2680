"""One account for our own eyes, with links onward to what the customer may see."""

from steward.briefings.internal.account import account
from steward.ui import show
from steward.ui.cache import kept
from steward.ui.links import links_onward
from steward.ui.page import show_briefing
from steward.ui.selection import choose_account

subject = choose_account()
brief = kept(lambda: account(subject), "account", subject.account_id, subject.quarter)
show_briefing(brief, f"{brief.account_name} · {subject.quarter.spoken}")
show.points("What the customer will hear", (*brief.summary.outcomes, *brief.summary.misses, *brief.summary.asks))
links_onward(subject)

"""One account for our own eyes, with links onward to what the customer may see."""

from steward.briefings.internal.account import account
from steward.ui import show
from steward.ui.cache import kept
from steward.ui.links import links_onward
from steward.ui.selection import choose_account

subject = choose_account()
brief = kept(lambda: account(subject), "account", subject.account_id, subject.quarter)
show.headline(brief.headline, f"{brief.account_name} · {subject.quarter.spoken}")
links_onward(subject)
show.figures(brief.figures)
show.points("What the customer will hear", (*brief.summary.outcomes, *brief.summary.misses, *brief.summary.asks))
show.exhibits(brief.exhibits)
show.missing(brief.missing)

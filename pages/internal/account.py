"""One account for our own eyes, with links onward to what the customer may see."""

from steward.services import account
from steward.ui.customer_view.page import open_customer_view
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.links import links_onward
from steward.ui.kit.selection import choose_account

subject = choose_account()
brief = kept(lambda: account.brief(subject), "account", subject.account_id, subject.quarter)
show.headline(brief.headline, f"{brief.account_name} · {subject.quarter.spoken}")
links_onward(subject)
open_customer_view(subject)
show.figures(brief.figures)
show.points("What the customer will hear", (*brief.summary.outcomes, *brief.summary.misses, *brief.summary.asks))
show.exhibits(brief.exhibits)
show.missing(brief.missing)

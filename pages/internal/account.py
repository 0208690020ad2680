"""One account for our own eyes: how it stands today, what is to be done, and what happened lately."""

from steward.services import account
from steward.ui.account.cockpit import beside, show_cockpit, show_todos
from steward.ui.account.timeline import show_lately
from steward.ui.customer_view.page import open_customer_view
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.links import links_onward
from steward.ui.kit.selection import choose_account
from steward.ui.requests.links import raise_links

subject = choose_account()
cockpit = show_cockpit(subject)
brief = kept(lambda: account.brief(subject), "account", subject.account_id, subject.quarter, subject.warehouse.logged)
show.headline(brief.headline, f"{brief.account_name} · {subject.quarter.spoken}")
open_customer_view(subject)
show.figures(beside(cockpit, subject, brief.figures))
show_todos(cockpit)
show_lately(subject)
show.points("What the customer will hear", (*brief.summary.outcomes, *brief.summary.misses, *brief.summary.asks))
show.exhibits(brief.exhibits)
links_onward(subject)
raise_links(subject)
show.missing(brief.missing)

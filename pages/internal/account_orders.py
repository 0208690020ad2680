"""The orders of one account for our own eyes: each line with its first promise, what we do, and its first invoice."""

from steward.services import orders
from steward.ui.account.cockpit import show_cockpit
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account
from steward.ui.orders.line import show_lines
from steward.ui.plans.files import plans

subject = choose_account(acting=True)
show_cockpit(subject)
brief = orders.of_account(subject, plans())
show.headline(brief.headline, f"Delivery · {subject.account.name}")
show.figures(brief.figures)
for said in brief.findings:
    show.notice(said)
show_lines(subject, brief)
show.missing(brief.missing)

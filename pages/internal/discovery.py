"""Discovery and design of one account: what is asked and known, how options compare, and the next step."""

from steward.ui.account.cockpit import show_cockpit
from steward.ui.design.page import show_discovery
from steward.ui.kit.selection import choose_account

subject = choose_account(acting=True)
show_cockpit(subject)
show_discovery(subject)

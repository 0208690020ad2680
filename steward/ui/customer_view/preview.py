"""A page of ours that shows one topic as the customer's window does, and opens that window."""

from steward.ui.customer_view.page import open_customer_view
from steward.ui.customer_view.topics import DRAWN
from steward.ui.kit.selection import choose_account


def preview(topic: str) -> None:
    """Choose an account, and see the topic as they do."""
    about = choose_account()
    open_customer_view(about, topic)
    DRAWN[topic](about)

"""What was offered to one account and they have, as the customer may see it: what their window shows."""

from steward.ui.customer_view.preview import preview

preview("proposals")

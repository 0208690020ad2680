"""The quarter of one account on one page, as the customer may see it: what their window shows."""

from steward.ui.customer_view.preview import preview

preview("summary")

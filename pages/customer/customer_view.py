"""What the customer may see of their account, in a window of its own."""

from steward.ui.customer_view.page import customer_view

customer_view()

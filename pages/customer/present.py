"""A review shown to the customer, full screen."""

from steward.ui.present.page import present

present()

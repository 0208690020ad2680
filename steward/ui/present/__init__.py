"""A review shown to the customer: full screen, one slide at a time, and nothing in the window but this account.

Only customer types are shown here, and no module of this package may reach an internal one (an import contract).
The presenter's own window is `steward.ui.reviews.presenter`.
"""

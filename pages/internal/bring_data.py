"""Bring your data: from dropped files to a load, without an editor."""

from steward.ui.bring.page import bring_data

bring_data()

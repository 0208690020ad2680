"""Handovers on a page: the list, one account's passport, its interview and its signatures."""

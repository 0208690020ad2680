"""A customer's review as one HTML file that needs nothing else: no server, no network, nothing installed.

Only customer types come in. Whatever people or systems wrote is text in it: `markup` is the only way into the file.
"""

from steward.output.review_page.page import review_page
from steward.output.review_page.plots import Plots

__all__ = ["Plots", "review_page"]

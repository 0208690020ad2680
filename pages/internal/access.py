"""Who may see what."""

from steward.ui.access.page import show_access
from steward.ui.kit.selection import saying_no

with saying_no():
    show_access()

"""Who changed what, and who took what out."""

from steward.ui.access.log_page import show_log
from steward.ui.kit.selection import saying_no

with saying_no():
    show_log()

"""What of targets is looked at, and whose stand in a row."""

import streamlit as st

from steward.exhibits.wording import capital
from steward.services.targets import Who
from steward.ui.kit.shown import filtered

VIEWS = {
    "attained": ":material/flag_circle: Attained",
    "set": ":material/account_tree: Set for a year",
    "if": ":material/swap_horiz: What if",
}


def choose_who() -> Who:
    """Each of us, teams or regions."""
    picked = st.segmented_control(
        "By", list(Who), default=Who.PERSON, key="targets.by", format_func=lambda who: capital(who.words)
    )
    who = picked or Who.PERSON
    filtered("By", capital(who.words))
    return who

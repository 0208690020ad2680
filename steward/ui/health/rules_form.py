"""How health is scored, on the page that shows it: bands, weights and scales, changed and undone like a plan."""

import streamlit as st

from steward.services.health import health_rules, in_use, mistakes, open_health
from steward.ui.kit.cache import workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.who import who
from steward.ui.plans.company_file import edit_company_file
from steward.ui.plans.files import Choices

NOBODY = Choices({}, {}, {}, {})


def edit_rules(asked: str | None = None) -> None:
    """The rules in use, and what is wrong with them; a rule that is taken out holds as it comes with Steward. `asked`:
    who they are, where the page asked already."""
    rules = health_rules(workspace().plans)
    for problem in rules.problems:
        st.warning(plain(f"{problem.file}, line {problem.line}: {problem.message}"), icon=":material/report:")
    place = st.expander("How health is scored", icon=":material/tune:", key="health.rules", on_change="rerun")
    if not place.open:
        return
    with place:
        st.caption(
            plain(f"In use: {rules.source}. A signal without data is left out, and so is a group; others weigh more.")
        )
        if not workspace().scope.keeps_rules:
            st.caption("An administrator can change them.")
            return
        author = who() if asked is None else asked
        opened = open_health(workspace().plans)
        edit_company_file(opened, author, "health.save", choices=NOBODY, shown=in_use, mistakes=mistakes)

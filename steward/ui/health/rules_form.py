"""How health is scored, on the page that shows it: bands, weights and scales, changed and undone like a plan."""

from typing import Any

import streamlit as st

from steward.plans.files.changes import changes
from steward.plans.files.keys import sections_of
from steward.plans.files.store import COMPANY
from steward.plans.internal.health import HealthFile, open_health
from steward.plans.internal.health_rules import health_rules, in_use, mistakes
from steward.ui.kit.cache import workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.who import who
from steward.ui.plans.files import Choices
from steward.ui.plans.saving import base_of, follow, save, settle, tell_saved
from steward.ui.plans.section_form import form
from steward.ui.plans.section_grid import Grid

NOBODY = Choices({}, {}, {}, {})


def edit_rules() -> None:
    """The rules in use, and what is wrong with them; a rule that is taken out holds as it comes with Steward."""
    rules = health_rules(workspace().plans)
    for problem in rules.problems:
        st.warning(f"{problem.file}, line {problem.line}: {plain(problem.message)}", icon=":material/report:")
    with st.expander("How health is scored", icon=":material/tune:"):
        st.caption(
            plain(f"In use: {rules.source}. A signal without data is left out, and so is a group; others weigh more.")
        )
        author = who()
        opened = open_health(workspace().plans)
        if settle(opened, author, {}):
            return
        base = base_of(opened)
        shown = in_use(base.plan)
        plan = _edited(shown, base.digest[:12])
        made = changes(shown, plan)
        follow(base, opened, bool(made))
        wrong = tuple(mistakes(plan))
        for words in wrong:
            st.error(plain(words))
        ready = bool(made and author and not wrong)
        label = f"Save {len(made)} change{'s' if len(made) > 1 else ''}" if made else "Nothing to save"
        why = "Say who you are first." if made and not author else None
        if st.button(label, type="primary", disabled=not ready, help=why, key="health.save"):
            save(base, plan, author)
            st.rerun()
        tell_saved(COMPANY, author, first_too=True)


def _edited(shown: HealthFile, state: str) -> HealthFile:
    """The rules as they are in the form."""
    found: dict[str, Any] = {}
    for name, section in sections_of(HealthFile).items():
        st.markdown(f"#### {plain(section.label)}", anchors=False)
        st.caption(plain(section.says))
        key, held = f"health.{name}.{state}", getattr(shown, name)
        if section.many:
            found[name] = Grid(section, held, NOBODY, shown).edited(key)
        else:
            found[name] = form(section, held, NOBODY, key)
    return HealthFile(account_id=COMPANY, **found)

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
from steward.ui.kit.typed import is_typed
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.who import who
from steward.ui.plans.files import Choices
from steward.ui.plans.saving import asked_to_save, base_of, fields_of, follow, save
from steward.ui.plans.section_form import form
from steward.ui.plans.section_grid import Grid
from steward.ui.plans.settling import settle

NOBODY = Choices({}, {}, {}, {})


def edit_rules() -> None:
    """The rules in use, and what is wrong with them; a rule that is taken out holds as it comes with Steward."""
    rules = health_rules(workspace().plans)
    for problem in rules.problems:
        st.warning(plain(f"{problem.file}, line {problem.line}: {problem.message}"), icon=":material/report:")
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
        plan = _edited(shown, fields_of(opened))
        made = changes(shown, plan)
        follow(base, opened, bool(made) or is_typed(fields_of(opened)))
        wrong = tuple(mistakes(plan))
        for words in wrong:
            st.error(plain(words))
        if asked_to_save(len(made), author, "health.save", of=fields_of(base), wrong=" ".join(map(plain, wrong))):
            save(base, plan, author)
            st.rerun()
        tell_saved(COMPANY, author)


def _edited(shown: HealthFile, fields: str) -> HealthFile:
    """The rules as they are in the form."""
    found: dict[str, Any] = {}
    for name, section in sections_of(HealthFile).items():
        st.markdown(f"#### {plain(section.label)}", anchors=False)
        st.caption(plain(section.says))
        key, held = f"{fields}.{name}", getattr(shown, name)
        if section.many:
            found[name] = Grid(section, held, NOBODY, shown).edited(key)
        else:
            found[name] = form(section, held, NOBODY, key)
    return HealthFile(account_id=COMPANY, **found)

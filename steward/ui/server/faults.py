"""What a page shows of a fault nobody foresaw, wherever it happened: in a page, in what a button does, in a part that
runs again by itself. The same to everybody, because the customer may be looking on.
"""

import logging

import streamlit as st

from steward.faults import noted
from steward.workspace import Workspace

SENTENCE = "This cannot be shown just now. Try again; if it stays so, name error {} to who runs this server."
_LOG = logging.getLogger("steward")


def show_fault(fault: Exception) -> bool:
    """Streamlit's `on_script_error`; True: nothing more of it is shown."""
    number = noted(fault, Workspace.find().home, "a page").number
    _LOG.error("Error %s", number, exc_info=fault)
    st.error(SENTENCE.format(number), icon=":material/error:")
    return True


def told_once(record: logging.LogRecord) -> bool:
    """Streamlit would write the whole traceback to the terminal, too, without the number."""
    return record.msg != "Uncaught app execution"

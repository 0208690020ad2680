"""`python -m steward …`."""

import sys

from steward.cli import app
from steward.services.outliving import end_at_once, end_with_caller

HOLD_MUCH = ("load", "book")
"""What these commands hold takes long to take apart, and goes with the process."""

end_with_caller()
if sys.argv[1:2] and sys.argv[1] in HOLD_MUCH:
    end_at_once(app)
app()

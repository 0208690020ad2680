"""`python -m steward …`."""

import sys

from steward.cli import app
from steward.services.outliving import end_at_once, end_with_caller

end_with_caller()
if sys.argv[1:2] == ["load"]:
    end_at_once(app)
app()

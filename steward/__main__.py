"""`python -m steward …`."""

from steward.cli import app
from steward.services.outliving import end_with_caller

end_with_caller()
app()

"""The months that were brought here, each a Parquet file that says of itself what it is of."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from steward.warehouse.loading.engine.months import KeptMonth, Totals
from steward.whole_files import UNFINISHED, make_folder, swap

if TYPE_CHECKING:  # SQLGlot comes with an extra
    from steward.warehouse.loading.engine.portable import Readings

SAID = b"steward.usage"
ENDING = ".parquet"
COMPRESSION = "zstd"


def come_to(rows: pa.Table) -> Totals:
    """What the groups of a month come to."""
    of_use, without = (pc.sum(rows[name]).as_py() or 0 for name in ("readings", "without_use"))
    used, committed = (pc.sum(rows[name]).as_py() or Decimal(0) for name in ("used", "committed"))
    return Totals(of_use + without, of_use, used, committed)


def letters(engine_name: str, remote: str, readings: "Readings", queries: Iterable[str]) -> str:
    """What stands for a table and for how its months are made of it: months of another are of no use."""
    held = [engine_name, remote, readings.table, sorted(readings.columns.items()), readings.timezone, *queries]
    return hashlib.sha256(repr(held).encode()).hexdigest()[:16]


def kept_months(folder: Path, key: str) -> dict[date, KeptMonth]:
    """Those that are whole and of this table."""
    found = (_read(path, key) for path in sorted(folder.glob(f"*{ENDING}")))
    return {one.month: one for one in found if one}


def keep_month(folder: Path, key: str, month: date, rows: pa.Table, totals: Totals) -> KeptMonth:
    """Write it, whole or not at all, for us alone."""
    make_folder(folder)
    agrees = come_to(rows) == totals
    said = {
        "key": key,
        "month": month.isoformat(),
        "readings": totals.readings,
        "of_use": totals.of_use,
        "used": str(totals.used),
        "committed": str(totals.committed),
        "agrees": agrees,
    }
    written = BytesIO()
    marked = rows.replace_schema_metadata({SAID: json.dumps(said).encode()})
    pq.write_table(marked, written, compression=COMPRESSION)
    path = folder / f"{month:%Y-%m}{ENDING}"
    swap(path, written.getvalue())
    return KeptMonth(month, path, totals, agrees)


def let_go(folder: Path, but: Iterable[Path]) -> None:
    """Months that are no longer there, of another table, or half written."""
    stay = set(but)
    for path in [*folder.glob(f"*{ENDING}"), *folder.glob(f".*{UNFINISHED}")]:
        if path not in stay:
            path.unlink(missing_ok=True)


def _read(path: Path, key: str) -> KeptMonth | None:
    try:
        said = json.loads((pq.read_schema(path).metadata or {}).get(SAID, b"{}"))
        if said.get("key") != key:
            return None
        totals = Totals(said["readings"], said["of_use"], Decimal(said["used"]), Decimal(said["committed"]))
        return KeptMonth(date.fromisoformat(said["month"]), path, totals, said["agrees"])
    except (OSError, pa.ArrowInvalid, ValueError, KeyError, ArithmeticError):
        return None

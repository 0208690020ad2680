"""How text becomes values: for each column, the SQL that reads it.

The usual form (ISO dates, 1234.5) is tried on every row in one pass. Only where some value refuses is the whole column
looked at, and another form chosen if it explains the column: see `forms.py`.
"""

from dataclasses import dataclass

from steward.warehouse.loading.canonical import Field, Kind

SPACES = "' ' || chr(9) || chr(10) || chr(13)"
EARLIEST, LATEST = "1900-01-01", "9999-12-31"
LOWERED = frozenset({"kind", "status", "queue", "priority", "role", "forecast_category"})
NULL_WORDS = "('NULL', '\\N')"
TYPED_NULL_WORDS = "('NULL', '\\N', 'N/A', 'NA', '#N/A', 'NONE')"


@dataclass(frozen=True)
class Form:
    """How the values of one column are written, where not in the usual way. `dates`: strptime formats tried in turn;
    `decimals`: the sign before the decimals, where thousands are marked. `percent`:
    what a number with a % sign is divided by."""

    dates: tuple[str, ...] = ()
    compact: bool = False
    decimals: str | None = None
    null_words: bool = False
    percent: int = 0


USUAL = Form()


def trimmed(value: str) -> str:
    """Text without the spaces around it; nothing is NULL. Most values need no work, and are told so fast."""
    return f"case when {value} < '!' or {value}[-1] < '!' then nullif(trim({value}, {SPACES}), '') else {value} end"


def typed(field: Field, value: str, form: Form, *, null_words: bool, bare: bool = False) -> str:
    """SQL for the column's value from text `value`; NULL where it is none. `bare`: there are no spaces around it."""
    if field.kind is Kind.TEXT:
        return _text(field, value, value if bare else trimmed(value), null_words)
    return _READERS[field.kind](value, form)


def valid(field: Field, name: str) -> str:
    """SQL for whether a value that could be cast makes sense: no infinity, no year 24."""
    if field.kind is Kind.NUMBER:
        return f"isfinite({name})"
    if field.kind in (Kind.DATE, Kind.TIME):
        return f"{name} >= date '{EARLIEST}' and {name}::date <= date '{LATEST}'"
    return "true"


def is_empty(value: str, form: Form) -> str:
    """SQL for whether a text says that there is no value."""
    blank = f"{value} is null or trim({value}, {SPACES}) = ''"
    if form.null_words:
        return f"({blank} or upper(trim({value})) in {TYPED_NULL_WORDS})"
    return f"({blank})"


def _text(field: Field, value: str, text: str, null_words: bool) -> str:
    if null_words:
        text = f"(case when {value} in {NULL_WORDS} then null else {text} end)"
    return f"lower({text})" if field.name in LOWERED else text


def _date(value: str, form: Form) -> str:
    # A date begins with a digit; DuckDB would also take “epoch” and “infinity” for one.
    usual = f"case when {value} < ':' then try_cast({value} as date) end"
    if form == USUAL:
        return usual
    return f"coalesce({usual}, {_other_dates(value, form)}::date)"


def _time(value: str, form: Form) -> str:
    usual = f"case when {value} < ':' then try_cast(trim({value}) as timestamp) end"
    if form == USUAL:
        return usual
    return f"coalesce({usual}, {_other_dates(value, form)})"


def _other_dates(value: str, form: Form) -> str:
    tried = []
    if form.dates:
        formats = ", ".join(f"'{each}'" for each in form.dates)
        tried.append(f"try_strptime({unified_date(value)}, [{formats}])")
    if form.compact:
        tried.append(compact_date(value))
    return f"coalesce({', '.join([*tried, 'null::timestamp'])})"


def compact_date(value: str) -> str:
    """SQL for 20251231."""
    return f"case when regexp_full_match(trim({value}), '\\d{{8}}') then try_strptime(trim({value}), '%Y%m%d') end"


def unified_date(value: str) -> str:
    """SQL: one separator, one space, however it was written. Without a digit (“epoch”) it is no date."""
    unified = f"regexp_replace(translate(trim({value}), '.-,', '// '), '[ T]+', ' ', 'g')"
    return f"case when regexp_matches({value}, '\\d') then {unified} end"


def _money(value: str, form: Form) -> str:
    return f"try_cast({_plain_number(value, form)} as decimal(18, 4))"


def _number(value: str, form: Form) -> str:
    return _percentage(value, form) if form.percent else f"try_cast({_plain_number(value, form)} as double)"


def _plain_number(value: str, form: Form) -> str:
    return value if form.decimals is None else plain_number(value, form.decimals)


def _percentage(value: str, form: Form) -> str:
    bare = f"replace({value}, '%', '')"
    number = f"try_cast({_plain_number(bare, form)} as double)"
    return f"case when {value} like '%\\%' escape '\\' then {number} / {form.percent} else {number} end"


SIGNS = "[\\s\\x{00a0}\\x{202f}''’€$£¥₹]|(?i:\\b(?:EUR|USD|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK)\\b)"
GROUPED = {
    ".": ("-?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?|-?\\d*(\\.\\d+)?", ","),
    ",": ("-?[1-9]\\d{0,2}(\\.\\d{3})+(,\\d+)?|-?\\d*(,\\d+)?", "."),
}


def bare_number(value: str) -> str:
    """SQL: a number without currency and spaces, its sign in front: `(1,234.50)` and `1,234.50-` → `-1,234.50`."""
    bare = f"regexp_replace(replace(trim({value}), '−', '-'), '{SIGNS}', '', 'g')"
    return f"regexp_replace({bare}, '^\\((\\d.*)\\)$|^(\\d.*)-$', '-\\1\\2')"


def fits(value: str, decimals: str) -> str:
    """SQL for whether a number is written with this decimal sign."""
    return f"regexp_full_match({bare_number(value)}, '{GROUPED[decimals][0]}')"


def plain_number(value: str, decimals: str) -> str:
    """SQL for 1234.5, from 1,234.5 or 1.234,5; other numbers become NULL."""
    thousands = GROUPED[decimals][1]
    bare = f"replace(replace({bare_number(value)}, '{thousands}', ''), '{decimals}', '.')"
    return f"case when {fits(value, decimals)} then {bare} end"


def _yesno(value: str, form: Form) -> str:
    return f"try_cast(trim({value}) as boolean)"


_READERS = {
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.MONEY: _money,
    Kind.NUMBER: _number,
    Kind.YESNO: _yesno,
}

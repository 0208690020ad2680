"""SQL that reads dates and times out of text.

The usual way (`2025-12-31 15:30`) is told by its shape before it is cast, because DuckDB's own cast would take `PM` for
the name of a time zone and drop it. Everything else is taken apart: weekday and comment go, the offset from UTC is
kept, and the body is unified (`15/3/2026 2:05 PM`), turned around as its column shows, and read in the usual way.
DuckDB's strptime is fifty times slower and reads only what has the name of a month."""

from dataclasses import replace

from steward.warehouse.loading.invisible import plain
from steward.warehouse.loading.sqltext import let
from steward.warehouse.loading.typing.value_formats import House, ValueFormat

UTC = House()
DAY = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
CLOCK = r"\d{1,2}:\d\d(:\d\d(\.\d{1,9})?)?"
USUAL_SHAPE = f"{DAY}([ T]{CLOCK})?"
ZONED_SHAPE = f"{DAY}[ T]{CLOCK}([Zz]|[-+]\\d\\d(:?\\d\\d)?)"
ZONE = r"[Zz]|(?:GMT|UTC)|(?:GMT|UTC)? ?[-+−]\d\d?(?::?\d\d)?"
ZONED = rf"(?i)(:\d\d(?:[.,]\d+)?|^\d{{8}}[ T]?\d{{4}}(?:\d\d)?|:\d\d ?[ap]\.?m\.?) *({ZONE})$"
OFFSET = r"([-+−])(\d\d?):?(\d\d)?$"
WEEKDAY = r"(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* +"
COMMENT = rf"(?i)({ZONE}) *\([^()]*\)$"
BRACKETED = rf"(?i) *\(({ZONE})\)$"
MONTH_NAME = "[A-Za-z]{3}"
SHORT_YEARS = (("[0-5]\\d|6[0-8]", "20"), ("69|[7-9]\\d", "19"))
LONG_YEAR = ("\\d{4}", "")
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %I %p")
SPELLED = (
    *(f"{day}{clock}" for clock in CLOCKS for day in ("%d/%b/%Y", "%d/%B/%Y")),
    "%b %d %H:%M:%S %Y",
)
MONTHS = ("%Y/%m", "%m/%Y", "%b %Y", "%B %Y", "%b/%y", "%b/%Y")
COUNTED = {
    "seconds": r"\d{9,10}(\.\d+)?", "milliseconds": r"\d{12,13}", "days": r"\d{5}(\.\d+)?",
    "months": r"(?:19|20)\d\d(?:0[1-9]|1[0-2])",
}  # fmt: skip
"""What a bare number may count, and its shape: since 1970 in UTC, days since Excel's first, or a month as `202501`."""
EARLIEST_SERIAL, LATEST_SERIAL = 18_264, 73_050
"""1950 and 2099: an account number is seldom a day between them in most rows of a column."""


def usual_date(value: str) -> str:
    """SQL for a day written in the usual way. A text that begins with a letter is none to DuckDB, too: “epoch”."""
    return _usual_day(value, value)


def usual_month(value: str) -> str:
    """The same, where a month such as 2025-12 stands for its first day."""
    return _usual_day(value, f"case when strlen({value}) = 7 then {value} || '-01' else {value} end")


def _usual_day(value: str, day: str) -> str:
    return f"case when {value} < ':' and (strlen({value}) <= 10 or {_usual(value)}) then try_cast({day} as date) end"


def usual_time(value: str) -> str:
    """SQL for a time written in the usual way."""
    return f"case when {value} < ':' and {_usual(value)} then try_cast({value} as timestamp) end"


def _usual(value: str) -> str:
    return f"regexp_full_match({value}, '{USUAL_SHAPE}')"


def other_time(value: str, form: ValueFormat) -> str:
    """SQL for a time in the form its column shows, in the company's zone where an offset is given."""
    iso = f"regexp_full_match({value}, '{ZONED_SHAPE}')"
    straight = _in_zone(f"timezone('UTC', try_cast({value} as timestamptz))", form.house.zone)
    written = moment("b", form)
    moved = _in_zone(f"({written} - a)", form.house.zone)
    told = _taken_apart(value, f"case when a is null then {written} else {moved} end")
    return _or_counted(f"case when {iso} then {straight} else {told} end", value, form)


def other_end(start: str, end: str, form: ValueFormat, end_form: ValueFormat) -> str:
    """SQL for the end of what began at `start`. Where both tell their distance from UTC, so many minutes lie between
    them as really passed, also in the night when the clocks are changed."""
    begun, over = (other_time(each, replace(one, house=UTC)) for each, one in ((start, form), (end, end_form)))
    both = f"{_from_utc(start, form)} and {_from_utc(end, end_form)}"
    return f"case when {both} then {other_time(start, form)} + ({over} - {begun}) else {other_time(end, end_form)} end"


def _from_utc(value: str, form: ValueFormat) -> str:
    counted = f" or {counts(value, form.counted)}" if form.counted in ("seconds", "milliseconds") else ""
    return f"({offset(uncommented(value))} is not null{counted})"


def other_date(value: str, form: ValueFormat) -> str:
    """SQL for a day in the form its column shows. Midnight of any zone is that day, another time the day it is here."""
    moved = _in_zone("(w - a)", form.house.zone)
    chosen = f"case when a is null or w = w::date then w else {moved} end"
    told = _taken_apart(value, let("w", moment("b", form), chosen))
    return f"{_or_counted(told, value, form)}::date"


def _taken_apart(value: str, then: str) -> str:
    """SQL `then`, in which `b` is the body of a time and `a` how far it is away from UTC."""
    return let("u", uncommented(value), let("a", offset("u"), let("b", body("u"), then)))


def uncommented(value: str) -> str:
    """SQL without weekday in front and what comments on an offset: `Sun Mar 15 2026 14:05:00 GMT+0100 (CET)`. An offset
    that itself stands in brackets is one."""
    day = f"regexp_replace({plain(value)}, '{WEEKDAY}', '')"
    return f"regexp_replace(regexp_replace({day}, '{COMMENT}', '\\1'), '{BRACKETED}', ' \\1')"


def offset(value: str) -> str:
    """SQL for how far a time without comment is from UTC, as an interval; NULL where that is not said."""
    number = "coalesce(try_cast(o['hours'] as integer), 0) * 60 + coalesce(try_cast(o['minutes'] as integer), 0)"
    signed = f"to_minutes(case when o['sign'] in ('-', '−') then -1 else 1 end * ({number}))"
    parts = f"regexp_extract(z, '{OFFSET}', ['sign', 'hours', 'minutes'])"
    zone = f"regexp_extract({value}, '{ZONED}', 2)"
    return let("z", zone, f"case when z <> '' then {let('o', parts, signed)} end")


def body(value: str) -> str:
    """SQL for day and clock without an offset, in one spelling: `15/3/2026 2:05 PM`; NULL without a digit."""
    bare = f"regexp_replace({value}, '{ZONED}', '\\1')"
    noon = "regexp_replace(d, '(?i)(\\d) ?([ap])\\.? ?m\\.?$', '\\1 \\2M')"
    midnight = f"regexp_replace({noon}, ' 0?0(:[0-9:]+ [aA]M)$', ' 12\\1')"
    joined = f"regexp_replace(replace({midnight}, ' am', ' AM'), '(\\d)T(\\d)', '\\1 \\2')"
    whole = f"regexp_replace({joined}, '(:\\d\\d)[.,]\\d+', '\\1')"
    short = f"regexp_replace({whole}, '([A-Za-z])\\.( |$)', '\\1\\2', 'g')"
    unified = f"trim(regexp_replace(translate({short}, '.-,', '// '), ' +', ' ', 'g'))"
    told = f"case when {_usual('d')} then d when regexp_matches(d, '\\d') then {unified} end"
    return let("d", bare, told)


def moment(body: str, form: ValueFormat) -> str:
    """SQL for the time a body tells: year first, compact, with the name of a month, or slashed in the form's order."""
    named = _strptime(_day_first(body, form.year), (*SPELLED, *MONTHS) if form.months else SPELLED)
    apart = f"regexp_replace({body}, '^(\\d{{4}})(\\d\\d)(\\d\\d)', '\\1-\\2-\\3')"
    compact = f"regexp_replace({apart}, '^(.{{10}}) ?(\\d\\d):?(\\d\\d):?(\\d\\d)?$', '\\1 \\2:\\3:\\4')"
    compact = f"regexp_replace({compact}, ':$', '')"
    told = _clocked(_year_first(body, form.order))
    return (
        f"case when {_usual(body)} then try_cast({body} as timestamp)"
        f" when regexp_matches({body}, '^\\d{{8}}') then {_clocked(compact)}"
        f" when regexp_matches({body}, '{MONTH_NAME}') then {named}"
        f" else {f'coalesce({told}, {_strptime(body, MONTHS)})' if form.months else told} end"
    )


def _year_first(body: str, order: str) -> str:
    """SQL with the day turned around: `15/3/2026 …` → `2026-3-15 …`. A year of two digits is one from 1969 to 2068."""
    turned = {"day": "\\3-\\2-\\1\\4", "month": "\\3-\\1-\\2\\4", "year": "\\1-\\2-\\3\\4"}.get(order)
    if not turned:
        return body
    two = r"\d{1,2}"
    for year, century in (*SHORT_YEARS, LONG_YEAR):
        parts = (year, two, two) if order == "year" else (two, two, year)
        shape = "/".join(f"({part})" for part in parts)
        body = f"regexp_replace({body}, '^{shape}( |$)', '{century}{turned}')"
    return body


def _day_first(body: str, year: str) -> str:
    """SQL with the day in front of the name of its month: `2026/Mar/15`, `Mar 15 26` → `15/Mar/2026`. `year`: where
    one of two digits stands, first or last, where the day could stand as well."""
    name, day, gap = "([A-Za-z]{3,9})", "(\\d{1,2})", "[/ ]+"
    for short, years in ((True, SHORT_YEARS), (False, (LONG_YEAR,))):
        for shape, century in years:
            turned = {f"{name}{gap}{day}{gap}({shape})": f"\\2/\\1/{century}\\3"}
            if year == "last" or not short:
                turned[f"{day}{gap}{name}{gap}({shape})"] = f"\\1/\\2/{century}\\3"
            if year == "first" or not short:
                turned[f"({shape}){gap}{name}{gap}{day}"] = f"\\3/\\2/{century}\\1"
            for found, into in turned.items():
                body = f"regexp_replace({body}, '^{found}( |$)', '{into}\\4')"
    return body


def _clocked(value: str) -> str:
    """SQL for a time of the usual form, its clock maybe one of twelve hours."""
    hour = "regexp_replace(regexp_replace(i, ' [aApP]M$', ''), '( \\d{1,2})$', '\\1:00')"
    pm, twelve = "upper(i) like '% PM'", "hour(t) = 12"
    shift = f"case when {pm} and not {twelve} then 12 when not {pm} and {twelve} then -12 else 0 end"
    plain_clock = f"case when {_usual('i')} then try_cast(i as timestamp) end"
    turned = let(
        "t", f"try_cast({hour} as timestamp)", f"case when hour(t) between 1 and 12 then t + to_hours({shift}) end"
    )
    half_day = f"regexp_full_match(i, '{DAY} \\d{{1,2}}(:\\d\\d(:\\d\\d)?)? [aApP]M')"
    return let("i", value, f"case when {half_day} then {turned} else {plain_clock} end")


def _strptime(value: str, formats: tuple[str, ...]) -> str:
    return f"try_strptime({value}, [{', '.join(repr(each) for each in formats)}])"


def counts(value: str, what: str) -> str:
    """SQL for whether a bare number could count days or times."""
    shape = f"regexp_full_match({plain(value)}, '{COUNTED[what]}')"
    if what != "days":
        return shape
    return f"({shape} and try_cast({plain(value)} as double) between {EARLIEST_SERIAL} and {LATEST_SERIAL})"


def _or_counted(otherwise: str, value: str, form: ValueFormat) -> str:
    if not form.counted:
        return f"({otherwise})"
    told = _counted(form.counted, f"try_cast({plain(value)} as decimal(28, 10))")
    if form.counted in ("seconds", "milliseconds"):
        told = _in_zone(told, form.house.zone)
    return f"(case when {counts(value, form.counted)} then {told} else {otherwise} end)"


def _counted(what: str, number: str) -> str:
    """SQL for the time that a number stands for."""
    each = {"seconds": 1_000_000, "milliseconds": 1_000}.get(what)
    if each:
        return f"make_timestamp(({number} * {each})::bigint)"
    if what == "months":
        return f"make_timestamp(({number})::bigint // 100, ({number})::bigint % 100, 1, 0, 0, 0)"
    return f"(timestamp '1899-12-30' + to_seconds(round({number} * 86400)::bigint))"


def _in_zone(utc: str, zone: str) -> str:
    """SQL for a time of UTC on the clocks of the zone."""
    return utc if zone == "UTC" else f"timezone('{zone}', timezone('UTC', {utc}))"

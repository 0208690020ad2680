"""SQL that reads numbers and amounts out of text: `(1,234.50)`, `1.234,50-`, `€ 5`, `1 234,5`, `1,00,000.00`.

A text is taken apart into signs, currency and figures; one that has anything else is no number."""

from steward.warehouse.loading.currencies.written import foreign_words, own_words
from steward.warehouse.loading.invisible import plain
from steward.warehouse.loading.sqltext import let, literal
from steward.warehouse.loading.typing.value_formats import House, ValueFormat

WORD = r"[^\d\s.,''()+%/-][^\d\s,''()+%-]*"
FIGURES = r"[.,]?\d[\d.,'' ]*?(?:[eE][-+]?\d+)?"
PARTS = rf"^([-+(]*) ?({WORD})? ?([-+(]*) ?({FIGURES}) ?([-)]*) ?({WORD})? ?([-)]*)(?:/[-=])?$"
"""`Rs. 2,500/-` is how rupees without paise are written: nothing follows."""
NAMES = ("a", "before", "b", "figures", "c", "behind", "d")
SIGNS = {"": "", "+": "", "-": "-", "()": "-"}
IN_SPACES = r"[1-9]\d{0,2}([ '']\d{3})+([.,]\d+)?"
GROUPED = {
    ".": (r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?|-?[1-9]\d?(,\d\d)+,\d{3}(\.\d+)?|-?\d*(\.\d+)?", ","),
    "?": (r"-?\d+", ","),
    ",": (r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?|-?[1-9]\d?(\.\d\d)+\.\d{3}(,\d+)?|-?\d*(,\d+)?", "."),
}
MOST_SHARE = 2
"""No share is above it: 1.05 of the revenue may be left after a year, hardly three times as much."""
POWERS = r"[-+]?\d+(\.\d+)?[eE][-+]?\d+"


def parts(value: str) -> str:
    """SQL for what a number is made of: NAMES, each a text."""
    told = f"translate({plain(value)}, '−–’', '--''''')"
    names = ", ".join(f"'{name}'" for name in NAMES)
    return f"regexp_extract({told}, '{PARTS}', [{names}])"


def bare_number(value: str) -> str:
    """SQL: the figures without currency and spaces, a minus in front: `(1,234.50)` and `1,234.50-` → `-1,234.50`."""
    return let("p", parts(value), bare_of("p"))


def bare_of(p: str) -> str:
    """The same of parts that have a name."""
    minus = " ".join(f"when {literal(sign)} then {literal(meant)}" for sign, meant in SIGNS.items())
    spaced = f"regexp_full_match({p}.figures, '{IN_SPACES}')"
    joined = f"case when {spaced} then translate({p}.figures, ' ''', '') else {p}.figures end"
    return f"case when {p}.figures <> '' then case {p}.a || {p}.b || {p}.c || {p}.d {minus} end || {joined} end"


def bare_fits(bare: str, decimals: str) -> str:
    """SQL for whether bare figures are written with this decimal sign."""
    return f"coalesce(regexp_full_match({bare}, '{GROUPED[decimals][0]}'), false)"


def plain_number(value: str, decimals: str) -> str:
    """SQL for 1234.5, from 1,234.5 or 1.234,5; other numbers become NULL. In `1.2e3` a point marks decimals, always."""
    return let("f", bare_number(value), _plain(decimals))


def _plain(decimals: str) -> str:
    """The same of the figures `f`."""
    bare = f"replace(replace(f, '{GROUPED[decimals][1]}', ''), '{decimals}', '.')"
    return f"case when {bare_fits('f', decimals)} then {bare} when regexp_full_match(f, '{POWERS}') then f end"


def word(value: str) -> str:
    """SQL for the currency a number is written with, in capitals; '' without one. Of two, `$5 CAD`, the code."""
    return let("p", parts(value), word_of("p"))


def word_of(p: str) -> str:
    """The same of parts that have a name."""
    return f"rtrim(upper(coalesce(nullif({p}.behind, ''), {p}.before)), '.')"


def words(value: str) -> tuple[str, str]:
    """SQL for what stands before and behind the figures, in capitals."""
    made = parts(value)
    before, behind = (f"rtrim(upper(coalesce({made}['{side}'], '')), '.')" for side in ("before", "behind"))
    return before, behind


def code(word: str, house: House) -> str:
    """SQL for the currency that a word (in capitals) names; the company's own without one, NULL where it is none."""
    own = ", ".join(literal(each) for each in sorted({*own_words(house.currency), ""}))
    others = foreign_words(house.currency)
    known = ", ".join(literal(each) for each in others)
    meant = ", ".join(literal(each) for each in others.values())
    return (
        f"case when {word} is null or {word} in ({own}) then {literal(house.currency)}"
        f" else map_extract_value(map([{known}], [{meant}]), {word}) end"
    )


def currency(value: str, house: House) -> str:
    """SQL for the currency of an amount."""
    return code(word(value), house)


def other_money(value: str, form: ValueFormat) -> str:
    """SQL for an amount in the form its column shows, in whatever currency; NULL with a word that is no currency."""
    number = f"try_cast({let('f', bare_of('p'), _plain(form.decimals))} as decimal(18, 4))"
    return let("p", parts(value), f"case when {code(word_of('p'), form.house)} is not null then {number} end")


def other_number(value: str, form: ValueFormat) -> str:
    """SQL for a number in the form its column shows; with a % sign it is divided by what the column says."""
    if not form.percent:
        number = f"try_cast({let('f', bare_of('p'), _plain(form.decimals))} as double)"
        own = f"{code(word_of('p'), form.house)} = {literal(form.house.currency)}"
        return let("p", parts(value), f"case when {own} then {number} end")
    bare = f"replace({value}, '%', '')"
    number = f"try_cast({plain_number(bare, form.decimals)} as double)"
    signed = "null" if form.signless else f"{number} / {form.percent}"
    return f"case when {value} like '%\\%' escape '\\' then {signed} else {_without_sign(number, form)} end"


def _without_sign(number: str, form: ValueFormat) -> str:
    """SQL for a number of a column in which others bear a % sign; NULL where it could be on either scale."""
    kept = {
        "": "n",
        "share": f"case when abs(n) <= {MOST_SHARE} then n end",
        "percentage": "case when n = 0 or abs(n) >= 1 then n / 100 end",
        "unclear": "case when n = 0 then n end",
        "level": "case when n > 0 and n <= 1 then n * 100 else n end",
    }
    return let("n", number, kept[form.beside]) if form.beside else number

"""How a currency is written."""

_SYMBOLS = {
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "BRL": "R$", "AUD": "A$", "CAD": "C$",
    "NZD": "NZ$", "KRW": "₩", "ILS": "₪", "MXN": "MX$", "SGD": "S$", "HKD": "HK$", "TRY": "₺",
}  # fmt: skip


def currency_prefix(code: str) -> str:
    """`EUR` → `€`; a currency without a sign of its own keeps its code: `CHF 1,200`."""
    return _SYMBOLS.get(code.upper(), f"{code.upper()}\N{NO-BREAK SPACE}")

"""The forecast on a page: whose, the numbers, why they changed, what is behind them, and calls to make and lock."""

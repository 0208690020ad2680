"""The forecast on a page: whose, the numbers, why they changed, the deals behind them, and calls to make and lock."""

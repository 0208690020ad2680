"""Forecast calls: what each of us expects of a quarter, how they are submitted, adjusted and locked."""

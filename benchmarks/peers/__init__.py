"""What a user would pick instead, on the same data and in the same run: `make bench-peers`.

Each peer lives in an environment of its own below `.peers/`, as `versions.toml` pins it; Steward depends on none. What
runs inside them is in `theirs/`, and knows nothing of Steward: it is handed JSON and CSV.
"""

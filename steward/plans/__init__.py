"""What people write about an account: success plan and strategy as TOML that they own, read, edited and kept."""

"""The page *Bring your data*: files dropped, matched, looked at as they would load, saved, loaded and taken back."""

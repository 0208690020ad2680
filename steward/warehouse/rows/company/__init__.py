"""Who of us there is and who owns what: about us, and nothing that is known of an account."""

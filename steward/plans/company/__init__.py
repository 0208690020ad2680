"""Files of the whole company that are about no account: who may see what."""

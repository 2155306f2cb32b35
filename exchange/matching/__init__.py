"""Whether a foreign record is one that we have: by what it says, never by its number alone."""

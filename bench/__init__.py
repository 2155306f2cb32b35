"""How fast the answers are: generated data, servers side by side, one load, one table."""

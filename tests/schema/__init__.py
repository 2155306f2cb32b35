"""The schema: committed, described, honest about what cannot be null."""

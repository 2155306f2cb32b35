"""What each relation of the record means: one noun a file, each relation a sentence over rows."""

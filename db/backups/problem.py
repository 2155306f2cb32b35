"""What may be wrong with a backup, in a sentence for the operator."""


class BadBackup(ValueError):
    """A backup cannot be made or put back; the database is as it was."""


def told(error: OSError) -> str:
    """The system's words, to stand within a sentence."""
    return (error.strerror or str(error)).lower()

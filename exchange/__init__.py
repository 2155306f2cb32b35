"""How facts come in and go out: the one record form behind curated files, partners' files, mutations and exports."""

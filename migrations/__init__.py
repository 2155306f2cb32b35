"""How a database gets from one version of the models to the next; run by `db.migrate`."""

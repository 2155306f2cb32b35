"""The ordinary way to serve the same answers: Strawberry resolvers, a DataLoader for each relation, the ORM."""

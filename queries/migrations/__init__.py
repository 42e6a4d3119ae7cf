"""Changes of the schema, in order; shipped with the package, run by ``queries.engine.migrate``."""

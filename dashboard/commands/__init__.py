"""The commands of `effectmeting`, one module per kind of work."""

"""Pages, charts and the command line."""

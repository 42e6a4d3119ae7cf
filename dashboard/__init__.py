"""Everything a person or a scheduler touches: pages, charts and the command line."""

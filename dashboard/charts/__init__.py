"""Charts as pure functions: figures in, picture or sentence out; no page, no reading, no clock."""

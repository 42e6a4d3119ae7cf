"""Reports: what they say, and how every format says it."""

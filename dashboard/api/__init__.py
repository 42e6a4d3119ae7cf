"""The read-only API: published figures for other programs, by the rules of the NLGov REST API Design Rules."""

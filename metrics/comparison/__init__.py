"""One's own figure beside that of others: verdicts, funnels, ranks, and who is comparable."""

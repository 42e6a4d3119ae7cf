"""From cases to counts: one pass for all indicators, per gemeente, month and cell."""

"""From cases to figures: count, sum, compare. Pure, except the jobs."""

"""Repeatable measurements, always as a ratio against something run in the same minute."""

"""Doelen: whether what was promised is reached."""

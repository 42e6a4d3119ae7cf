"""Fixtures every test may use (owner: see the sections below)."""

"""Journeys: what people do with the dashboard, in a real browser."""

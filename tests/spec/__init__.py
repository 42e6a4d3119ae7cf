"""Spec tests: little tables of cases that can be read aloud, and what must be counted of them."""

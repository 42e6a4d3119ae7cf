"""The gates: may this delivery be stored, may these figures be shown?"""

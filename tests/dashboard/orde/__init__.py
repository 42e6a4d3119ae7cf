"""The op-orde-rapport, as its readers get it."""

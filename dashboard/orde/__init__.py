"""The op-orde-rapport: what a levering held, what was not taken and why, and what to repair first."""

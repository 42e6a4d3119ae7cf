"""An attacker of what is published: a second opinion on disclosure control that shares no code with it."""

"""The simulator: deliveries of people who do not exist, for the demo and for tests that need a whole country."""

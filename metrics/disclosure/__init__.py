"""What others may see, and the proof that nothing more can be worked out from it."""

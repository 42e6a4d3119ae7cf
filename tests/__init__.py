"""What must hold, told by example."""

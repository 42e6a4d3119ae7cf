"""Mail: reports and warnings to those who asked for them, each once."""

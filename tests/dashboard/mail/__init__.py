"""Mail: against a real server on this machine."""

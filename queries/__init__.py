"""The register: what was delivered, and reading it back."""

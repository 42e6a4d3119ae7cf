"""From a delivered file to records that may be stored."""

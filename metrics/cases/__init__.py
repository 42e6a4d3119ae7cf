"""What is known of a case: its contacts, links, households and partners, and the wide row that holds all of it."""

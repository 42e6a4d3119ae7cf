"""The pages: each a render function that gets its data as arguments."""

"""Reports: what they say, and the forms they take."""

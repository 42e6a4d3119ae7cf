"""Open data: one publication as a folder of files that others can build on."""

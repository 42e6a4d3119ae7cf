"""The whole road, from a file to a figure, through the command line."""

"""Figures as people are shown them, on a page, in a report or in a file: read, made, judged and put in order."""

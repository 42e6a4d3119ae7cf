"""Tests of the files that figures are taken along in."""

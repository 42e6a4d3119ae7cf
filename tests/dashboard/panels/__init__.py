"""Tests of the pieces that pages share."""

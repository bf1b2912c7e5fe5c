"""Comparing a response with a key."""

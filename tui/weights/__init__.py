"""Weights of real models: read from files, found by layer, and named for formulas."""

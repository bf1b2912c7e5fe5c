"""Drawings of cells and networks in box characters, each piece tagged with the part it belongs to."""

"""The mathematics: recurrent cells and what surrounds them, in NumPy only."""

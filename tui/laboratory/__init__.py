"""The laboratory without its screen: what is set up, what is computed of it, how it is kept."""

"""Questions: what they are, how they are dealt, graded and remembered."""

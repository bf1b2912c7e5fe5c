"""One screen for each thing a learner does."""

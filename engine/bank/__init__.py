"""Banks of questions: read, checked, proved."""

"""One answer widget for each kind of question, found by its file name."""

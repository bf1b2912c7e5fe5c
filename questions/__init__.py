"""The shipped question banks: YAML files, read by their place."""

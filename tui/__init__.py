"""The faces: the app, plain lines, the command line."""

"""The app in a browser on the same machine."""

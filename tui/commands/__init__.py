"""The commands, each in the file of its family; loaded when it is asked for."""

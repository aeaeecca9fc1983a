"""Builds the reader's weights. Never shipped; needs the `train` extra."""

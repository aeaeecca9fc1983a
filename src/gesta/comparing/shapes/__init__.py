"""The shapes of outside data that can be read: one module each, ending in `SHAPE = Shape(...)`."""

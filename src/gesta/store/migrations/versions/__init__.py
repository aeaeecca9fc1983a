"""The steps, the oldest first by number. A step is never changed once it has been released."""

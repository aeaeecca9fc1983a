"""Steps from one schema to the next, and how they are run."""

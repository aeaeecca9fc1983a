"""Gesta's own tables of places, as data files, and their readers."""

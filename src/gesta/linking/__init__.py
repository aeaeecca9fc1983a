"""Linking: what several reports tell of one incident is brought together, reversibly and with reasons."""

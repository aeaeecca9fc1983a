"""Codes that other people's data use for states and actors, as tables beside their reader (`tables`)."""

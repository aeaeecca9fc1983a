"""What the shapes of event data share: the sides of an incident, its days, place, voices and codes."""

"""Reading: the network that proposes entities, triggers, roles, cues and pairs for one report."""

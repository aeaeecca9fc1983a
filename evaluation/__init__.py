"""Evaluation: how good the coding is, how often it sees violence where there is none, how fast it is. Never shipped."""

"""Telling: a coded report for a person to read – as cards in a terminal, as a marked text, as one page of HTML."""

"""Nouns as rows of tables and back: the only code that knows both."""

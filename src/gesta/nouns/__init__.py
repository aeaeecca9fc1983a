"""The nouns: frozen values that all stages pass on. They do no work and know nothing of each other's makers."""

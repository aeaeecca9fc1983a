"""The gazetteer: names of places, what they name, and where on the earth that is."""

"""Ontologies: which types of events there are, what each means, and how they are scored. One .toml file each."""

from gesta.ontologies.ontology import Defect, EventType, Mode, Ontology, Origin, Quad, load, names

__all__ = ["Defect", "EventType", "Mode", "Ontology", "Origin", "Quad", "load", "names"]

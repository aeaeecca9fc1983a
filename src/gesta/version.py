"""The version of Gesta's code, as written into every coded report."""

VERSION = "0.1.0"

"""What must not be published is taken out of the records before any exporter sees a row: `records.redacted`,
`text.worded`."""

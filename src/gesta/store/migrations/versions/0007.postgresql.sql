DROP INDEX ix_incidents_day

CREATE INDEX ix_incidents_day ON incidents (day, id, last_day, status, origins, killed_best, killed_high)

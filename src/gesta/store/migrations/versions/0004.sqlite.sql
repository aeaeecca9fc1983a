CREATE TABLE outlines (
    episode INTEGER NOT NULL,
    noun JSON NOT NULL,
    CONSTRAINT pk_outlines PRIMARY KEY (episode),
    CONSTRAINT fk_outlines_episode FOREIGN KEY(episode) REFERENCES episodes (number) ON DELETE CASCADE
) WITHOUT ROWID

ALTER TABLE incidents ADD COLUMN derived_from TEXT

ALTER TABLE incidents ADD COLUMN related_by TEXT

CREATE INDEX ix_incidents_country_type ON incidents (country, type, day, id)

DELETE FROM sketches

UPDATE reports SET linked = NULL

DROP TABLE blocks

CREATE TABLE blocks (
    report INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_blocks PRIMARY KEY (report, "key"),
    CONSTRAINT fk_blocks_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_blocks_key ON blocks ("key", report)

CREATE TABLE sketches (
    report INTEGER NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_sketches PRIMARY KEY (report),
    CONSTRAINT fk_sketches_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

UPDATE reports SET linked = NULL

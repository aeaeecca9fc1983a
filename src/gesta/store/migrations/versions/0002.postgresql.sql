CREATE TABLE outside (
    number SERIAL NOT NULL,
    key TEXT NOT NULL,
    dataset TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    day DATE,
    last_day DATE,
    code TEXT NOT NULL,
    type TEXT,
    mode TEXT,
    place TEXT,
    country TEXT,
    precision INTEGER,
    latitude FLOAT,
    longitude FLOAT,
    killed_low BIGINT,
    killed_best BIGINT,
    killed_high BIGINT,
    path TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made TEXT NOT NULL,
    changed TEXT NOT NULL,
    noun JSON NOT NULL,
    CONSTRAINT pk_outside PRIMARY KEY (number)
)

CREATE UNIQUE INDEX uq_outside_key ON outside (key)

CREATE INDEX ix_outside_day ON outside (day, dataset, last_day)

CREATE INDEX ix_outside_country ON outside (country, day)

CREATE INDEX ix_outside_dataset ON outside (dataset, day, key)

CREATE TABLE outside_words (
    number SERIAL NOT NULL,
    record TEXT NOT NULL,
    anchor TEXT NOT NULL,
    report_key TEXT NOT NULL,
    verdict TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made TEXT NOT NULL,
    comment TEXT,
    CONSTRAINT pk_outside_words PRIMARY KEY (number)
)

CREATE INDEX ix_outside_words_record ON outside_words (record)

CREATE INDEX ix_outside_words_report_key ON outside_words (report_key)

CREATE TRIGGER outside_words_stay BEFORE UPDATE OR DELETE ON outside_words
    FOR EACH ROW EXECUTE FUNCTION gesta_only_added_to()

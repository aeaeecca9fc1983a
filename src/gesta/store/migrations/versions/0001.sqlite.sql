CREATE TABLE deleted (
    id TEXT NOT NULL,
    superseded_by TEXT,
    deleted TEXT NOT NULL,
    CONSTRAINT pk_deleted PRIMARY KEY (id)
) WITHOUT ROWID

CREATE INDEX ix_deleted_deleted ON deleted (deleted)

CREATE TABLE failures (
    id TEXT NOT NULL,
    target TEXT NOT NULL,
    stage TEXT NOT NULL,
    message TEXT NOT NULL,
    made TEXT NOT NULL,
    tries INTEGER NOT NULL,
    CONSTRAINT pk_failures PRIMARY KEY (id)
) WITHOUT ROWID

CREATE TABLE history (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    made_by TEXT NOT NULL,
    why TEXT NOT NULL,
    subject TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "before" JSON,
    "after" JSON
)

CREATE INDEX ix_history_key ON history (subject, "key")

CREATE TABLE judgements (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    matter TEXT NOT NULL,
    left_end TEXT NOT NULL,
    right_end TEXT NOT NULL,
    left_report TEXT NOT NULL,
    right_report TEXT NOT NULL,
    verdict TEXT NOT NULL,
    score FLOAT NOT NULL,
    made_by TEXT NOT NULL,
    made TEXT,
    comment TEXT,
    withdrawn BOOLEAN NOT NULL,
    reasons JSON NOT NULL
)

CREATE INDEX ix_judgements_left_report ON judgements (left_report, matter)

CREATE INDEX ix_judgements_made_by ON judgements (made_by)

CREATE INDEX ix_judgements_right_report ON judgements (right_report, matter)

CREATE UNIQUE INDEX uq_judgements_id ON judgements (id)

CREATE TABLE reviews (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    anchor TEXT NOT NULL,
    report_key TEXT NOT NULL,
    field TEXT NOT NULL,
    value JSON,
    "before" JSON,
    made_by TEXT NOT NULL,
    made TEXT NOT NULL,
    comment TEXT,
    undoes TEXT,
    CONSTRAINT uq_reviews_id UNIQUE (id)
)

CREATE INDEX ix_reviews_report_key ON reviews (report_key)

CREATE TABLE versions (
    id INTEGER NOT NULL,
    made TEXT NOT NULL,
    CONSTRAINT pk_versions PRIMARY KEY (id),
    CONSTRAINT uq_versions_made UNIQUE (made)
)

CREATE TABLE incidents (
    id TEXT NOT NULL,
    day DATE,
    last_day DATE,
    time_from TEXT,
    time_to TEXT,
    time_precision TEXT,
    basis TEXT,
    headline TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    place_id TEXT,
    place TEXT,
    country TEXT,
    precision INTEGER,
    latitude FLOAT,
    longitude FLOAT,
    killed_low BIGINT,
    killed_best BIGINT,
    killed_high BIGINT,
    injured_low BIGINT,
    injured_best BIGINT,
    injured_high BIGINT,
    missing_low BIGINT,
    missing_best BIGINT,
    missing_high BIGINT,
    displaced_low BIGINT,
    displaced_best BIGINT,
    displaced_high BIGINT,
    origins INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    copies INTEGER NOT NULL,
    grade TEXT NOT NULL,
    status_line TEXT NOT NULL,
    reviewed TEXT,
    changed TEXT NOT NULL,
    versions INTEGER NOT NULL,
    noun JSON NOT NULL,
    CONSTRAINT pk_incidents PRIMARY KEY (id),
    CONSTRAINT fk_incidents_versions FOREIGN KEY(versions) REFERENCES versions (id)
)

CREATE INDEX ix_incidents_changed ON incidents (changed)

CREATE INDEX ix_incidents_country ON incidents (country, day, id)

CREATE INDEX ix_incidents_day ON incidents (day, id, last_day)

CREATE INDEX ix_incidents_grade ON incidents (grade, day, id)

CREATE INDEX ix_incidents_point ON incidents (latitude, longitude)

CREATE INDEX ix_incidents_reviewed ON incidents (day, id) WHERE reviewed IS NOT NULL

CREATE INDEX ix_incidents_type ON incidents (type, day, id)

CREATE TABLE reports (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published TEXT,
    published_day DATE,
    url TEXT,
    language TEXT,
    dateline_start INTEGER,
    dateline_stop INTEGER,
    text TEXT NOT NULL,
    path TEXT,
    fetched_url TEXT,
    fetched TEXT,
    headers JSON,
    sha256 TEXT,
    archive TEXT,
    licence TEXT,
    extent TEXT,
    copy_of TEXT,
    linked TEXT,
    pairs JSON,
    changed TEXT NOT NULL,
    versions INTEGER NOT NULL,
    CONSTRAINT uq_reports_key UNIQUE ("key"),
    CONSTRAINT fk_reports_versions FOREIGN KEY(versions) REFERENCES versions (id)
)

CREATE INDEX ix_reports_copy_of ON reports (copy_of)

CREATE INDEX ix_reports_id ON reports (id)

CREATE INDEX ix_reports_linked ON reports (linked, "key")

CREATE INDEX ix_reports_published ON reports (published_day, "key")

CREATE INDEX ix_reports_publisher ON reports (publisher)

CREATE TABLE claims (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER,
    stop INTEGER,
    words TEXT NOT NULL,
    stance TEXT NOT NULL,
    score FLOAT NOT NULL,
    anonymous BOOLEAN NOT NULL,
    cue_start INTEGER,
    cue_stop INTEGER,
    events JSON,
    speaker JSON,
    venue JSON,
    CONSTRAINT pk_claims PRIMARY KEY (report, position),
    CONSTRAINT fk_claims_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE TABLE episodes (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    aggregate BOOLEAN NOT NULL,
    background BOOLEAN NOT NULL,
    noun JSON NOT NULL,
    CONSTRAINT fk_episodes_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE,
    CONSTRAINT uq_episodes_id UNIQUE (id)
)

CREATE INDEX ix_episodes_report ON episodes (report)

CREATE TABLE events (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    start INTEGER,
    stop INTEGER,
    words TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    score FLOAT NOT NULL,
    aggregate BOOLEAN NOT NULL,
    same_as TEXT,
    part_of TEXT,
    ordered_by JSON,
    role_order JSON,
    scores JSON,
    CONSTRAINT pk_events PRIMARY KEY (report, position),
    CONSTRAINT fk_events_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_events_type ON events (type, mode)

CREATE TABLE incident_actors (
    incident TEXT NOT NULL,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    id TEXT,
    kind TEXT,
    country TEXT,
    sector TEXT,
    gap TEXT,
    CONSTRAINT pk_incident_actors PRIMARY KEY (incident, position),
    CONSTRAINT fk_incident_actors_incident FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_incident_actors_country ON incident_actors (country, incident)

CREATE INDEX ix_incident_actors_folded ON incident_actors (folded, incident)

CREATE INDEX ix_incident_actors_id ON incident_actors (id, incident)

CREATE INDEX ix_incident_actors_sector ON incident_actors (sector, incident)

CREATE TABLE incident_episodes (
    incident TEXT NOT NULL,
    position INTEGER NOT NULL,
    episode TEXT NOT NULL,
    report_key TEXT NOT NULL,
    attached BOOLEAN NOT NULL,
    CONSTRAINT pk_incident_episodes PRIMARY KEY (incident, position),
    CONSTRAINT fk_incident_episodes_incident FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_incident_episodes_episode ON incident_episodes (episode)

CREATE INDEX ix_incident_episodes_report_key ON incident_episodes (report_key, incident)

CREATE TABLE incident_places (
    incident TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_incident_places PRIMARY KEY (incident, position),
    CONSTRAINT fk_incident_places_incident FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_incident_places_folded ON incident_places (folded, incident)

CREATE TABLE incident_tolls (
    incident TEXT NOT NULL,
    position INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    low BIGINT,
    best BIGINT,
    high BIGINT,
    rule TEXT NOT NULL,
    by_claim JSON,
    CONSTRAINT pk_incident_tolls PRIMARY KEY (incident, position),
    CONSTRAINT fk_incident_tolls_incident FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE
) WITHOUT ROWID

CREATE TABLE links (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    origin TEXT NOT NULL,
    goal TEXT NOT NULL,
    score FLOAT NOT NULL,
    CONSTRAINT pk_links PRIMARY KEY (report, position),
    CONSTRAINT fk_links_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE TABLE mentions (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER,
    stop INTEGER,
    words TEXT NOT NULL,
    label TEXT NOT NULL,
    score FLOAT NOT NULL,
    CONSTRAINT pk_mentions PRIMARY KEY (report, position),
    CONSTRAINT fk_mentions_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE TABLE referents (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    part TEXT NOT NULL,
    start INTEGER,
    stop INTEGER,
    event TEXT,
    gap TEXT,
    id TEXT,
    name TEXT,
    kind TEXT,
    country TEXT,
    sector TEXT,
    ally TEXT,
    anonymous BOOLEAN,
    admin JSON,
    precision INTEGER,
    latitude FLOAT,
    longitude FLOAT,
    radius_km FLOAT,
    centre_latitude FLOAT,
    centre_longitude FLOAT,
    time_from TEXT,
    time_to TEXT,
    time_precision TEXT,
    basis TEXT,
    score FLOAT,
    method TEXT,
    when_evidence JSON,
    evidence JSON,
    considered JSON,
    CONSTRAINT pk_referents PRIMARY KEY (report, position),
    CONSTRAINT fk_referents_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_referents_id ON referents (id)

CREATE TABLE relations (
    incident TEXT NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    goal TEXT NOT NULL,
    score FLOAT NOT NULL,
    CONSTRAINT pk_relations PRIMARY KEY (incident, position),
    CONSTRAINT fk_relations_incident FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_relations_goal ON relations (goal)

CREATE TABLE roles (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    event TEXT NOT NULL,
    role TEXT NOT NULL,
    start INTEGER,
    stop INTEGER,
    words TEXT NOT NULL,
    score FLOAT NOT NULL,
    referent_start INTEGER,
    referent_stop INTEGER,
    CONSTRAINT pk_roles PRIMARY KEY (report, position),
    CONSTRAINT fk_roles_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE TABLE sentences (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER,
    stop INTEGER,
    section TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    CONSTRAINT pk_sentences PRIMARY KEY (report, position),
    CONSTRAINT fk_sentences_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE TABLE signatures (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    band TEXT NOT NULL,
    CONSTRAINT pk_signatures PRIMARY KEY (report, position),
    CONSTRAINT fk_signatures_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_signatures_band ON signatures (band, report)

CREATE TABLE tolls (
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    event TEXT NOT NULL,
    outcome TEXT NOT NULL,
    low BIGINT,
    high BIGINT,
    as_said TEXT NOT NULL,
    approximate BOOLEAN NOT NULL,
    evidence JSON,
    CONSTRAINT pk_tolls PRIMARY KEY (report, position),
    CONSTRAINT fk_tolls_report FOREIGN KEY(report) REFERENCES reports (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE TABLE blocks (
    episode INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_blocks PRIMARY KEY (episode, "key"),
    CONSTRAINT fk_blocks_episode FOREIGN KEY(episode) REFERENCES episodes (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE INDEX ix_blocks_key ON blocks ("key", episode)

CREATE TABLE statements (
    episode INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    question TEXT NOT NULL,
    value TEXT NOT NULL,
    stance TEXT NOT NULL,
    voice TEXT,
    voice_id TEXT,
    voice_name TEXT,
    denied BOOLEAN NOT NULL,
    outcome TEXT,
    as_said TEXT,
    low BIGINT,
    high BIGINT,
    CONSTRAINT pk_statements PRIMARY KEY (episode, position),
    CONSTRAINT fk_statements_episode FOREIGN KEY(episode) REFERENCES episodes (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE TABLE tellings (
    episode INTEGER NOT NULL,
    position INTEGER NOT NULL,
    event TEXT NOT NULL,
    start INTEGER,
    stop INTEGER,
    CONSTRAINT pk_tellings PRIMARY KEY (episode, position),
    CONSTRAINT fk_tellings_episode FOREIGN KEY(episode) REFERENCES episodes (number) ON DELETE CASCADE
) WITHOUT ROWID

CREATE VIRTUAL TABLE report_search USING fts5 (
    title, text, content = 'reports', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
)

CREATE TRIGGER report_search_added AFTER INSERT ON reports BEGIN
    INSERT INTO report_search (rowid, title, text) VALUES (new.number, new.title, new.text);
END

CREATE TRIGGER report_search_taken AFTER DELETE ON reports BEGIN
    INSERT INTO report_search (report_search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END

CREATE TRIGGER report_search_changed AFTER UPDATE OF title, text ON reports BEGIN
    INSERT INTO report_search (report_search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO report_search (rowid, title, text) VALUES (new.number, new.title, new.text);
END

CREATE TRIGGER history_stay_update BEFORE UPDATE ON history BEGIN
    SELECT RAISE(ABORT, 'history are only added to, never changed');
END

CREATE TRIGGER history_stay_delete BEFORE DELETE ON history BEGIN
    SELECT RAISE(ABORT, 'history are only added to, never changed');
END

CREATE TRIGGER reviews_stay_update BEFORE UPDATE ON reviews BEGIN
    SELECT RAISE(ABORT, 'reviews are only added to, never changed');
END

CREATE TRIGGER reviews_stay_delete BEFORE DELETE ON reviews BEGIN
    SELECT RAISE(ABORT, 'reviews are only added to, never changed');
END

CREATE TRIGGER judgements_stay_update BEFORE UPDATE ON judgements WHEN old.made_by LIKE 'person:%' BEGIN
    SELECT RAISE(ABORT, 'judgements are only added to, never changed');
END

CREATE TRIGGER judgements_stay_delete BEFORE DELETE ON judgements WHEN old.made_by LIKE 'person:%' BEGIN
    SELECT RAISE(ABORT, 'judgements are only added to, never changed');
END

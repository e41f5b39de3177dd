CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    video_id uuid NOT NULL REFERENCES videos,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    -- When it may be taken: at once, after a pause, or when the lease of the worker that runs it ends.
    due_at timestamptz NOT NULL DEFAULT now(),
    -- A new one for each attempt: what an attempt writes counts only while this is still its own.
    lease uuid,
    error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- A video is made by one job at a time.
CREATE UNIQUE INDEX jobs_open ON jobs (video_id) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_due ON jobs (due_at) WHERE state IN ('waiting', 'running');

-- What attempts have made. Rows stay, so that no version number ever names two outputs.
CREATE TABLE versions (
    video_id uuid NOT NULL REFERENCES videos,
    version integer NOT NULL,
    job_id bigint NOT NULL REFERENCES jobs,
    -- Its objects, where no other version has objects under the same names.
    prefix text,
    state text NOT NULL DEFAULT 'making'
        CHECK (state IN ('making', 'uploaded', 'published', 'superseded', 'abandoned', 'removed')),
    -- When its objects may be removed.
    retire_at timestamptz,
    sweeps integer NOT NULL DEFAULT 0,
    PRIMARY KEY (video_id, version)
);

CREATE INDEX versions_retired ON versions (retire_at) WHERE retire_at IS NOT NULL;
CREATE INDEX versions_of_job ON versions (job_id);

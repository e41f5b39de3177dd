-- Written in the transaction that changes a video, deleted once the cache has been told: a process that dies between the two,
-- or a Redis that is away, delays an invalidation and never loses it.
CREATE TABLE pending_invalidations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    video_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

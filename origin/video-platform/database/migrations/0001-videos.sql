CREATE TABLE videos (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    title varchar(255) NOT NULL,
    status text NOT NULL DEFAULT 'PENDING_UPLOAD'
        CHECK (status IN ('PENDING_UPLOAD', 'PROCESSING', 'READY', 'FAILED')),
    original_url text NOT NULL,
    -- The master playlist's object name; the address that viewers get is made from it when it is asked for.
    hls_url text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'READY') = (hls_url IS NOT NULL))
);

-- Whoever writes, with whatever statement: no other transition can be stored.
CREATE FUNCTION refuse_other_transitions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status, NEW.status) NOT IN (
        ('PENDING_UPLOAD', 'PROCESSING'), ('PROCESSING', 'READY'), ('PROCESSING', 'FAILED')
    ) THEN
        RAISE EXCEPTION 'a video cannot go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER videos_transitions BEFORE UPDATE OF status ON videos
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION refuse_other_transitions();

CREATE TABLE notifications (
    id BIGSERIAL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES "Users" (id),
    payload JSONB NOT NULL
);

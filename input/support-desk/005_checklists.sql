CREATE TABLE IF NOT EXISTS checklist_submissions (
    id SERIAL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    category VARCHAR(50) NOT NULL,
    completed_tasks JSONB NOT NULL DEFAULT '[]'
);

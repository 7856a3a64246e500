ALTER TABLE phone_conversations ADD COLUMN customer_name TEXT;
ALTER TABLE phone_conversations ADD COLUMN assigned_to UUID REFERENCES users (id);
CREATE INDEX idx_conversations_assigned ON phone_conversations (assigned_to);

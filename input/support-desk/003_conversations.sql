CREATE TABLE phone_conversations (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    phone_number VARCHAR(20),
    messages JSONB NOT NULL DEFAULT '[]',
    created_at TIMESTAMP DEFAULT now()
);
CREATE INDEX idx_conversations_phone ON phone_conversations (phone_number);

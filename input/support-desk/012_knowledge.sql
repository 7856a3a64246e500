CREATE TABLE knowledge_articles (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    source_conversation UUID REFERENCES phone_conversations (id) ON DELETE SET NULL,
    confidence NUMERIC(3, 2) CHECK (confidence BETWEEN 0 AND 1),
    tags TEXT[] NOT NULL DEFAULT '{}',
    author_id UUID REFERENCES users
);
CREATE INDEX idx_articles_tags ON knowledge_articles USING gin (tags);
CREATE INDEX idx_articles_title ON knowledge_articles (lower(title));

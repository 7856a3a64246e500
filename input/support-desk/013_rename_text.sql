ALTER TABLE ticket_comments RENAME COLUMN text TO body;
ALTER TABLE phone_conversations RENAME TO conversations;

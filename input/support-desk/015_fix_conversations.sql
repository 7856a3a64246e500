-- Written against the old name, run after the rename.
ALTER TABLE phone_conversations ADD COLUMN unread_count INTEGER DEFAULT 0;

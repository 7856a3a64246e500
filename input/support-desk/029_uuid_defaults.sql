ALTER TABLE agent_notes ADD COLUMN id UUID PRIMARY KEY DEFAULT uuid_generate_v4();

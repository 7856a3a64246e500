ALTER TABLE agent_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_notes ON agent_notes USING (agent_id = current_setting('app.user_id')::uuid);

CREATE POLICY p ON nowhere.t;

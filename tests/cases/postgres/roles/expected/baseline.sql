-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_roles.sql
-- Inputs:  SHA-256 d6d96269deed54343fd3d00972783301f60335816d9e676251c2ef13346a743d
-- Exact:   yes; 28 of the history fail, and have no effect here


-- Roles -----------------------------------------------------------------------

CREATE ROLE staff;

CREATE ROLE clerk IN ROLE staff;

CREATE ROLE boss ROLE clerk;

GRANT boss TO clerk;

REVOKE staff FROM clerk;

GRANT clerk TO staff;

ALTER ROLE boss RENAME TO head;

DROP ROLE head;

CREATE ROLE chief;

GRANT clerk TO chief;

ALTER GROUP chief ADD USER staff;

ALTER GROUP chief DROP USER staff;

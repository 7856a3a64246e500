-- Records 5 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_books.sql
-- Last:  005_search.sql
--
-- 1 migration failed. A failed migration has success = false:
--   004_fix_author_index.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_books', 'da9ed1f77a92150bf751b0c5a98f918bb9f231a3bcaee01ae57703ea058b7694', 1, NULL),
    ('002_readings', '6bd08ec2f71f9028ad0f555713b4e2b5e367bf93d3f07a99087ce4fc2865219e', 1, NULL),
    ('003_authors', '323edaf2280d5facd24112bb16960e8aab273ac5ae20d40de81cd9c266627412', 1, NULL),
    ('004_fix_author_index', '2a0c6fb41efb241d6eda59a6807949d459b97d7fc55990ccbd64c15ecf52b613', 0, NULL),
    ('005_search', '1b94a463b469d66b05ac6231e76b4a79d6c485f5d6a8cd6db0e6ffe91429b150', 1, NULL)
ON CONFLICT (version) DO NOTHING;

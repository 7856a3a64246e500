CREATE TYPE ticket_priority AS ENUM ('low', 'normal', 'high');

CREATE TABLE categories (
    id SMALLSERIAL PRIMARY KEY,
    slug VARCHAR(40) NOT NULL UNIQUE,
    label TEXT NOT NULL,
    sort_order INTEGER NOT NULL DEFAULT 0
);

INSERT INTO categories (slug, label, sort_order) VALUES
    ('billing', 'Billing', 10),
    ('technical', 'Technical problem', 20),
    ('other', 'Anything else', 99);

ALTER TABLE tickets
    ADD COLUMN priority ticket_priority NOT NULL DEFAULT 'normal',
    ADD COLUMN category_id SMALLINT REFERENCES categories (id);

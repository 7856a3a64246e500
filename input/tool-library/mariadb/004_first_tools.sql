INSERT INTO tools (name, deposit) VALUES
    ('Belt sander', 25.00),
    ('Hedge trimmer', 15.50),
    ('Moisture meter', 0);

INSERT INTO members (card, name, email) VALUES
    ('6f1c2f5e-7d55-4a3b-9a52-0c2f8a1d9e01', 'Ines Aurich', 'ines@example.org');

UPDATE tools SET state = 'worn' WHERE name = 'Hedge trimmer';

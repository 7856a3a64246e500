CREATE TABLE members (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    card uuid NOT NULL UNIQUE,
    name varchar(80) NOT NULL,
    email varchar(255) NOT NULL,
    active boolean NOT NULL DEFAULT true,
    joined_at timestamp NOT NULL DEFAULT now(),
    CONSTRAINT members_email_key UNIQUE (email)
);

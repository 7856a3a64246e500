CREATE TABLE features (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    feature_key varchar(50) NOT NULL UNIQUE,
    enabled boolean NOT NULL DEFAULT false
);

CREATE TABLE usage (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    feature_id uuid NOT NULL REFERENCES features (id) ON DELETE CASCADE,
    action text NOT NULL
);

CREATE TABLE feature_roles (
    feature_id uuid NOT NULL REFERENCES features (id),
    role text NOT NULL,
    PRIMARY KEY (feature_id, role)
);

CREATE TABLE favourites (
    feature_id uuid UNIQUE REFERENCES features (id),
    note text
);

INSERT INTO features (feature_key) VALUES ('search'), ('export'), ('print');

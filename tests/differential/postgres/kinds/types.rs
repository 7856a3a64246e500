//! Enums, domains, composite and range types.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("CREATE TYPE AS ENUM", 2, "CREATE TYPE $new_type AS ENUM ([{$new_label}+])"),
    ("ADD VALUE", 5, "ALTER TYPE $enum ADD VALUE [[IF NOT EXISTS]] $new_label [{BEFORE|AFTER} $label]"),
    ("RENAME VALUE", 6, "ALTER TYPE $enum RENAME VALUE $label TO $new_label"),
    (
        "CREATE DOMAIN",
        2,
        "CREATE DOMAIN $new_type [AS] $type [[COLLATE \"C\"]] [DEFAULT $value] [[NOT NULL]] [[[CONSTRAINT $new_part]] CHECK ($domain_check)]",
    ),
    (
        "ALTER DOMAIN",
        5,
        "ALTER DOMAIN $domain {SET NOT NULL|DROP NOT NULL|SET DEFAULT $literal|DROP DEFAULT|ADD [[CONSTRAINT $new_part]] CHECK ($domain_check) [[NOT VALID]]|DROP CONSTRAINT [[IF EXISTS]] $domain_constraint $behavior|VALIDATE CONSTRAINT $domain_constraint}",
    ),
    ("RENAME DOMAIN CONSTRAINT", 4, "ALTER DOMAIN $domain RENAME CONSTRAINT $domain_constraint TO $new_part"),
    ("CREATE TYPE AS", 2, "CREATE TYPE $new_type AS ([{$new_column $type}+])"),
    (
        "ALTER TYPE ATTRIBUTE",
        5,
        "ALTER TYPE $composite {ADD ATTRIBUTE $column_name $type|DROP ATTRIBUTE [[IF EXISTS]] $attribute|ALTER ATTRIBUTE $attribute [SET DATA] TYPE $type} [[CASCADE|RESTRICT]]",
    ),
    ("RENAME ATTRIBUTE", 6, "ALTER TYPE $composite RENAME ATTRIBUTE $attribute TO $column_name $behavior"),
    (
        "CREATE TYPE AS RANGE",
        7,
        "CREATE TYPE $new_type AS RANGE (subtype = $type[, {subtype_diff = float8mi|multirange_type_name = many|collation = \"C\"}])",
    ),
    ("CREATE TYPE", 4, "CREATE TYPE $new_type"),
    ("DROP TYPE", 5, "DROP {TYPE|TYPE|DOMAIN} [IF EXISTS] $any_type $behavior"),
    ("RENAME TYPE", 4, "ALTER {TYPE|TYPE|DOMAIN} $any_type RENAME TO $type_name"),
];

pub const RULES: &[Rule] = &[
    (
        "domain_check",
        &[
            "VALUE IS NOT NULL",
            "VALUE > $number",
            "VALUE <> $literal",
            "length(VALUE) > 1",
            "VALUE IN ({$literal}+)",
            "VALUE ~ '^a'",
            "missing > 1",
        ],
    ),
    ("domain_constraint", &["$new_part", "mood_check", "status_check", "amount_check", "email_check"]),
];

-- Records 15 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_create_clinics.sql
-- Last:  015_upcoming_again.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   006_priority_again.sql
--   009_drop_clinic_key.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_create_clinics', '3aee02b4b3639df5189062cddde1529b0248b47022f806448413f419f2be8903', 1, NULL),
    ('002_create_staff', '60411775b7f95e27e12f9da03e3c6838a0db0cc7b6149806f8a329a284ba7b15', 1, NULL),
    ('003_create_patients', 'ccb3e37158d7945b745ed5e67d5d567da6c2d8008e0aa4d9b5157934d8895adc', 1, NULL),
    ('004_create_appointments', '53282ef7367c6e29dffa26ccccc6623a99578c0710222a71e6392ed8b61c56fa', 1, NULL),
    ('005_priority', '398a19e1d3c26883e1b1a423cad79beb0e1436e758e9a095307dc72c03e89c33', 1, NULL),
    ('006_priority_again', 'b03dbb6c951eb030db5397d9d3c9515a7da99d9d37a490dabb51d20c33032351', 0, NULL),
    ('007_patient_email', '96b5c88461dc3d2d7333405a744c43bc697ac2be0357de35e0bd7c10d077be13', 1, NULL),
    ('008_reminders', 'fc38514fbd6c4c681b6fbc42d38a8d9cd9af40e825be5385ce8233bd0135ddb8', 1, NULL),
    ('009_drop_clinic_key', '418c581185a03d8792104e8f4dc4ab9b40a580cc7a81e674e050f25ff00f6ff9', 0, NULL),
    ('010_staff_by_role', '119a8dd8dfb9f428e70dc461a8ee63b54be2d9f47d263e91a9d34880da1bf091', 1, NULL),
    ('011_audit', '36c6cc7d1ce555da22b25d9991bc5895e9ca20aa9dad0f5fc1f292d72cb1d43a', 1, NULL),
    ('012_seed', 'fc177a4d85347562afa4891450067cf76f4343ad06298e24185bf50b0b57d2a0', 1, NULL),
    ('013_views', 'a6b24d4355d1f343c6f6d3ac8c63daa7706ab1640711b1c70a6d743b6763d149', 1, NULL),
    ('014_rename', '81998434d8cad54a04efcec1183fd34647b8d7662ac35cf78daec79129bb2d32', 1, NULL),
    ('015_upcoming_again', 'b727271b8e4c823d52384db39ce40a804e85e82440b399ffbdd260390dc56821', 1, NULL)
ON DUPLICATE KEY UPDATE version = version;

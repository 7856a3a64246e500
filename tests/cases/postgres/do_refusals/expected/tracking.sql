-- Records 44 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  044_undone.sql
--
-- 43 migrations failed. A failed migration has success = false:
--   002_unassigned_record.sql
--   003_no_field.sql
--   004_no_rows.sql
--   005_many_rows.sql
--   006_no_destination.sql
--   007_bad_default.sql
--   008_boolean_as_integer.sql
--   009_integer_as_boolean.sql
--   010_too_long.sql
--   011_out_of_range.sql
--   012_not_null.sql
--   013_case_not_found.sql
--   014_assertion.sql
--   015_foreach_null.sql
--   016_foreach_scalar.sql
--   017_null_bound.sql
--   018_zero_step.sql
--   019_null_command.sql
--   020_bad_command.sql
--   021_table_exists.sql
--   022_not_null_column.sql
--   023_ambiguous.sql
--   024_ambiguous_arbiter.sql
--   025_raised.sql
--   026_raised_condition.sql
--   027_raised_code.sql
--   028_raised_again.sql
--   029_wrong_condition.sql
--   030_concurrently.sql
--   031_savepoint.sql
--   032_dynamic_commit.sql
--   033_two_columns.sql
--   034_two_rows.sql
--   035_no_type.sql
--   036_no_function.sql
--   037_returns.sql
--   038_division.sql
--   039_overflow.sql
--   040_no_such_field.sql
--   041_no_language.sql
--   042_stacked_outside.sql
--   043_new_label.sql
--   044_undone.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', 'f0d9f4ef1d1c1b4d366256910de3329d4594860d28bbd5e81855f863920ea118', true, NULL),
    ('002_unassigned_record', '2c08285d5716ed4b55d4f758ccc37f33206f5f62c720b78a45515bb8c5c3515c', false, NULL),
    ('003_no_field', 'd208c02f1b9646cceb82acf7b5a1b1e43e78b955bbfef1d52fc36f4304067c7f', false, NULL),
    ('004_no_rows', 'daee9adbe60d9e688fb30fc438c87791f135e51d230475fd2c8ad2f60ab1e95a', false, NULL),
    ('005_many_rows', '9a6fa4d8a1919174e7f9f9ac18ab0ec183abc909cff09e0958bd0fead19cb996', false, NULL),
    ('006_no_destination', 'bd5f93d9123e0c1101ff24c9c4b02db81b4255a2d37cb6c4d321511b763844f1', false, NULL),
    ('007_bad_default', '09059a9992e0c57ad5a201f7bdce56c4745a1e84c0b013fddc109195b287de8b', false, NULL),
    ('008_boolean_as_integer', 'b7405c2b5045372757191a9a57845164197195ac6e1e2c3c2c86a392fcf4f659', false, NULL),
    ('009_integer_as_boolean', '4ec48a9b092babf2d47310ec61ef1e4d0a683803b5e215f28625e72ef6eb228d', false, NULL),
    ('010_too_long', '3929d0ba50639a9438ae971670f250072b66f0c3e4bc2d76a5946e30f590b3b3', false, NULL),
    ('011_out_of_range', '1c695e4551447669b5dfa34940212fc71c87f0e8953713466c3bbbfd8eddc10b', false, NULL),
    ('012_not_null', '83388e9b8fa01b1ee185238c61641901980decf993424c356cf3024519788b3a', false, NULL),
    ('013_case_not_found', 'f9a86c9ba80e545b5e60e06690e7f35d50ab5accdd14ed2a1fea4274690ff82f', false, NULL),
    ('014_assertion', 'da865bc8b9c9005416af12e0d2f1d750f5c02324b4cee3ef3264705e3abaa716', false, NULL),
    ('015_foreach_null', '4cac8b28ed18774dcd79783c30ddd41d6a7a929505ddaeac212b92bac3c8a4a1', false, NULL),
    ('016_foreach_scalar', '0959d89ee8fde9b278e0ce708eb30ec29266339a3cc24f21c9affabae9a2f313', false, NULL),
    ('017_null_bound', '57d24df3d258bbe9fac2b427ae1b64d039c9d13ce9e9618be6fc574faeb16b8d', false, NULL),
    ('018_zero_step', '07ed68567202f98950e20bf93387233ae04fd5f8d3e11eec050916fd6a3f538d', false, NULL),
    ('019_null_command', '16da7a52b43245c272137116012527ae0a02ac4bd215cce90170b626e8ffb8d3', false, NULL),
    ('020_bad_command', '9b7117f774b648dba6ba42a20e207435a8976e66305b499ba7a2dd95aa35acdd', false, NULL),
    ('021_table_exists', 'd1a6f44e7bc8e3bf4475ef839f0d44d1d3420068b8d6dd65e7b99a1d7b65583a', false, NULL),
    ('022_not_null_column', 'c7e5c73fb4c9b985739a6631855eacf5ba9ec601101d767be8c79d1e964a2e3a', false, NULL),
    ('023_ambiguous', '9d2847aa53e4b70c555a969dc6e7b1b2cd76377351b32d2c51bfbb4efe552bdc', false, NULL),
    ('024_ambiguous_arbiter', 'baa983973e6b9fb3c9177427033ab06314347209105ae307b195ad8073096481', false, NULL),
    ('025_raised', 'd8aef33e66729b26058c2ad78367a2e078ae8d377fd7fd3eee2f347fcd90501f', false, NULL),
    ('026_raised_condition', '39776c8db81fcb110663dd111610b8a9d9debb01d013a6a81ec4bb6ba1f1174e', false, NULL),
    ('027_raised_code', '3ef1029698328968ffc767310c57aa0043aeb584fd82fca5b45c94a24573ab57', false, NULL),
    ('028_raised_again', '1c9063e3d8890a568d0a209ff389b1d87bfaec4e09c8eed07d57336e947186c0', false, NULL),
    ('029_wrong_condition', 'e0325f320b573e2ef294515d3b9271313e7ea1c1b7c0eb700a708b52627ab669', false, NULL),
    ('030_concurrently', '90e108e689b9ca913993b25c691b048667e261031e805b6401fd04005e9969ed', false, NULL),
    ('031_savepoint', 'd156bd6cd3766d0bf484757e522b10f20dcbac288b6aede8ab450ed343cf6827', false, NULL),
    ('032_dynamic_commit', 'b1df1724de12fa39fa4b48c40658ba94303ea177645be1a9b934e85d9638ca42', false, NULL),
    ('033_two_columns', 'c5f53cb964da1c22ada127908ffe1619780d2bbc71172c589a347fc0ca781ff4', false, NULL),
    ('034_two_rows', '63245239b48195de6cf0a543897a9c6d53a2c41874d7857e92b72894ffbfde30', false, NULL),
    ('035_no_type', '2d6cf2bac1bf3c7b383a1eb53283db2f64a2a8ebfad548b38866a8a62658f4bc', false, NULL),
    ('036_no_function', '9b3a66e3f629240b7c2472b4196ec6e1ccf7a2860a83800bb70eb813a91753f4', false, NULL),
    ('037_returns', 'aea6aaeae10d591f22d81d5221517c9cdf768eee37d2c703889a52795b0cbed6', false, NULL),
    ('038_division', '7bdbd1fd9e2fcbd6886df0b65ad65d7a017c04509209affec09ce9b3eb3cc9a6', false, NULL),
    ('039_overflow', 'd4df47cca64d52b05ba48870ba696b2cf758f84a391757e615ea8dabb1aea278', false, NULL),
    ('040_no_such_field', 'beea997c7315547b095e5f2d01b925a9280094ace560c1df68dd9c3e4f909d73', false, NULL),
    ('041_no_language', 'a38eebbd8ee38038f11b392245ee01686b38ec761d52a89efe903b529806b1f3', false, NULL),
    ('042_stacked_outside', '1cd37b3d4e1ee42ad77067e05c8f2cae46d7f1cd3537cb7f1f893a0d28ad33d7', false, NULL),
    ('043_new_label', '324f88189b6d122801a2e055f843bac93959a13bf25d01fdb4c52366a624b839', false, NULL),
    ('044_undone', 'ca7be6ff3686a35176d801bfe4412462240f70e053f05e7202c850adadc49095', false, NULL)
ON CONFLICT (version) DO NOTHING;

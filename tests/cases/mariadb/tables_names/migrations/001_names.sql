-- Each statement runs, whatever became of the ones before.
create table p(id int primary key, a int);
create table c(a int, foreign key(a) references p(id));
create or replace table p(id int primary key);
create or replace table c(b int);
create or replace table c(a int, a int);
create table like_c like c;
create table p2 like p;
create table x like nope;
create table p like p;
drop table nope;
drop table nope, p2, nope2;
drop table if exists nope, like_c;
create table c(a int, foreign key(a) references p(id));
drop table p, c;
create table c(a int, foreign key(a) references p(id));
drop table p;
drop table c, p;

create table p(id int primary key, a int);
create table c(a int, foreign key(a) references p(id));
create table d(a int);
drop table d, p;
rename table nope to x;
rename table c to p;
rename table c to c2, p to c, c2 to p;
rename table p to nope.x;
rename table if exists nope to y;
rename table c to x, nope to y;
rename table c to x;

create table p(id int primary key, a int);
create table c(a int, constraint abc foreign key(a) references p(id), foreign key(a) references p(id));
rename table c to d;
rename table d to c_ibfk_1;
truncate p;
truncate nope;
set foreign_key_checks=0;
truncate p;
drop table p;

create temporary table t(a int);
create table t(a int, b int);
create temporary table t(a int);
alter table t add x int;
drop table t;
alter table t add y int;
drop temporary table t;
drop table t;
drop temporary table if exists t;

create table if not exists t(a int);
create table if not exists t(a int, b int);
create table t(b int);
create table t2(a int) engine=foo;
create table t2(a int) engine=heap;
create table t3(a int) charset=foo;
create table t3(a int) collate=foo;
create table t3(a int) charset latin1 collate utf8mb4_bin;
create table t3(a int) charset latin1 charset utf8mb4;
create table nodb.t(a int);
drop table nodb.t;
create table `a b`(`c d` int, `e ` int);
create table `a b`(`c d` int, `e` int);


select cast(1 as unsigned)-2
select uncompressed_length('')
select values(a) from t
select a, b from t group by a order by a
select ts is null, ts > '2020-01-01' from dt

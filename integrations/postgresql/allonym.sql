-- The functions of allonym; :library is the shared library, for psql: psql -v library=/path/allonym_postgresql.so -f allonym.sql
-- Immutable for one version of the library: after a new one, build indexes on them anew (reindex).
create or replace function allonym_score(text, text) returns float8
    as :'library', 'allonym_pg_score' language c immutable strict parallel safe cost 1000;
create or replace function allonym_normalize(text) returns text
    as :'library', 'allonym_pg_normalize' language c immutable strict parallel safe cost 50;
create or replace function allonym_romanize(text) returns text
    as :'library', 'allonym_pg_romanize' language c immutable strict parallel safe cost 20000;

#!/usr/bin/env python3
"""Loads the extension into the DuckDB at hand and asks it: python3 integrations/duckdb/test.py EXTENSION"""

import sys

import duckdb

connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
connection.execute(f"load '{sys.argv[1]}'")


def rows(query):
    return connection.execute(query).fetchall()


[(score,)] = rows("select allonym_score('Касем Сулеймани', 'Qasem Soleimani')")
assert 0.9 < score < 1, score
assert rows("select allonym_normalize('Zoë'), allonym_romanize('Ольга Ким')") == [("zoe", "Olga Kim")]
values = "(values ('Ольга', null), ('Ali', 'Ali'), (null, 'x'), ('', '')) t(a, b)"
assert rows(f"select allonym_score(a, b) from {values}") == [(None,), (1.0,), (None,), (0.0,)]
# Many chunks, short and long texts, rows that a filter has taken away, several threads.
connection.execute("create table t as select i, 'Ольга Ким ' || i as a, repeat('x', i % 40) as b from range(20000) t(i)")
assert rows("select count(*) from t where allonym_normalize(a) = 'ольга ким ' || i") == [(20000,)]
assert rows("select min(s), max(s), count(s) from (select allonym_score(a, a) as s from t where i % 7 = 0)") == [
    (1.0, 1.0, 2858)
]
print(f"DuckDB {duckdb.__version__}: score, normalize, romanize")

#!/usr/bin/env bash
# Builds the functions against an installed library, starts a server in a folder of its own, asks it, and stops it:
# integrations/postgresql/test.sh PREFIX
set -euo pipefail
prefix=$(cd "${1:-dist}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
programs=$(pg_config --bindir)
folder=$(mktemp -d)
# The server refuses to run as root; then it runs as the user that its package made.
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as() { (cd / && setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$folder" "$@"); }
fi
stop() {
  as "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

library=$folder/allonym_postgresql.so
cc -O2 -Wall -Werror -shared -fPIC "$here/allonym.c" -I"$(pg_config --includedir-server)" -I"$prefix/include" \
  "$prefix/lib/liballonym.a" -lm -o "$library"
chmod a+rx "$folder" "$library"

as "$programs/initdb" -D "$folder/data" --auth=trust --encoding=UTF8 --locale=C --username=tester >/dev/null
as "$programs/pg_ctl" -D "$folder/data" -w -o "-k $folder -c listen_addresses=" -l "$folder/log" start >/dev/null \
  || { cat "$folder/log"; exit 1; }
ask() { as psql -h "$folder" -U tester -d postgres -v ON_ERROR_STOP=1 -qAt "$@"; }
cp "$here/allonym.sql" "$folder/allonym.sql" && chmod a+r "$folder/allonym.sql"
ask -v library="$library" -f "$folder/allonym.sql"

is() {
  local found
  found=$(ask -c "$1")
  [ "$found" = "$2" ] || { echo "$1 gave '$found', not '$2'"; exit 1; }
}
is "select allonym_score('Касем Сулеймани', 'Qasem Soleimani') > 0.9" t
is "select allonym_score('Ali', 'ali'), allonym_score('Ali', null) is null" "1|t"
is "select allonym_normalize('Zoë'), allonym_romanize('Ольга Ким'), allonym_normalize('')" "zoe|Olga Kim|"
ask -c "create table people as select i as id, case when i % 1000 = 7 then 'Ольга Ким' else 'Name ' || i end as name from generate_series(1, 5000) i" \
  -c "create index people_normal on people (allonym_normalize(name))" -c "analyze people"
is "set enable_seqscan = off; select count(*) from people where allonym_normalize(name) = 'ольга ким'" 5
ask -c "set enable_seqscan = off" -c "explain select * from people where allonym_normalize(name) = 'ольга ким'" \
  | grep -q people_normal || { echo "the index is not used"; exit 1; }
is "select count(*) from people where allonym_score(name, 'Olga Kim') > 0.9" 5
echo "$(ask -c 'show server_version' | sed 's/^/PostgreSQL /'): score, normalize, romanize, an index on an expression"

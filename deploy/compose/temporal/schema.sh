#!/bin/sh
# Temporal's tables, made or brought up to the version of these tools. What is up to date stays as it is.
set -eu

sql_tool() {
  temporal-sql-tool --plugin postgres12 --endpoint "$POSTGRES_SEEDS" --port "${DB_PORT:-5432}" \
    --user temporal --database "$@"
}

for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  schema=${pair##*:}
  # Makes the table of versions, where there is none yet.
  sql_tool "$database" setup-schema --version 0.0
  sql_tool "$database" update-schema --schema-name "postgresql/v12/$schema"
done

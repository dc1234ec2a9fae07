#!/bin/sh
# Run once, when the database server is made: a role of its own, with databases of its own, for each of the two.
set -eu

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v temporal_password="$TEMPORAL_DB_PASSWORD" -v statistics_password="$STATISTICS_DB_PASSWORD" << 'SQL'
create role temporal login password :'temporal_password';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
create role triage login password :'statistics_password';
create database triage owner triage;
revoke connect on database temporal, temporal_visibility, triage from public;
SQL

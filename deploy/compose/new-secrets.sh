#!/bin/sh
# Prints the secrets that docker-compose.yml wants, made anew: sh deploy/compose/new-secrets.sh >> .env
# Once only. Passwords are set when the database is made, and a lost payload key makes old histories unreadable.
set -eu

hex() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }

token=$(hex 24)
echo "POSTGRES_PASSWORD=$(hex 16)"
echo "TEMPORAL_DB_PASSWORD=$(hex 16)"
echo "STATISTICS_DB_PASSWORD=$(hex 16)"
echo "PAYLOAD_ENCRYPTION_KEYS=$(date +%Y-%m):$(head -c 32 /dev/urandom | base64)"
echo "GATEWAY_TOKEN=$token"
# Where the Web UI has payloads decrypted: a path that only who knows the token can tell (src/gateway/session.ts).
echo "GATEWAY_CODEC_PATH=codec-$(printf 'codec path of %s' "$token" | sha256sum | cut -c1-32)"

#!/bin/sh
# The namespace. Ended runs are looked up for verdicts and reprocessing for as long as they are kept.
set -eu

until temporal operator cluster health > /dev/null 2>&1; do
  echo "waiting for $TEMPORAL_ADDRESS"
  sleep 2
done
if temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" > /dev/null 2>&1; then
  echo "namespace $TEMPORAL_NAMESPACE is there"
else
  temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention 30d
fi
# All parts of the server hear of it within some seconds.
until temporal workflow list -n "$TEMPORAL_NAMESPACE" --limit 1 > /dev/null 2>&1; do
  sleep 1
done

#!/bin/sh
# The chart against the schemas of Kubernetes, in the variants that its values allow: sh deploy/helm/check.sh
# Needs `helm` (HELM_PATH) and `kubernetes-validate` (pip install kubernetes-validate), and no cluster.
set -eu

chart=$(dirname "$0")/ticket-processor
helm=${HELM_PATH:-helm}
kubernetes=${KUBERNETES_VERSION:-1.33.0}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

usual="--set existingSecret=triage --set-string settings.DRY_RUN=true --set settings.TEMPORAL_ADDRESS=temporal:7233"

variant() {
  name=$1
  shift
  # shellcheck disable=SC2086
  "$helm" lint --quiet "$chart" $usual "$@"
  # shellcheck disable=SC2086
  "$helm" template triage "$chart" --kube-version "$kubernetes" $usual "$@" > "$folder/all.yaml"
  # Of resources that operators bring, their own API server holds the schemas.
  kubernetes-validate --strict -k "${kubernetes%.*}" "$folder/all.yaml" > "$folder/said" 2>&1 || true
  if grep -v ' passed for \|ScaledObject\|PodMonitor' "$folder/said"; then
    echo "$name: does not fit"
    exit 1
  fi
  echo "$name: $(grep -c ' passed for ' "$folder/said") resources fit Kubernetes ${kubernetes%.*}"
}

variant usual
variant cpu --set worker.scaling.kind=cpu
variant ephemeral --set audit.ephemeral=true --set gateway.enabled=false --set provision.enabled=false
variant versioned --set worker.deploymentName=triage --set-string worker.buildId=1.1
variant tenants --set existingTenantsConfigMap=tenants --set 'tenants={acme,globex}' --set metrics.annotations=true
variant keda --set worker.scaling.kind=keda --set metrics.podMonitor.enabled=true

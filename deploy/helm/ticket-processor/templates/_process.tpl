{{/* What the pods of all processes have in common. The argument is (dict "root" $ "name" "worker" "values" .Values.worker). */}}

{{- define "ticket-processor.fullname" -}}
{{- if contains "ticket-processor" .Release.Name -}}{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else -}}{{ printf "%s-ticket-processor" .Release.Name | trunc 50 | trimSuffix "-" }}{{- end -}}
{{- end }}

{{- define "ticket-processor.labels" -}}
app.kubernetes.io/name: ticket-processor
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "ticket-processor.selector" -}}
app.kubernetes.io/name: ticket-processor
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "ticket-processor.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "ticket-processor.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}{{ .Values.serviceAccount.name | default (include "ticket-processor.fullname" .) }}
{{- else -}}{{ .Values.serviceAccount.name | default "default" }}{{- end -}}
{{- end }}

{{- define "ticket-processor.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "ticket-processor.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "ticket-processor.env" -}}
{{- range $name, $value := .Values.settings }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- if .Values.existingTenantsConfigMap }}
- { name: TENANTS_FILE, value: /tenants/tenants.yaml }
{{- end }}
{{- end }}

{{- define "ticket-processor.mounts" -}}
- { name: audit, mountPath: /data }
- { name: tmp, mountPath: /tmp }
{{- if .Values.existingTenantsConfigMap }}
- { name: tenants, mountPath: /tenants, readOnly: true }
{{- end }}
{{- end }}

{{- define "ticket-processor.otherVolumes" -}}
- name: tmp
  emptyDir: { sizeLimit: 256Mi }
{{- if .Values.existingTenantsConfigMap }}
- name: tenants
  configMap: { name: {{ .Values.existingTenantsConfigMap }} }
{{- end }}
{{- end }}

{{- define "ticket-processor.volumes" -}}
- name: audit
{{- if .Values.audit.ephemeral }}
  emptyDir: { sizeLimit: {{ .Values.audit.size }} }
{{- else }}
  persistentVolumeClaim: { claimName: {{ .Values.audit.existingClaim | default (printf "%s-audit" (include "ticket-processor.fullname" .)) }} }
{{- end }}
{{ include "ticket-processor.otherVolumes" . }}
{{- end }}

{{- define "ticket-processor.spread" -}}
{{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "ticket-processor.selector" $ | nindent 6 }}
{{- end }}
{{- end }}

{{- define "ticket-processor.podMetadata" -}}
labels:
  {{- include "ticket-processor.labels" .root | nindent 2 }}
  app.kubernetes.io/component: {{ .name }}
annotations:
  {{- /* New settings mean new pods. A changed Secret does not: restart the roll-out. */}}
  checksum/settings: {{ toJson .root.Values.settings | sha256sum }}
  {{- if .root.Values.metrics.annotations }}
  prometheus.io/scrape: 'true'
  prometheus.io/port: '9464'
  prometheus.io/path: /metrics
  {{- end }}
  {{- with .values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "ticket-processor.placement" -}}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

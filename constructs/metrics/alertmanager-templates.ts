/** Name of the template file. */
export const TEMPLATE_FILE = "alerts.tmpl";

// SNS takes at most 100 characters of printable ASCII without line breaks as a subject.
const subject =
  '{{ define "subject" }}{{ printf "%.95s" ' +
  '(printf "[%s] %s %s" .Status .CommonLabels.alertname .CommonLabels.cluster) }}{{ end }}';

const title =
  '{{ define "title" }}[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }}' +
  "{{ with .CommonLabels.cluster }} in {{ . }}{{ end }}{{ end }}";

const message = `{{ define "message" }}{{ range .Alerts }}{{ .Status }}: {{ .Annotations.summary }}
{{ .Annotations.description }}
severity {{ .Labels.severity }}, owner {{ .Labels.owner }}, since {{ .StartsAt }}
runbook: {{ .Annotations.runbook_url }}

{{ end }}{{ end }}`;

// Quoted as Go does it, which is as JSON does it once control characters are gone; without the outer quotes.
const jsonText =
  '{{ define "json" }}{{ printf "%q" (reReplaceAll "[[:cntrl:]]+" " " .) | reReplaceAll "^\\"|\\"$" "" }}{{ end }}';

/**
 * A custom notification. Firing and resolved belong to one thread; a channel shows at most some thousand characters.
 *
 * @see Amazon Q Developer in chat applications Administrator Guide, "Custom notifications" (read 2026-11)
 */
const chat =
  '{{ define "chat" }}{"version":"1.0","source":"custom","content":{"textType":"client-markdown",' +
  '"title":"{{ template "json" (printf "[%s] %s %s" (.Status | toUpper) .CommonLabels.alertname .CommonLabels.cluster) }}",' +
  '"description":"{{ range $index, $alert := .Alerts }}{{ if lt $index 10 }}' +
  '*{{ .Status }}* {{ template "json" .Annotations.summary }}\\n{{ template "json" .Annotations.description }}\\n' +
  'severity {{ template "json" .Labels.severity }}, owner {{ template "json" .Labels.owner }}, ' +
  '<{{ template "json" .Annotations.runbook_url }}|runbook>\\n' +
  '{{ end }}{{ end }}{{ if gt (len .Alerts) 10 }}{{ len .Alerts }} alerts in total{{ end }}"},' +
  '"metadata":{"threadId":"{{ template "json" (join " " .GroupLabels.SortedPairs.Values) }}"}}{{ end }}';

/** The templates that the receivers name, as one file: `subject`, `title`, `message` and `chat`. */
export const ALERT_TEMPLATES = `${[subject, title, message, jsonText, chat].join("\n")}\n`;

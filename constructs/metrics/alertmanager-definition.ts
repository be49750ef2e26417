import { stringify } from "yaml";
import type { Duration } from "../core/duration";
import { literal } from "../core/literal";

/** What the definition of an Alertmanager in AMP is rendered from; topics may be tokens. */
export interface AlertmanagerRouting {
  readonly region: string;
  readonly pageTopicArn: string;
  readonly ticketTopicArn: string;
  readonly repeatPages: Duration;
  readonly repeatTickets: Duration;
}

// SNS takes at most 100 characters of printable ASCII without line breaks as a subject.
const subject =
  '{{ define "subject" }}{{ printf "%.95s" ' +
  '(printf "[%s] %s %s" .Status .CommonLabels.alertname .CommonLabels.cluster) }}{{ end }}';

const message = `{{ define "message" }}{{ range .Alerts }}{{ .Status }}: {{ .Annotations.summary }}
{{ .Annotations.description }}
severity {{ .Labels.severity }}, owner {{ .Labels.owner }}, since {{ .StartsAt }}
runbook: {{ .Annotations.runbook_url }}

{{ end }}{{ end }}
`;

/**
 * The YAML that AMP takes: the templates, and as one string the configuration of an ordinary Alertmanager. Whatever has no severity
 * goes to the tickets, so that nothing is lost.
 */
export function alertmanagerDefinition(routing: AlertmanagerRouting): string {
  return yaml({
    template_files: { alerts: literal(`${subject}\n${message}`) },
    alertmanager_config: yaml(alertmanagerConfig(routing)),
  });
}

/** The configuration itself; `amtool` checks this part. */
export function alertmanagerConfig(routing: AlertmanagerRouting): object {
  return {
    templates: ["alerts"],
    route: {
      receiver: "ticket",
      group_by: ["cluster", "namespace", "alertname"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: routing.repeatTickets.toPrometheus(),
      routes: [
        {
          receiver: "page",
          matchers: ['severity="page"'],
          group_wait: "10s",
          repeat_interval: routing.repeatPages.toPrometheus(),
        },
      ],
    },
    // A page about something makes the ticket about the same thing superfluous.
    inhibit_rules: [
      {
        source_matchers: ['severity="page"'],
        target_matchers: ['severity="ticket"'],
        equal: ["cluster", "namespace", "alertname"],
      },
    ],
    receivers: [
      receiver("page", routing.pageTopicArn, routing.region),
      receiver("ticket", routing.ticketTopicArn, routing.region),
    ],
  };
}

function receiver(severity: string, topicArn: string, region: string): object {
  return {
    name: severity,
    sns_configs: [
      {
        topic_arn: topicArn,
        sigv4: { region },
        send_resolved: true,
        subject: '{{ template "subject" . }}',
        message: '{{ template "message" . }}',
        attributes: { severity },
      },
    ],
  };
}

/** Never folds a line: a token that is cut in two would not be found again. */
function yaml(value: object): string {
  return stringify(value, { lineWidth: 0 });
}

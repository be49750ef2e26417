import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";
// The target's own namespace takes the label `namespace`; the certificate's is renamed.
const CERTIFICATE = "by (cluster, exported_namespace, name)";
const SECONDS_LEFT = `min ${CERTIFICATE} (certmanager_certificate_expiration_timestamp_seconds) - time()`;

/** Alerts about the certificates that cert-manager issues. */
export const certificateAlerts: readonly AlertRule[] = [
  {
    alert: "CertificateExpiresNow",
    expr: `${SECONDS_LEFT} < 172800`,
    for: Duration.minutes(10),
    severity: "page",
    owner: OWNER,
    summary: "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} expires within two days.",
    description:
      "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} is valid for {{ $value | humanizeDuration }} more; then clients turn away.",
  },
  {
    alert: "CertificateExpiresSoon",
    expr: `${SECONDS_LEFT} < 1209600`,
    for: Duration.hours(1),
    severity: "ticket",
    owner: OWNER,
    summary: "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} expires within two weeks.",
    description:
      "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} is valid for {{ $value | humanizeDuration }} more and should " +
      "have been renewed by now.",
  },
  {
    alert: "CertificateNotReady",
    expr: `max ${CERTIFICATE} (certmanager_certificate_ready_status{condition!="True"}) == 1`,
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} is not ready.",
    description: "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} could not be issued or renewed for 15 minutes.",
  },
];

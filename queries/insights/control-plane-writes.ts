import type { InsightsQuery } from "../saved-query";

/** Needs the control-plane log type `audit`. Names that begin with `system:` are the cluster's own controllers and nodes. */
export const controlPlaneWrites: InsightsQuery = {
  name: "control-plane-writes",
  description: "Who changed what in the cluster, from where, and was it admitted?",
  reads: "control-plane",
  query: `
fields @timestamp, user.username, verb, objectRef.resource, objectRef.namespace, objectRef.name, sourceIPs.0, responseStatus.code
| filter @logStream like /^kube-apiserver-audit/
| filter verb in ["create", "update", "patch", "delete", "deletecollection"]
| filter user.username not like /^system:/
| sort @timestamp desc
| limit 200`.trim(),
};

import { defineSlo } from "./define-slo";

const REQUESTS = "http_request_duration_seconds";

/** ShipIt Clicker answers without an error. */
export const shipItAvailability = defineSlo({
  name: "ShipItAvailability",
  slo: "shipit-availability",
  service: "ShipIt Clicker",
  bad: "end with an error of the server",
  objective: 0.999,
  sli: { total: `${REQUESTS}_count`, bad: `${REQUESTS}_count{status_code=~"5.."}` },
  owner: "shipit",
});

/** ShipIt Clicker answers within half a second. */
export const shipItLatency = defineSlo({
  name: "ShipItLatency",
  slo: "shipit-latency",
  service: "ShipIt Clicker",
  bad: "take longer than half a second",
  objective: 0.99,
  sli: { total: `${REQUESTS}_count`, good: `${REQUESTS}_bucket{le="0.5"}` },
  owner: "shipit",
});

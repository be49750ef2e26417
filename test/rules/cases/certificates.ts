import { type GroupCases, step } from "../rule-case";
import { page, ticket } from "./labels";

const expires =
  'certmanager_certificate_expiration_timestamp_seconds{cluster="c", pod="cm", exported_namespace="shop", name="web"}';
const ready = (condition: string) =>
  `certmanager_certificate_ready_status{cluster="c", pod="cm", exported_namespace="shop", name="web", condition="${condition}"}`;
const labels = { ...ticket, exported_namespace: "shop", name: "web" };

export const certificates: GroupCases = {
  group: "certificates",
  alerts: [
    {
      alert: "CertificateExpiresNow",
      // Valid for 2 days more at minute 10; renewed at minute 30.
      series: { [expires]: "173400x29 9000000x40" },
      from: 21,
      until: 30,
      fires: [
        {
          labels: { ...page, exported_namespace: "shop", name: "web" },
          summary: "Certificate shop/web expires within two days.",
          description: "Certificate shop/web is valid for 1d 23h 49m 0s more; then clients turn away.",
        },
      ],
      last: [
        {
          labels: { ...page, exported_namespace: "shop", name: "web" },
          summary: "Certificate shop/web expires within two days.",
          description: "Certificate shop/web is valid for 1d 23h 41m 0s more; then clients turn away.",
        },
      ],
      // Always 2 days.
      nearMiss: { [expires]: "172800+60x90" },
    },
    {
      alert: "CertificateExpiresSoon",
      series: { [expires]: "1210200x79 9000000x40" },
      from: 71,
      until: 80,
      fires: [
        {
          labels,
          summary: "Certificate shop/web expires within two weeks.",
          description: "Certificate shop/web is valid for 13d 22h 59m 0s more and should have been renewed by now.",
        },
      ],
      last: [
        {
          labels,
          summary: "Certificate shop/web expires within two weeks.",
          description: "Certificate shop/web is valid for 13d 22h 51m 0s more and should have been renewed by now.",
        },
      ],
      nearMiss: { [expires]: "1209600+60x90" },
    },
    {
      alert: "CertificateNotReady",
      series: { [ready("False")]: step(0, 1, 30), [ready("True")]: "0x90" },
      from: 25,
      until: 40,
      fires: [
        {
          labels,
          summary: "Certificate shop/web is not ready.",
          description: "Certificate shop/web could not be issued or renewed for 15 minutes.",
        },
      ],
      nearMiss: { [ready("False")]: "0x90", [ready("True")]: "1x90" },
    },
  ],
  recordings: [],
};

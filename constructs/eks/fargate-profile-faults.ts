import type { Fault } from "../core/validation";
import type { FargateProfileProps, FargateSelector } from "./fargate-profile-props";

/** Letters of Kubernetes namespaces, with the wildcards that EKS takes in selectors. */
const NAMESPACE = /^[a-z0-9*?]([-a-z0-9*?]*[a-z0-9*?])?$/;
const LABEL_KEY = /^([a-z0-9*?]([-a-z0-9.*?]*[a-z0-9*?])?\/)?[A-Za-z0-9*?]([-A-Za-z0-9_.*?]{0,61}[A-Za-z0-9*?])?$/;
const LABEL_VALUE = /^([A-Za-z0-9*?]([-A-Za-z0-9_.*?]{0,61}[A-Za-z0-9*?])?)?$/;

/** Everything about a Fargate profile that EKS would refuse. */
export function fargateProfileFaults({ profileName, subnetIds, selectors }: FargateProfileProps): Fault[] {
  const faults: Fault[] = [...nameFaults(profileName)];
  if (subnetIds.length === 0) {
    faults.push({ path: "subnetIds", problem: "is empty", fix: "give the private subnets that the pods start in" });
  }
  if (selectors.length < 1 || selectors.length > 5) {
    faults.push({
      path: "selectors",
      problem: "has a length that EKS refuses",
      got: selectors.length,
      allowed: "1 to 5 selectors",
      fix: "use wildcards in the namespaces, or a second profile",
    });
  }
  return [...faults, ...selectors.flatMap((selector, index) => selectorFaults(`selectors[${index}]`, selector))];
}

/** @see github.com/eksctl-io/eksctl ReservedProfileNamePrefix (read 2026-11) */
function nameFaults(profileName: string): Fault[] {
  if (/^(?!eks-)[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/.test(profileName)) {
    return [];
  }
  return [
    {
      path: "profileName",
      problem: "is not a name that EKS takes",
      got: profileName,
      allowed: "1 to 63 letters, digits, `-` and `_`, beginning with a letter or a digit, but not with eks-",
      fix: "choose another name",
    },
  ];
}

function selectorFaults(path: string, { namespace, labels = {} }: FargateSelector): Fault[] {
  const faults: Fault[] = [];
  if (namespace.length > 63 || !NAMESPACE.test(namespace)) {
    faults.push({
      path: `${path}.namespace`,
      problem: "is neither a namespace nor a pattern of namespaces",
      got: namespace,
      allowed: "1 to 63 lower-case letters, digits and `-`, with `*` and `?` as wildcards",
      fix: "write it as Kubernetes does, such as sample or batch-*",
    });
  }
  for (const [key, value] of Object.entries(labels).filter(([key, value]) => !LABEL_KEY.test(key) || !LABEL_VALUE.test(value))) {
    faults.push({
      path: `${path}.labels`,
      problem: "has a label that no pod can have",
      got: { [key]: value },
      allowed: "keys and values of Kubernetes labels, names of at most 63 characters, with `*` and `?` as wildcards",
      fix: "write the label as it stands on the pods",
    });
  }
  return faults;
}

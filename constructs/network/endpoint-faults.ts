import type { AwsLocation } from "../core/aws-location";
import { INTERFACE_ENDPOINT_SERVICES, type InterfaceEndpointService } from "../core/interface-endpoints";
import type { Fault } from "../core/validation";
import { listFaults, repeatedFaults } from "./list-faults";

/** What is wrong with the services of interface endpoints and with the accounts that may use them. */
export function endpointFaults(
  path: string,
  services: readonly InterfaceEndpointService[] | undefined,
  trustedAccountIds: readonly string[] | undefined,
  location: AwsLocation,
): Fault[] {
  return [...listFaults(path, services, INTERFACE_ENDPOINT_SERVICES), ...trustedAccountFaults(trustedAccountIds ?? [], location)];
}

function trustedAccountFaults(trustedAccountIds: readonly string[], { account }: AwsLocation): Fault[] {
  const path = "trustedAccountIds";
  const faults: Fault[] = repeatedFaults(path, trustedAccountIds);
  const malformed = trustedAccountIds.filter((id) => !/^\d{12}$/.test(id));
  if (malformed.length > 0) {
    faults.push({
      path,
      problem: "holds what is no account",
      got: malformed,
      allowed: "account ids of twelve digits, as strings",
      fix: "correct them",
    });
  }
  if (trustedAccountIds.includes(account)) {
    faults.push({ path, problem: "names the network's own account, which is always trusted", got: account, fix: "leave it out" });
  }
  return faults;
}

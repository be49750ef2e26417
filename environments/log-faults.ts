import { wholeDaysFaults } from "../constructs/core/duration";
import { DATA_IDENTIFIERS } from "../constructs/core/log-data-identifiers";
import { retentionFaults } from "../constructs/core/retention";
import { logGroupPrefixFaults, safetyNetRetentionFaults } from "../constructs/core/retention-safety-net-faults";
import { type Fault, oneOfFaults, patternFaults } from "../constructs/core/validation";
import type { AccountWideSettings, EnvironmentProps } from "./environment-props";
import { ARCHIVE_LAYOUTS, type ArchiveSettings } from "./log-settings";

/** Everything that is wrong with the logs of an environment, and with what it says about those of the account. */
export function logFaults({ logs = {}, accountWide = {} }: EnvironmentProps): Fault[] {
  const { keep, transitionAfter, lock, layout, senderAccounts } = logs.archive ?? {};
  const faults: Fault[] = [
    ...retentionFaults("logs.retention", logs.retention),
    ...wholeDaysFaults("logs.archive.keep", keep, 1, 36_500),
    ...wholeDaysFaults("logs.archive.transitionAfter", transitionAfter, 0, 36_500),
    ...oneOfFaults("logs.archive.lock", lock, ["governance", "compliance"]),
    ...oneOfFaults("logs.archive.layout", layout, ARCHIVE_LAYOUTS),
    ...(senderAccounts ?? []).flatMap((account) =>
      patternFaults("logs.archive.senderAccounts", account, /^\d{12}$/, "account ids of twelve digits, as strings"),
    ),
    ...(logs.mask ?? []).flatMap((identifier) => oneOfFaults("logs.mask", identifier, DATA_IDENTIFIERS)),
    ...(accountWide.logRetention === undefined ? [] : safetyNetFaults(accountWide.logRetention)),
  ];
  faults.push(...archiveOptionFaults(logs.archive ?? {}));
  const keepDays = keep?.toDays() ?? 1827;
  const transitionDays = transitionAfter?.toDays() ?? 90;
  if (transitionDays >= keepDays) {
    faults.push({
      path: "logs.archive.transitionAfter",
      problem: `is not before the end of logs.archive.keep (${keepDays} days), which S3 refuses`,
      got: `${transitionDays} days`,
      allowed: `less than ${keepDays} days`,
      fix: "move objects earlier, or keep them longer",
    });
  }
  return faults;
}

function archiveOptionFaults({ keep, lock, confirmComplianceDays, inventory, dailyBudgetGibibytes }: ArchiveSettings): Fault[] {
  const faults = oneOfFaults("logs.archive.inventory", inventory, ["daily", "weekly"]);
  const days = keep?.toDays() ?? 1827;
  if (lock === "compliance" && confirmComplianceDays !== days) {
    faults.push({
      path: "logs.archive.confirmComplianceDays",
      problem: "does not say the days of the compliance lock once more, which nobody can ever lift",
      got: confirmComplianceDays ?? "nothing",
      allowed: `${days}, as logs.archive.keep says`,
      fix: `write confirmComplianceDays: ${days} when that is really wanted, or choose lock: "governance"`,
    });
  }
  if (lock !== "compliance" && confirmComplianceDays !== undefined) {
    faults.push({
      path: "logs.archive.confirmComplianceDays",
      problem: "confirms a compliance lock that there is none of",
      got: confirmComplianceDays,
      fix: 'leave it out, or give lock "compliance"',
    });
  }
  if (dailyBudgetGibibytes !== undefined && !(dailyBudgetGibibytes > 0)) {
    faults.push({
      path: "logs.archive.dailyBudgetGibibytes",
      problem: "is no budget",
      got: dailyBudgetGibibytes,
      allowed: "more than 0 GiB",
      fix: "say how much a day is usual, or leave it out",
    });
  }
  return faults;
}

function safetyNetFaults({ logGroupNamePrefixes, retention }: NonNullable<AccountWideSettings["logRetention"]>): Fault[] {
  return [
    ...logGroupPrefixFaults("accountWide.logRetention.logGroupNamePrefixes", logGroupNamePrefixes),
    ...safetyNetRetentionFaults("accountWide.logRetention.retention", retention),
  ];
}

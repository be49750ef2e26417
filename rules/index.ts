import { ruleGroupsFor } from "./groups";
import { IN_CLUSTER_SCRAPE_JOBS } from "./scrape-job";

export { allRuleGroups, deadMansSwitch, ruleGroupsFor, type ShippedRuleGroup, slos } from "./groups";
export { EXPORTER_SCRAPE_JOBS, IN_CLUSTER_SCRAPE_JOBS, type ScrapeJob } from "./scrape-job";

/** The groups for what the in-cluster stack scrapes, recording rules before the alerts that read them. */
export const ruleGroups = ruleGroupsFor(IN_CLUSTER_SCRAPE_JOBS);

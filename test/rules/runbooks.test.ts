import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allRuleGroups } from "../../rules";
import { isAlert, runbookPage } from "../../rules/rule";

const root = join(__dirname, "../..");
const folder = join(root, "docs/runbooks");

/** Pages about something else than an alert of `rules/`: procedures, and alarms on logs. */
const OTHER_PAGES = [
  "AccessEntryChanged",
  "AnonymousRequestAllowed",
  "AwsAuthChanged",
  "BackfillFromCloudWatch",
  "ClusterRebuild",
  "LegalHold",
  "LogArchiveRestore",
  "LogArchiveUnhealthy",
  "ManyForbiddenRequests",
  "ManyRefusedIdentities",
  "ManyUnauthorizedRequests",
  "RbacChangedByPerson",
  "SecretReadByPerson",
  "ShellInSystemNamespace",
];

const alerts = allRuleGroups.flatMap((group) => group.rules).filter(isAlert);
const savedQueries = ["athena", "insights"].flatMap((kind) =>
  readdirSync(join(root, "queries", kind)).map((file) => file.replace(/\.ts$/, "")),
);

describe("runbooks", () => {
  it("are about alerts that exist, or are listed as something else", () => {
    const known = new Set([...alerts.map((rule) => rule.alert), ...OTHER_PAGES]);
    const pages = readdirSync(folder).map((file) => file.replace(/\.md$/, ""));
    expect(pages.filter((page) => !known.has(page))).toEqual([]);
  });
});

describe.each(alerts.map((rule) => [rule.alert, rule] as const))("runbook of %s", (name, rule) => {
  const path = join(root, runbookPage(name));
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const section = (heading: string) =>
    new RegExp(`^## ${heading}$([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, "m").exec(text)?.[1]?.trim() ?? "";

  it("has its five sections, none of them empty", () => {
    expect(text.split("\n")[0]).toBe(`# ${name}`);
    const headings = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]!);
    expect(headings).toEqual(["Meaning", "Impact", "Diagnosis", "Mitigation", "Silence"]);
    for (const heading of headings) {
      expect(section(heading).length, heading).toBeGreaterThan(10);
    }
  });

  it("shows the query of the alert as it is", () => {
    expect(section("Meaning")).toContain(`\`\`\`promql\n${rule.expr}\n\`\`\``);
  });

  it("links to pages and saved queries that exist", () => {
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) {
      expect(existsSync(join(folder, target!)), target).toBe(true);
    }
    for (const [, sentence] of text.matchAll(/[Ss]aved quer(?:y|ies)([^.:;]*)/g)) {
      for (const [, query] of sentence!.matchAll(/`([a-z-]+)`/g)) {
        expect(savedQueries).toContain(query);
      }
    }
  });
});

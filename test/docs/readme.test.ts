import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { Duration } from "../../constructs/core/duration";
import { Retention } from "../../constructs/core/retention";
import { defineEnvironment } from "../../environments/environment";
import { production } from "../../environments/production";

const ROOT = resolve(__dirname, "../..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const readme = read("README.md");

/** The code blocks of the README that say where they come from. */
const blocks = [...readme.matchAll(/<!-- from: (\S+) -->\n+```\w+\n([\s\S]*?)```/g)].map(
  ([, source, text]) => [source!, text!] as const,
);

describe("README", () => {
  it("shows files as they are", () => {
    expect(blocks.map(([source]) => source)).toEqual([
      "environments/production.ts",
      "test/docs/readme.test.ts",
      "examples/log-archive/main.ts",
    ]);
    for (const [source, text] of blocks.filter(([file]) => !file.startsWith("test/"))) {
      expect(text, source).toBe(read(source));
    }
  });

  it("shows the error of a wrong environment as it is", () => {
    const [, shown] = blocks.find(([source]) => source === "test/docs/readme.test.ts")!;
    expect(shown.trimEnd()).toBe(errorOfAWrongEnvironment());
  });

  it("links to files that exist", () => {
    const pages = ["README.md", "CONTRIBUTING.md"];
    const links = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => join(dirname(page), target!)),
    );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });

  it("keeps a row for every feature of the system", () => {
    const rows = [...readme.matchAll(/^\| ([AK]\d+)\s+\|/gm)].map(([, row]) => row!);
    const wanted = [...Array.from({ length: 18 }, (_, i) => `A${i + 1}`), ...Array.from({ length: 20 }, (_, i) => `K${i + 1}`)];
    expect(rows).toEqual(wanted);
  });

  it("names tests and folders in that table that exist", () => {
    const table = readme.slice(readme.indexOf("| row"), readme.indexOf("## Limits"));
    const paths = [...table.matchAll(/`((?:test|rules|dashboards|queries)\/?[\w/-]*)`/g)].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(15);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("lists every entry point of the package, and no other", () => {
    const { exports } = JSON.parse(read("package.json")) as { exports: Record<string, unknown> };
    const offered = Object.keys(exports).filter((path) => path !== "./package.json");
    const listed = offered.filter(
      (path) => readme.includes(`eks-observability${path.slice(1)}\``) || readme.includes(`\`${path.slice(1)}\``),
    );
    expect(listed).toEqual(offered);
  });
});

function errorOfAWrongEnvironment(): string {
  try {
    defineEnvironment({
      name: "production",
      account: "44445555666",
      region: "eu-central-1",
      state: { kind: "s3", bucket: "obs-terraform-state-444455556666-eu-central-1" },
      network: { cidr: "10.40.0.0/8", zones: ["a", "d"] },
      cluster: {
        version: "1.34",
        endpoint: { access: "public", allowedCidrs: ["0.0.0.0/0"] },
        adminRoleArns: production.cluster.adminRoleArns,
        nodeGroups: production.cluster.nodeGroups,
      },
      logs: { retention: Retention.days(45 as 30), archive: { keep: Duration.days(30) } },
    });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the environment was accepted");
}

/** Import directions: core <- iam <- eks, network, logs, metrics, tracing, insights, helm <- addons <- stacks <- main. */
const services = "eks|network|logs|metrics|tracing|insights|helm";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "core-imports-no-project-code",
      comment: "core is the bottom: it knows no provider and no other folder.",
      severity: "error",
      from: { path: "^constructs/core" },
      to: { path: "^(constructs/(?!core/)|stacks|environments|rules|dashboards|queries|local|main)|@cdktf/provider" },
    },
    {
      name: "iam-imports-core-and-refs",
      severity: "error",
      from: { path: "^constructs/iam" },
      to: { path: "^(constructs/(?!core/|iam/)|stacks|environments|rules|dashboards|queries|local|main)", pathNot: "-ref\\.ts$" },
    },
    {
      name: "siblings-see-refs-only",
      comment: "A service folder knows another one through its narrow *-ref.ts interfaces.",
      severity: "error",
      from: { path: `^constructs/(${services})/` },
      to: { path: `^constructs/(${services})/`, pathNot: ["^constructs/$1/", "-ref\\.ts$"] },
    },
    {
      name: "services-import-nothing-above",
      severity: "error",
      from: { path: `^constructs/(${services})/` },
      to: { path: "^(constructs/addons|stacks|environments|local|main)" },
    },
    {
      name: "addons-import-nothing-above",
      severity: "error",
      from: { path: "^constructs/addons" },
      to: { path: "^(stacks|environments|local|main)" },
    },
    {
      name: "data-is-plain",
      comment: "rules, dashboards and queries are data: core only, and no cdktf.",
      severity: "error",
      from: { path: "^(rules|dashboards|queries)/" },
      to: { path: "^(constructs/(?!core/)|stacks|environments|local|main)|/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "environments-hold-values",
      comment: "An environment is values and types; it never reaches a construct, a stack or a provider.",
      severity: "error",
      from: { path: "^environments/" },
      to: { path: "^(constructs/(?!core/)|stacks|local|main|rules|dashboards|queries)|/(cdktf|@cdktf)/" },
    },
    {
      name: "nothing-below-main-touches-the-machine",
      comment:
        "No process environment, clock, network or file system below main.ts and local/; one file finds the chart that ships with the package.",
      severity: "error",
      from: {
        path: "^(constructs|stacks|environments|rules|dashboards|queries)/",
        pathNot: "^constructs/helm/raw-objects-chart\\.ts$",
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: "^(test|bench|examples)/" },
      to: { path: "^(test|bench|examples)/" },
    },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: ["\\.d\\.ts$", "\\.cjs$", "^main\\.ts$"] }, to: {} },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};

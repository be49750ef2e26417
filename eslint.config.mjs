import cdkPlugin from "eslint-plugin-awscdk";
import tseslint from "typescript-eslint";

const providerRoots = {
  patterns: [
    {
      regex: "^@cdktf/provider-[a-z]+(/lib)?/?(index)?$",
      message:
        "The root of a provider costs seconds and half a gigabyte. Import the class by its deep path, e.g. @cdktf/provider-aws/lib/s3-bucket.",
    },
  ],
};

export default tseslint.config(
  { ignores: ["dist/", "cdktf.out/", "node_modules/", ".local/", ".cache/"] },
  ...tseslint.configs.strict,
  {
    files: ["**/*.ts", "**/*.mts"],
    rules: {
      "no-restricted-imports": ["error", providerRoots],
      // A construct is created for its effect on the tree.
      "no-new": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/unified-signatures": "off",
    },
  },
  {
    files: ["constructs/**/*.ts", "stacks/**/*.ts"],
    plugins: cdkPlugin.configs.strict.plugins,
    rules: cdkPlugin.configs.strict.rules,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    // What a synth gives follows from the environment's file alone.
    files: ["constructs", "stacks", "environments", "rules", "dashboards", "queries"].map((folder) => `${folder}/**/*.ts`),
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "process", message: "The output may not depend on the machine; only main.ts reads the process. Take a prop." },
        { name: "fetch", message: "A synth reads nothing from a network. Commit the data, or take a prop." },
      ],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Two synths must give the same output. Take the time as a prop." },
        { object: "Math", property: "random", message: "Two synths must give the same output. Derive the value from the props." },
      ],
    },
  },
  {
    // The id of a stack is made of its environment's name.
    files: ["stacks/environment-stacks.ts"],
    rules: { "awscdk/no-variable-construct-id": "off" },
  },
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off", "@typescript-eslint/no-unused-vars": "error" },
  },
);

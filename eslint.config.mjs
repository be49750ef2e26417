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
    // The id of a stack is made of its environment's name.
    files: ["stacks/environment-stacks.ts"],
    rules: { "awscdk/no-variable-construct-id": "off" },
  },
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off", "@typescript-eslint/no-unused-vars": "error" },
  },
);

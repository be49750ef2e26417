/** How what Terraform evaluates may begin inside `${ }`: a reference, or a call of a function. */
const EXPRESSION = /^\s*(?:[a-z][a-z0-9_]*(?:\.|\[|\()|"|\[|\{|!|-?\d)/;

/**
 * Texts of a configuration in which Terraform would take a literal for one of its expressions: `${` and `%{` that are not doubled and are
 * followed by no reference and no call.
 */
export function unescapedTexts(json: unknown): string[] {
  if (typeof json === "string") {
    return [...json.matchAll(/(?<![$%])([$%])\{([^}]*)/g)].some(([, sign, content]) => sign === "%" || !EXPRESSION.test(content!))
      ? [json]
      : [];
  }
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(unescapedTexts) : [];
}

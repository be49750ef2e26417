/**
 * Makes Terraform read `${` and `%{` of a literal as plain text, by doubling the first character.
 *
 * Apply it exactly once to each literal and never to a string that holds a token, or the token is lost. Needed for IAM
 * policy variables, Athena partition templates, collector configurations and Grafana placeholders.
 */
export function literal(text: string): string {
  return text.replace(/[$%]\{/g, (opening) => opening[0] + opening);
}

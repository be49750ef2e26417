import { LocalFault } from "../local-fault";

const SHOWN_LINES = 24;
const DOWNLOAD =
  /Failed to (query available provider packages|install provider|retrieve the list of available versions)|Could not retrieve the list of available versions|Provider .* not available for installation/i;

/** Why cdktf or Terraform failed, from its whole output: a sentence, the errors that matter, and where the rest is. */
export function terraformFailure(what: string, output: string, logFile: string): LocalFault {
  if (DOWNLOAD.test(output)) {
    return new LocalFault(
      `Terraform can't get the AWS provider; allow it to reach registry.terraform.io, or set TF_PLUGIN_MIRROR to a filesystem mirror that holds hashicorp/aws from 5.100.0 to below 7 (the whole text is in ${logFile}).`,
    );
  }
  return new LocalFault(
    `${what} failed; mend what the lines below name (the whole text is in ${logFile}), then run the same command again.`,
    errorLines(output),
  );
}

/** The lines that begin with `Error:` and the indented ones that explain them; the last lines when there are none. */
export function errorLines(output: string): string[] {
  const lines = output.split("\n").map((line) => line.trimEnd());
  const kept: string[] = [];
  let explaining = 0;
  for (const line of lines) {
    const begins = /(^|\s{2}|^[╷│ ]*)Error: /.test(line);
    explaining = begins ? 6 : explaining - 1;
    if (explaining > 0 && line.replace(/[╷│╵]/g, "").trim() !== "") {
      kept.push(line.replace(/^[╷│╵] ?/, ""));
    }
  }
  return kept.length > 0 ? kept.slice(0, SHOWN_LINES) : lines.filter((line) => line !== "").slice(-8);
}

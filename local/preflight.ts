import { spawnSync } from "node:child_process";
import { LocalFault } from "./local-fault";

type Version = readonly [major: number, minor: number, patch: number];

const NODE: Version = [20, 19, 0];
/** S3 lock files and write-only arguments need it. */
const TERRAFORM: Version = [1, 11, 0];
const PYTHON: Version = [3, 11, 0];

/** What the machine has. */
export interface Machine {
  /** `process.version`. */
  readonly node: string;
  /** What `terraform version -json` printed; undefined when there is no `terraform` on PATH. */
  readonly terraform: string | undefined;
  /** Pythons on PATH, by command: what the probe printed. */
  readonly pythons: readonly PythonProbe[];
}

/** One Python on PATH: `3.11.7 venv`, or without the word when it can't make virtual environments. */
export interface PythonProbe {
  readonly command: string;
  readonly printed: string;
}

/** What the later steps need of the machine. */
export interface Tools {
  /** Command of a Python that can make virtual environments. */
  readonly python: string;
  /** Its version, e.g. `3.11.7`. */
  readonly pythonVersion: string;
  /** Terraform's version, e.g. `1.11.4`. */
  readonly terraformVersion: string;
}

/**
 * The tools that the local environment runs on.
 *
 * @throws LocalFault that lists everything that is missing or too old at once
 */
export function checkMachine(machine: Machine = thisMachine()): Tools {
  const terraform = terraformVersionOf(machine.terraform);
  const python = bestPython(machine.pythons);
  const faults = [
    atLeast(machine.node, NODE) ? undefined : `Node ${machine.node} is too old; install Node ${text(NODE)} or newer.`,
    terraformFault(machine.terraform, terraform),
    python.fault,
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0 || terraform === undefined || python.probe === undefined) {
    throw new LocalFault(faults.join("\n"));
  }
  return {
    python: python.probe.command,
    pythonVersion: python.probe.printed.split(" ")[0] ?? "",
    terraformVersion: terraform,
  };
}

/** `terraform_version` of what `terraform version -json` prints; undefined when it is something else. */
export function terraformVersionOf(printed: string | undefined): string | undefined {
  try {
    const version: unknown = (JSON.parse(printed ?? "") as Record<string, unknown>)["terraform_version"];
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

function terraformFault(printed: string | undefined, version: string | undefined): string | undefined {
  const install = `install Terraform ${text(TERRAFORM)} or newer (https://developer.hashicorp.com/terraform/install)`;
  if (printed === undefined) {
    return `Terraform is not on the PATH; ${install}.`;
  }
  if (version === undefined) {
    return `\`terraform version -json\` does not say which version it is; ${install}.`;
  }
  return atLeast(version, TERRAFORM) ? undefined : `Terraform ${version} is too old; ${install}.`;
}

function bestPython(probes: readonly PythonProbe[]): { probe?: PythonProbe; fault?: string } {
  const newEnough = probes.filter(({ printed }) => atLeast(printed, PYTHON));
  const probe = newEnough.find(({ printed }) => printed.endsWith(" venv"));
  if (probe !== undefined) {
    return { probe };
  }
  const needed = `Python ${PYTHON[0]}.${PYTHON[1]}`;
  if (newEnough[0] !== undefined) {
    return { fault: `${newEnough[0].command} can't make virtual environments; install its venv module (Debian: python3-venv).` };
  }
  if (probes[0] !== undefined) {
    return { fault: `Python ${probes[0].printed.split(" ")[0]} is too old for the embedded AWS; install ${needed} or newer.` };
  }
  return {
    fault: `Python is not on the PATH, and the embedded AWS runs on it; install ${needed} or newer with its venv module.`,
  };
}

function atLeast(version: string, least: Version): boolean {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
  if (found === null) {
    return false;
  }
  const parts = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  const different = least.findIndex((part, index) => part !== parts[index]);
  return different === -1 || (parts[different] ?? 0) > (least[different] ?? 0);
}

function text(version: Version): string {
  return version[2] === 0 ? `${version[0]}.${version[1]}` : version.join(".");
}

const PYTHON_COMMANDS = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"];
const PYTHON_PROBE = `
import importlib.util as u, sys
print(".".join(map(str, sys.version_info[:3])), "venv" if u.find_spec("venv") and u.find_spec("ensurepip") else "", end="")`;

/** Asks the tools on PATH. Stops at the first Python that will do. */
function thisMachine(): Machine {
  const pythons: PythonProbe[] = [];
  for (const command of PYTHON_COMMANDS) {
    const printed = printedBy(command, ["-c", PYTHON_PROBE]);
    if (printed !== undefined) {
      pythons.push({ command, printed });
    }
    if (bestPython(pythons).probe !== undefined) {
      break;
    }
  }
  return { node: process.version, terraform: printedBy("terraform", ["version", "-json"]), pythons };
}

function printedBy(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  return status === 0 ? stdout : undefined;
}

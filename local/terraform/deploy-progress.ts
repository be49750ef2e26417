/** What a deploy or destroy has done so far. */
export interface Progress {
  /** Resources created, changed or destroyed. */
  readonly resources: number;
  /** Stacks that are through. */
  readonly stacks: number;
  /** The stack that said something last. */
  readonly stack: string | undefined;
}

// cdktf writes the stack's name once, two blanks, then Terraform's line; lines that follow are indented.
const NAMED = /^([a-z][\w-]*) {2}(?=\S)(.*)$/;
const DONE = /^\S+( \(.*\))?: (Creation|Modifications|Destruction) complete after /;
const STACK_DONE = /^(Apply|Destroy) complete! Resources: /;

/** Reads cdktf's output line by line. */
export class DeployProgress {
  private stack: string | undefined;
  private resources = 0;
  private readonly done = new Set<string>();

  /** Takes one line; whether it changed the progress. */
  public read(line: string): boolean {
    const named = NAMED.exec(line);
    this.stack = named?.[1] ?? this.stack;
    const said = (named?.[2] ?? line).trim();
    if (DONE.test(said)) {
      this.resources += 1;
      return true;
    }
    if (STACK_DONE.test(said) && this.stack !== undefined) {
      this.done.add(this.stack);
      return true;
    }
    return false;
  }

  public get now(): Progress {
    return { resources: this.resources, stacks: this.done.size, stack: this.stack };
  }
}

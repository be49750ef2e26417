import type { ResourceBlock, SynthesisedStack } from "./synth";

/**
 * Who waits for whom in one stack, read from the synthesised JSON as Terraform reads it: references in arguments and `depends_on`.
 * Terraform creates along the arrows' other end first, and destroys in exactly the opposite order.
 */
export class ResourceGraph {
  private readonly needs = new Map<string, ReadonlySet<string>>();
  private readonly blocks = new Map<string, ResourceBlock>();

  public constructor(stack: SynthesisedStack) {
    for (const [type, byName] of Object.entries(stack.resource ?? {})) {
      for (const [name, block] of Object.entries(byName)) {
        this.blocks.set(`${type}.${name}`, block);
      }
    }
    for (const [address, block] of this.blocks) {
      const text = JSON.stringify(block);
      const named = [...text.matchAll(/\b(aws|helm|kubernetes)_[a-z0-9_]+\.[A-Za-z0-9_-]+/g)].map(([reference]) => reference);
      this.needs.set(address, new Set(named.filter((reference) => reference !== address && this.blocks.has(reference))));
    }
  }

  /** Addresses of a type whose arguments fit. */
  public find(type: string, fits: (block: ResourceBlock, address: string) => boolean = () => true): string[] {
    return [...this.blocks].filter(([address, block]) => address.startsWith(`${type}.`) && fits(block, address)).map(([a]) => a);
  }

  /** The one address of a type whose arguments fit; fails when there are more, or none. */
  public only(type: string, fits?: (block: ResourceBlock, address: string) => boolean): string {
    const found = this.find(type, fits);
    if (found.length !== 1) {
      throw new Error(`expected exactly one ${type} that fits, found ${found.length}: ${found.join(", ")}`);
    }
    return found[0]!;
  }

  /** Whether the first is created after the second, and destroyed before it, directly or through others. */
  public isAfter(later: string, earlier: string): boolean {
    return this.everythingBefore(later).has(earlier);
  }

  /** Everything that exists before a resource is created. */
  public everythingBefore(address: string): ReadonlySet<string> {
    const seen = new Set<string>();
    const open = [address];
    while (open.length > 0) {
      for (const needed of this.needs.get(open.pop()!) ?? []) {
        if (!seen.has(needed)) {
          seen.add(needed);
          open.push(needed);
        }
      }
    }
    return seen;
  }

  /** An address that waits for itself, which Terraform refuses; undefined when there is none. */
  public cycle(): string | undefined {
    return [...this.blocks.keys()].find((address) => this.isAfter(address, address));
  }
}

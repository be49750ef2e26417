/** A block of IPv4 addresses in CIDR notation, for splitting a VPC into subnets and for finding overlaps before AWS does. */
export class Ipv4Cidr {
  /** Reads `10.40.0.0/16`; undefined when the text is no block or its address is not the first one of the block. */
  public static parse(text: string): Ipv4Cidr | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
    if (!match) {
      return undefined;
    }
    const numbers = match.slice(1).map(Number);
    const prefixLength = numbers.pop()!;
    if (prefixLength > 32 || numbers.some((octet) => octet > 255)) {
      return undefined;
    }
    const first = numbers.reduce((address, octet) => address * 256 + octet, 0);
    const block = new Ipv4Cidr(first, prefixLength);
    return first % block.size === 0 ? block : undefined;
  }

  private constructor(
    private readonly first: number,
    /** Bits that all addresses of the block share: 16 in `10.40.0.0/16`. */
    public readonly prefixLength: number,
  ) {}

  /** How many addresses the block holds. AWS keeps five of each subnet for itself. */
  public get size(): number {
    return 2 ** (32 - this.prefixLength);
  }

  /** The block number `index` (from 0) among the blocks that are `extraBits` longer. */
  public subnet(extraBits: number, index: number): Ipv4Cidr {
    const prefixLength = this.prefixLength + extraBits;
    if (prefixLength > 32 || index < 0 || index >= 2 ** extraBits) {
      throw new RangeError(`${this.toString()} has no block ${index} at ${extraBits} more bits`);
    }
    return new Ipv4Cidr(this.first + index * 2 ** (32 - prefixLength), prefixLength);
  }

  /** Whether the two blocks share an address. */
  public overlaps(other: Ipv4Cidr): boolean {
    return this.first < other.first + other.size && other.first < this.first + this.size;
  }

  public toString(): string {
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(this.first / 2 ** shift) % 256);
    return `${octets.join(".")}/${this.prefixLength}`;
  }
}

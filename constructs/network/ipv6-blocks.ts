import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn } from "cdktf";

/** The 256 blocks of a /64 that the /56 of a VPC divides into. AWS chooses the /56, so their addresses are known after it exists. */
export class Ipv6Blocks {
  public constructor(private readonly vpc: Vpc) {}

  /** The block with this number, from 0 to 255, as a token. */
  public block(number: number): string {
    return Fn.cidrsubnet(this.vpc.ipv6CidrBlock, 8, number);
  }
}

import { describe, expect, it } from "vitest";
import { Ipv4Cidr } from "../../../constructs/core/ipv4-cidr";

const block = (text: string) => Ipv4Cidr.parse(text)!;

describe("Ipv4Cidr", () => {
  it.each(["10.0.0.0", "10.0.0.0/33", "256.0.0.0/8", "10.0.0.1/24", "ten/8", "::/0"])("does not read %s", (text) => {
    expect(Ipv4Cidr.parse(text)).toBeUndefined();
  });

  it.each(["0.0.0.0/0", "10.40.0.0/16", "255.255.255.255/32"])("writes %s as it was read", (text) => {
    expect(block(text).toString()).toBe(text);
  });

  it("numbers the blocks inside it from 0", () => {
    expect([0, 3, 7].map((index) => block("10.40.0.0/16").subnet(3, index).toString())).toEqual([
      "10.40.0.0/19",
      "10.40.96.0/19",
      "10.40.224.0/19",
    ]);
  });

  it("rejects a block that it does not hold", () => {
    expect(() => block("10.40.0.0/16").subnet(3, 8)).toThrow("10.40.0.0/16 has no block 8 at 3 more bits");
    expect(() => block("10.40.0.0/30").subnet(3, 0)).toThrow(RangeError);
  });

  it("sees overlaps in both directions, and none between neighbours", () => {
    expect(block("10.0.0.0/8").overlaps(block("10.40.0.0/16"))).toBe(true);
    expect(block("10.40.0.0/16").overlaps(block("10.0.0.0/8"))).toBe(true);
    expect(block("10.40.0.0/16").overlaps(block("10.41.0.0/16"))).toBe(false);
  });
});

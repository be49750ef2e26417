/**
 * Availability zones by region, as the letters that new accounts see. A region that is not listed is accepted with any letter from
 * a to f, so that a new region needs no release of this project.
 *
 * @see EC2 DescribeAvailabilityZones and the AWS global infrastructure pages (read 2026-11)
 */
export const REGION_ZONES: Readonly<Record<string, readonly string[]>> = {
  "ap-northeast-1": ["a", "c", "d"],
  "ap-northeast-2": ["a", "b", "c", "d"],
  "ap-south-1": ["a", "b", "c"],
  "ap-southeast-1": ["a", "b", "c"],
  "ap-southeast-2": ["a", "b", "c"],
  "ca-central-1": ["a", "b", "d"],
  "eu-central-1": ["a", "b", "c"],
  "eu-north-1": ["a", "b", "c"],
  "eu-south-1": ["a", "b", "c"],
  "eu-west-1": ["a", "b", "c"],
  "eu-west-2": ["a", "b", "c"],
  "eu-west-3": ["a", "b", "c"],
  "sa-east-1": ["a", "b", "c"],
  "us-east-1": ["a", "b", "c", "d", "e", "f"],
  "us-east-2": ["a", "b", "c"],
  "us-west-1": ["a", "b", "c"],
  "us-west-2": ["a", "b", "c", "d"],
};

/** The zone letters that a region has; a to f for a region that the table does not know. */
export function zonesOf(region: string): readonly string[] {
  return REGION_ZONES[region] ?? ["a", "b", "c", "d", "e", "f"];
}

import type { AthenaQuery } from "../saved-query";
import { errorsByWorkload } from "./errors-by-workload";

/** All saved queries of Athena. */
export const ATHENA_QUERIES: readonly AthenaQuery[] = [errorsByWorkload];

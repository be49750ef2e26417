import type { InsightsQuery } from "../saved-query";
import { controlPlaneWrites } from "./control-plane-writes";

/** All saved queries of Logs Insights. */
export const INSIGHTS_QUERIES: readonly InsightsQuery[] = [controlPlaneWrites];

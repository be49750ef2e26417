/** Parts of the control plane that can write logs. */
export const CONTROL_PLANE_LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** A part of the control plane that can write logs. */
export type ControlPlaneLogType = (typeof CONTROL_PLANE_LOG_TYPES)[number];

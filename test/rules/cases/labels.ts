/** Labels that an alert of the platform team has in cluster `c`, besides those of what is wrong. */
export const page = { severity: "page", owner: "platform", cluster: "c" };
export const ticket = { severity: "ticket", owner: "platform", cluster: "c" };

export * from "./encryption-key-ref";
export * from "./encryption-key";
export * from "./pod-role";
export * from "./policy-document";
export * from "./role-ref";
export * from "./service-role";

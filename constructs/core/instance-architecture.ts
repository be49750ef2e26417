/** Graviton families carry a `g` behind the generation: m7g, c7gn, t4g, r8gd; all others are x86-64. */
export function architectureOf(instanceType: string): "arm64" | "x86_64" {
  return /^[a-z]+\d+g[a-z]*\./.test(instanceType) ? "arm64" : "x86_64";
}

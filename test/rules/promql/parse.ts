import { createRequire } from "node:module";
import type { SyntaxNode, Tree } from "@lezer/common";

/** Prometheus's own grammar. The package calls itself an ES module and ships CommonJS for `require`, which types don't follow. */
const { parser } = createRequire(__filename)("@prometheus-io/lezer-promql") as { parser: { parse(text: string): Tree } };

/** A node of an expression with the text that it stands for. */
export interface Promql {
  readonly type: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly Promql[];
}

/** The syntax tree of an expression. @throws Error when the grammar does not accept it */
export function parsePromql(expr: string): Promql {
  const tree = parser.parse(expr);
  tree.iterate({
    enter({ type, from }) {
      if (type.isError) {
        throw new Error(`PromQL is broken at "${expr.slice(Math.max(0, from - 20), from + 20)}".`);
      }
    },
  });
  const root = toPromql(tree.topNode, expr);
  const only = root.children[0];
  if (root.children.length !== 1 || only === undefined) {
    throw new Error(`"${expr}" is not one expression.`);
  }
  return only;
}

/** Every node beneath and including this one. */
export function walk(node: Promql): Promql[] {
  return [node, ...node.children.flatMap(walk)];
}

function toPromql(node: SyntaxNode, expr: string): Promql {
  const children: Promql[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    children.push(toPromql(child, expr));
  }
  return { type: node.name, text: expr.slice(node.from, node.to), from: node.from, to: node.to, children };
}

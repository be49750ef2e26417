import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What `k8s_attributes` finds about whoever sends from this machine. */
export const SENDER = { namespace: "shop", pod: "checkout-7d9f8b6c5-x2x7k", deployment: "checkout", node: "ip-10-0-1-2" };

const POD = {
  metadata: {
    name: SENDER.pod,
    namespace: SENDER.namespace,
    uid: "pod-1",
    labels: { "pod-template-hash": "7d9f8b6c5" },
    ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "checkout-7d9f8b6c5", uid: "rs-1", controller: true }],
  },
  spec: { nodeName: SENDER.node, containers: [{ name: "checkout", image: "checkout:1" }] },
  status: { podIP: "127.0.0.1", phase: "Running", startTime: "2026-01-01T00:00:00Z" },
};
const REPLICA_SET = {
  metadata: {
    name: "checkout-7d9f8b6c5",
    namespace: SENDER.namespace,
    uid: "rs-1",
    ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: SENDER.deployment, uid: "d-1", controller: true }],
  },
};
const NAMESPACE = { metadata: { name: SENDER.namespace, uid: "ns-1" } };

/** Lists and watches that never tell anything new: a stand-in for the API of a cluster in which one pod runs, with this machine's address. */
export class KubernetesApi {
  private constructor(
    private readonly server: Server,
    /** `http://127.0.0.1:<port>`. */
    public readonly url: string,
  ) {}

  /** Listens on a free port. */
  public static async start(): Promise<KubernetesApi> {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? "", "http://127.0.0.1");
      const [kind, apiVersion, items] = url.pathname.endsWith("/replicasets")
        ? ["ReplicaSetList", "apps/v1", [REPLICA_SET]]
        : url.pathname.endsWith("/namespaces")
          ? ["NamespaceList", "v1", [NAMESPACE]]
          : ["PodList", "v1", [POD]];
      if (url.searchParams.has("sendInitialEvents")) {
        // The newer way to list; a server that can't is asked the older one.
        response.writeHead(422, { "Content-Type": "application/json" });
        response.end(JSON.stringify({ kind: "Status", apiVersion: "v1", status: "Failure", reason: "Invalid", code: 422 }));
        return;
      }
      response.writeHead(200, { "Content-Type": "application/json" });
      if (url.searchParams.has("watch")) {
        response.flushHeaders();
        return;
      }
      response.end(JSON.stringify({ kind, apiVersion, metadata: { resourceVersion: "1" }, items }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new KubernetesApi(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** What a client needs to find it. */
  public kubeconfig(): object {
    return {
      apiVersion: "v1",
      kind: "Config",
      "current-context": "test",
      clusters: [{ name: "test", cluster: { server: this.url } }],
      users: [{ name: "test", user: {} }],
      contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
    };
  }

  /** Ends at once, whoever still watches. */
  public stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }
}

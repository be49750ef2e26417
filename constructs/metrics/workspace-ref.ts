/** A workspace of Amazon Managed Service for Prometheus that exists somewhere. Every value may be a token. */
export interface IPrometheusWorkspaceRef {
  /** Id of the workspace, `ws-` and a UUID. */
  readonly workspaceId: string;
  /** ARN of the workspace. */
  readonly workspaceArn: string;
  /** Address of the workspace, ending with a slash: what a Grafana data source takes. */
  readonly endpointUrl: string;
  /** Where samples are written: the endpoint with `api/v1/remote_write`; requests are signed for the service `aps`. */
  readonly remoteWriteUrl: string;
  /** Where PromQL is asked: the endpoint with `api/v1/query`; requests are signed for the service `aps`. */
  readonly queryUrl: string;
}

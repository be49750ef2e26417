/** A column of a result. */
export interface TrinoColumn {
  readonly name: string;
  /** Type as Trino writes it, such as `timestamp(3) with time zone`. */
  readonly type: string;
}

/** What a query gave and what it read. */
export interface TrinoResult {
  readonly columns: readonly TrinoColumn[];
  /** The rows as Trino's JSON has them: numbers, texts, null. */
  readonly rows: readonly (readonly unknown[])[];
  /** Names of the partitions that were planned, such as `dt=2026/11/21/09`; undefined when all of the table were. */
  readonly partitions: readonly string[] | undefined;
  readonly seconds: number;
}

/** Speaks the client protocol of a Trino server. */
export class TrinoClient {
  /** @param address such as `http://127.0.0.1:8080` */
  public constructor(private readonly address: string) {}

  /** Whether it takes queries. */
  public async isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.address}/v1/info`);
      return response.ok && !((await response.json()) as { starting: boolean }).starting;
    } catch {
      return false;
    }
  }

  /**
   * Runs one statement.
   *
   * @throws Error with Trino's name of the error and its message
   */
  public async query(sql: string): Promise<TrinoResult> {
    const started = performance.now();
    const rows: unknown[][] = [];
    let columns: readonly TrinoColumn[] = [];
    let page = await this.request<Page>("/v1/statement", sql);
    for (;;) {
      columns = page.columns ?? columns;
      rows.push(...(page.data ?? []));
      if (page.error !== undefined) {
        throw new Error(`${page.error.errorName}: ${page.error.message}`);
      }
      if (page.nextUri === undefined) {
        break;
      }
      page = await this.request<Page>(new URL(page.nextUri).pathname);
    }
    const seconds = (performance.now() - started) / 1000;
    return { columns, rows, partitions: await this.partitionsOf(page.id), seconds };
  }

  /** Runs a statement with `?` in it; the arguments are SQL literals, as Athena takes its execution parameters. */
  public execute(sql: string, literals: readonly string[]): Promise<TrinoResult> {
    return literals.length === 0
      ? this.query(sql)
      : this.query(`EXECUTE IMMEDIATE '${sql.replaceAll("'", "''")}' USING ${literals.join(", ")}`);
  }

  private async partitionsOf(id: string): Promise<readonly string[] | undefined> {
    const info = await this.request<QueryInfo>(`/v1/query/${id}`);
    const lists = (info.inputs ?? []).map(({ connectorInfo }) => connectorInfo);
    if (lists.some((list) => list?.partitionIds === undefined || list.truncated)) {
      return undefined;
    }
    return [...new Set(lists.flatMap((list) => list!.partitionIds!).map(decodeURIComponent))];
  }

  private async request<T>(path: string, body?: string): Promise<T> {
    const response = await fetch(`${this.address}${path}`, {
      method: body === undefined ? "GET" : "POST",
      body,
      // As in Athena, a session has a catalogue, and its times are in UTC.
      headers: {
        "X-Trino-User": "test",
        "X-Trino-Catalog": "hive",
        "X-Trino-Time-Zone": "UTC",
        // Types come with their precision.
        "X-Trino-Client-Capabilities": "PARAMETRIC_DATETIME",
      },
    });
    if (!response.ok) {
      throw new Error(`Trino answered ${response.status} to ${path}: ${(await response.text()).slice(0, 500)}`);
    }
    return (await response.json()) as T;
  }
}

interface Page {
  readonly id: string;
  readonly nextUri?: string;
  readonly columns?: readonly TrinoColumn[];
  readonly data?: readonly unknown[][];
  readonly error?: { readonly errorName: string; readonly message: string };
}

interface QueryInfo {
  readonly inputs?: readonly {
    readonly connectorInfo?: { readonly partitionIds?: readonly string[]; readonly truncated?: boolean };
  }[];
}

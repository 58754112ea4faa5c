import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';

/** The provisioned data source: PostgreSQL as the role synco_panels, which reads the views of the schema `panels` only. */
export const source = { type: 'grafana-postgresql-datasource', uid: 'synco' };

/** The SDK has no builder for PostgreSQL's queries; this is what its data source reads. */
export class SqlQuery implements Builder<Dataquery> {
  constructor(
    private readonly rawSql: string,
    private readonly format: 'time_series' | 'table',
  ) {}

  build(): Dataquery {
    const query = {
      refId: 'A',
      rawSql: this.rawSql,
      format: this.format,
      rawQuery: true,
      editorMode: 'code',
      datasource: source,
    };
    return { ...query, _implementsDataqueryVariant: () => undefined };
  }
}

import {
  ConstantVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** A dashboard of Synco: read-only, with the way to its sisters and back to the opsroom. */
export function dashboard(
  uid: string,
  title: string,
  { from, refresh }: { from: string; refresh: string },
): DashboardBuilder {
  return new DashboardBuilder(title)
    .uid(uid)
    .tags(['synco'])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .timezone('utc')
    .weekStart('monday')
    .time({ from, to: 'now' })
    .refresh(refresh)
    .withVariable(new ConstantVariableBuilder('opsroom').value('http://127.0.0.1:8400'))
    .link(
      new DashboardLinkBuilder('Synco')
        .type(DashboardLinkType.Dashboards)
        .tags(['synco'])
        .asDropdown(true)
        .keepTime(true),
    )
    .link(new DashboardLinkBuilder('Opsroom').type(DashboardLinkType.Link).url('${opsroom}').targetBlank(true));
}

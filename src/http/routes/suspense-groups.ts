import { suspenseGroupsEndpoints } from '#contract/suspense-groups.ts'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES, SUSPENSE_CAUSES } from '#domain/usage/suspense-cause.ts'
import { seeUnattributed } from '#operations/usage/see-unattributed.ts'
import { readFixableGroups, type FixableGroup } from '#operations/usage/suspense-groups.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { route, type Route } from '../route.ts'

export const suspenseGroupsRoutes: readonly Route[] = [
  route(suspenseGroupsEndpoints.listSuspenseGroups, ({ read, actor, query: { cause, ...query } }) =>
    read(async (db) => {
      await seeUnattributed(db, actor)
      const causes = cause?.map((name) => SUSPENSE_CAUSE_CODES[name])
      const timeZone = await readTimeZone(db, actor.resellerId ?? 0)
      const { items, nextCursor } = await readFixableGroups(db, { ...query, causes, timeZone })
      return { items: items.map(viewGroup), nextCursor }
    }),
  ),
]

function viewGroup({ key, causeName, example, serviceType, ...group }: FixableGroup) {
  return {
    group: key,
    cause: causeName,
    title: group.title,
    ...SUSPENSE_CAUSES[causeName],
    calls: group.calls,
    answeredSeconds: group.answeredSeconds,
    firstCallAt: group.firstCallAt,
    lastCallAt: group.lastCallAt,
    oldestAt: group.oldestAt,
    number: group.number,
    account: group.account,
    prefix: group.prefix,
    serviceType: serviceType === null ? null : (CALL_SERVICE_TYPES[serviceType - 1] ?? null),
    source: group.source,
    example: {
      id: { sourceId: example.sourceId, callKey: example.callKey },
      row: example.rawLine,
      origin: example.aNumber,
      destination: example.bNumber,
      startedAt: example.startedAt,
      durationSeconds: example.durationSeconds,
    },
    fixes: group.fixes,
  }
}

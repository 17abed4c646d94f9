import { operatorsEndpoints } from '#contract/operators.ts'
import { inviteOperator, removeOperator } from '#operations/users/operators.ts'
import { listOperators, type OperatorRow } from '#storage/queries/members.ts'
import { route, type Route } from '../route.ts'

export const operatorsRoutes: readonly Route[] = [
  route(operatorsEndpoints.listOperators, async ({ readAcross }) => ({
    items: (await readAcross((db) => listOperators(db, { lock: false }))).map(shown),
  })),
  route(operatorsEndpoints.inviteOperator, ({ performAcross, body, services }) =>
    performAcross(inviteOperator, { ...body, site: services.config.publicUrl }, shown),
  ),
  route(operatorsEndpoints.removeOperator, ({ performAcross, params }) =>
    performAcross(removeOperator, params, () => ({})),
  ),
]

function shown({ userId, ...operator }: OperatorRow) {
  return { id: userId, ...operator }
}

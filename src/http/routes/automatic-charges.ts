import { automaticChargesEndpoints } from '#contract/automatic-charges.ts'
import { chargeAccount } from '#operations/payments/automatic/charge-automatically.ts'
import { readCharging } from '#operations/payments/automatic/read-charging.ts'
import { switchOnAutomaticCharges } from '#operations/payments/automatic/resume.ts'
import { hurryAutomaticCharges } from '#operations/payments/automatic/try-now.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { listAutomaticCharges, readTries } from '#storage/queries/automatic-charges.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { automaticChargeView, chargingView } from '../views/automatic-charges.ts'

export const automaticChargesRoutes: readonly Route[] = [
  route(automaticChargesEndpoints.readAutomaticCharging, async ({ params, read, now }) =>
    chargingView(await read((db) => readCharging(db, params.accountId, now))),
  ),
  route(automaticChargesEndpoints.listAutomaticCharges, ({ params: { accountId }, query, read }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, accountId))
      const page = await listAutomaticCharges(db, accountId, query)
      const tries = await readTries(
        db,
        accountId,
        page.items.map(({ id }) => id),
      )
      return { ...page, items: page.items.map((charge) => automaticChargeView(charge, tries)) }
    }),
  ),
  route(automaticChargesEndpoints.tryAutomaticCharge, async ({ params, actor, read, perform, services, now }) => {
    await perform(hurryAutomaticCharges, params, async (_, db) =>
      chargingView(await readCharging(db, params.accountId, now)),
    )
    if (actor.resellerId !== undefined)
      await chargeAccount(services, { resellerId: actor.resellerId, accountId: params.accountId })
    return chargingView(await read((db) => readCharging(db, params.accountId, now)))
  }),
  route(automaticChargesEndpoints.switchOnAutomaticCharges, ({ params, perform, now }) =>
    perform(switchOnAutomaticCharges, params, async (_, db) =>
      chargingView(await readCharging(db, params.accountId, now)),
    ),
  ),
]

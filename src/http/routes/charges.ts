import { chargesEndpoints as endpoints } from '#contract/charges.ts'
import type { Actor } from '#domain/access/actor.ts'
import { withLastDay } from '#domain/billing/document-words.ts'
import { adjustAccount } from '#operations/billing/adjust-account.ts'
import { addRecurringItem, stopRecurringItem } from '#operations/billing/recurring-items.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import {
  listCharges,
  listRecurringItems,
  readCharge,
  readRecurringItem,
  type ListedCharge,
  type ListedRecurringItem,
} from '#storage/queries/charges.ts'
import { chargesCsv } from '../money-csv.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const chargesRoutes: readonly Route[] = [
  route(endpoints.listCharges, ({ read, params, query, actor }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      const found = await listCharges(db, { ...params, ...query, onlyUnbilled: query.unbilled === 'only' })
      return viewPage(found, actor)
    }),
  ),
  route(endpoints.exportCharges, async ({ read, params, query, actor, send }) => {
    const { accountNumber } = notFound('account', await read((db) => readAccount(db, params.accountId)))
    const asked = { ...params, ...query, onlyUnbilled: query.unbilled === 'only' }
    const pages = chargesCsv(
      (place) => read((db) => listCharges(db, { ...asked, ...place })),
      actor.accountId === undefined,
    )
    return send('text/csv; charset=utf-8', pages, `${accountNumber}-charges.csv`)
  }),
  route(endpoints.listAdjustments, ({ read, params, query, actor }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      return viewPage(await listCharges(db, { ...params, ...query, serviceType: 'Manual' }), actor)
    }),
  ),
  route(endpoints.adjustAccount, ({ perform, params, body, actor }) => {
    const { amount: amountMicros, ...more } = body
    return perform(adjustAccount, { ...params, ...more, amountMicros }, async ({ id, accountId }, db) =>
      viewCharge(notFound('charge', await readCharge(db, accountId, id)), actor),
    )
  }),
  route(endpoints.listRecurringItems, ({ read, params, query }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      const { items, nextCursor } = await listRecurringItems(db, { ...params, ...query })
      return { items: items.map(viewItem), nextCursor }
    }),
  ),
  route(endpoints.addRecurringItem, ({ perform, params, body }) => {
    const { unitPrice: unitMicros, ...more } = body
    return perform(addRecurringItem, { ...params, ...more, unitMicros }, async (id, db) =>
      viewItem(notFound('recurring item', await readRecurringItem(db, params.accountId, id))),
    )
  }),
  route(endpoints.endRecurringItem, ({ perform, params, body }) =>
    perform(stopRecurringItem, { ...params, ...body }, async (id, db) =>
      viewItem(notFound('recurring item', await readRecurringItem(db, params.accountId, id))),
    ),
  ),
]

function viewPage({ items, sums, ...page }: Awaited<ReturnType<typeof listCharges>>, actor: Actor) {
  return {
    ...page,
    items: items.map((charge) => viewCharge(charge, actor)),
    sums: sums && { amount: sums.amountMicros, gst: sums.gstMicros, currency: 'AUD' as const },
  }
}

/** Why something was charged by hand is between the staff. */
function viewCharge(charge: ListedCharge, { accountId: ownAccount }: Actor) {
  const {
    id,
    accountId,
    description,
    quantity,
    periodFrom: from,
    periodTo,
    chargedAt,
    statementId,
    statementNumber,
  } = charge
  const period = from === null || periodTo === null ? { from, to: null } : withLastDay({ from, to: periodTo })
  return {
    id,
    accountId,
    serviceType: charge.serviceType as 'Manual',
    description,
    quantity,
    currency: 'AUD' as const,
    unitPrice: charge.unitMicros,
    amount: charge.amountMicros,
    gst: charge.gstMicros,
    ...period,
    chargedAt,
    reason: ownAccount === undefined && charge.reason !== '' ? charge.reason : null,
    statementId,
    statementNumber,
  }
}

function viewItem({ id, accountId, description, quantity, unitMicros, fromDate, toDate }: ListedRecurringItem) {
  return {
    id,
    accountId,
    description,
    quantity,
    currency: 'AUD' as const,
    unitPrice: unitMicros,
    from: fromDate,
    until: toDate === null ? null : withLastDay({ from: fromDate, to: toDate }).to,
  }
}

import { paymentsEndpoints as endpoints } from '#contract/payments.ts'
import type { Actor } from '#domain/access/actor.ts'
import { documentNo, documentNumber } from '#domain/billing/document-number.ts'
import { payableAccountOf } from '#operations/payments/find-payable-account.ts'
import { recordPayment } from '#operations/payments/record-payment.ts'
import { reversePayment } from '#operations/payments/reverse-payment.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { listPayments, readPayment, type PaymentRow } from '#storage/queries/payments.ts'
import { paymentsCsv } from '../money-csv.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const paymentsRoutes: readonly Route[] = [
  route(endpoints.listPayments, ({ read, query, actor }) =>
    read(async (db) => {
      const found = await listPayments(db, { ...query, receiptNo: receiptNoOf(query.search) })
      return viewPage(found, actor)
    }),
  ),
  route(endpoints.exportPayments, ({ read, query, actor, send }) => {
    const asked = { ...query, receiptNo: receiptNoOf(query.search) }
    const pages = paymentsCsv((place) => read((db) => listPayments(db, { ...asked, ...place })), isStaff(actor))
    return send('text/csv; charset=utf-8', pages, 'payments.csv')
  }),
  route(endpoints.findPayableAccount, ({ read, query }) =>
    read(async (db) => {
      const { id, balanceMicros, ...account } = await payableAccountOf(db, query.reference)
      return { ...account, accountId: id, currency: 'AUD' as const, balance: balanceMicros }
    }),
  ),
  route(endpoints.recordPaymentByReference, async ({ read, perform, body, actor }) => {
    const { amount: amountMicros, accountNumber, ...more } = body
    const { id: accountId } = await read((db) => payableAccountOf(db, accountNumber))
    return perform(recordPayment, { ...more, accountId, amountMicros }, async (paymentId, db) =>
      view(notFound('payment', await readPayment(db, accountId, paymentId)), actor),
    )
  }),
  route(endpoints.listAccountPayments, ({ read, params, query, actor }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      const found = await listPayments(db, { ...query, ...params, receiptNo: receiptNoOf(query.search) })
      return viewPage(found, actor)
    }),
  ),
  route(endpoints.exportAccountPayments, async ({ read, params, query, actor, send }) => {
    const { accountNumber } = notFound('account', await read((db) => readAccount(db, params.accountId)))
    const asked = { ...query, ...params, receiptNo: receiptNoOf(query.search) }
    const pages = paymentsCsv((place) => read((db) => listPayments(db, { ...asked, ...place })), isStaff(actor))
    return send('text/csv; charset=utf-8', pages, `${accountNumber}-payments.csv`)
  }),
  route(endpoints.recordPayment, ({ perform, params, body, actor }) => {
    const { amount: amountMicros, ...more } = body
    return perform(recordPayment, { ...params, ...more, amountMicros }, async (paymentId, db) =>
      view(notFound('payment', await readPayment(db, params.accountId, paymentId)), actor),
    )
  }),
  route(endpoints.readPayment, ({ read, params, actor }) =>
    read(async (db) => view(notFound('payment', await readPayment(db, params.accountId, params.paymentId)), actor)),
  ),
  route(endpoints.reversePayment, ({ perform, params, body, actor }) =>
    perform(reversePayment, { ...params, ...body }, async (reversalId, db) =>
      view(notFound('payment', await readPayment(db, params.accountId, reversalId)), actor),
    ),
  ),
]

function receiptNoOf(search: string | undefined): number | undefined {
  return search === undefined ? undefined : documentNo('receipt', search)
}

function viewPage({ items, sums, ...page }: Awaited<ReturnType<typeof listPayments>>, actor: Actor) {
  return {
    ...page,
    items: items.map((payment) => view(payment, actor)),
    sums: sums && { amount: sums.amountMicros, currency: 'AUD' as const },
  }
}

function isStaff({ accountId }: Actor): boolean {
  return accountId === undefined
}

/** Who recorded a payment, and what they noted, is between the staff. */
function view(payment: PaymentRow, actor: Actor) {
  const { amountMicros, note, recordedBy, receiptNo, reversesId, reversedById, ...rest } = payment
  const { returnsId, returnedMicros, chargeId, ...more } = rest
  return {
    ...more,
    currency: 'AUD' as const,
    amount: amountMicros,
    note: isStaff(actor) ? note : null,
    recordedBy: isStaff(actor) ? recordedBy : null,
    receipt: receiptNo === null ? null : documentNumber('receipt', receiptNo),
    reverses: reversesId,
    reversedBy: reversedById,
    returns: returnsId,
    returned: returnedMicros,
    chargeId,
  }
}

import { micros } from '#domain/money.ts'
import { createRateSheetReader } from '#domain/plans/rate-sheet.ts'
import { guessHeader } from '#domain/plans/sheet/sheet-columns.ts'
import { writeNote } from '#operations/accounts/account-notes.ts'
import { adjustStatement } from '#operations/billing/adjust-statement.ts'
import { reversePayment } from '#operations/payments/reverse-payment.ts'
import { createDeckDraft } from '#operations/plans/rate-deck-drafts.ts'
import type { ReadSheet } from '#operations/plans/read-rate-sheet.ts'
import { createSource } from '#operations/usage/create-source.ts'
import { listRetailDecks } from '#storage/queries/deck-versions.ts'
import { listPayments } from '#storage/queries/payments.ts'
import { listStatements } from '#storage/queries/statements.ts'
import type { DemoOffice } from './arm-controls.ts'
import { DEMO_DESTINATIONS } from './demo-plans.ts'

const NOTES = [
  'Asked for invoices by post as well; told them that we send e-mail only.',
  'Moves its reception in the new year: ring before porting anything.',
  'Pays on the 20th, whatever the invoice says. Agreed with accounts.',
]

/**
 * What else lies on a desk: a carrier whose files of calls are dropped here, two payments the bank sent back, an adjustment
 * note, what was noted about customers, and a rate sheet somebody is to look at.
 */
export async function deskDemo({ now, run, read }: Pick<DemoOffice, 'now' | 'run' | 'read'>): Promise<void> {
  await run(createSource, { name: 'Carrier', profile: 'tollgate', shared: false })
  const { items: payments } = await read((db) => listPayments(db, { state: ['standing'], limit: 40 }))
  const bounced = payments.filter((_, index) => index % 20 === 7)
  for (const { accountId, id: paymentId } of bounced) {
    await run(reversePayment, { accountId, paymentId, reason: 'Dishonoured: refer to drawer' })
  }
  const { items: statements } = await read((db) =>
    listStatements(db, { now, kind: ['invoice'], sort: 'total', order: 'desc', limit: NOTES.length }),
  )
  const [dearest] = statements
  if (dearest !== undefined) {
    const reason = 'Calls to voicemail were charged while their exchange was down'
    const lines = [{ description: 'Calls given back', amountMicros: micros(-25_000_000n) }]
    await run(adjustStatement, { statementId: dearest.id, reason, lines })
  }
  for (const [index, { accountId }] of statements.entries()) {
    await run(writeNote, { accountId, body: NOTES[index] ?? '', isPinned: index === 1 })
  }
  const deck = (await read(listRetailDecks)).find(({ name }) => name.startsWith('Retail'))
  if (deck === undefined) return
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1))
  const sheet = newPrices(next)
  await run(createDeckDraft, { deck: { id: deck.id }, sheet, fileName: sheet.fileName, effectiveFrom: next })
}

/** Prices by prefix from next month on, in dollars a minute: mobiles in the United Kingdom below what they cost. */
const NEW_PRICES: Readonly<Record<string, string>> = {
  '1': '0.044',
  '20': '0.29',
  '33': '0.055',
  '353': '0.08',
  '44': '0.041',
  '447': '0.048',
  '49': '0.061',
}
const GIVEN_UP = '30'

/** The deck as it might be from next month on, with one destination fewer and one more. */
function newPrices(effectiveFrom: Date): ReadSheet {
  const rows = DEMO_DESTINATIONS.filter(([, prefix]) => prefix !== GIVEN_UP).map(([name, prefix, price]) => [
    name,
    prefix,
    NEW_PRICES[prefix] ?? price,
  ])
  const table = [['destination', 'prefix', 'per_minute'], ...rows, ['Iceland', '354', '0.11']]
  const { header } = guessHeader(table, { choices: {} })
  if (header === undefined) throw new Error('the sheet of the demonstration has no header')
  const reader = createRateSheetReader(header, { timeZone: 'Australia/Sydney', effectiveMs: effectiveFrom.getTime() })
  for (const [index, cells] of table.entries()) if (index > 0) reader.addRow(index + 1, cells)
  return { ...reader.finish(), header, fileName: 'retail-abroad-next-month.csv' }
}

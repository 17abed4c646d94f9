import { createHash } from 'node:crypto'
import { canonicalJson } from '#domain/billing/canonical-json.ts'
import { composeStatement, owedOf, type ComposedStatement } from '#domain/billing/compose-statement.ts'
import { documentNumber } from '#domain/billing/document-number.ts'
import type { MonthlyCharge } from '#domain/billing/monthly-charges.ts'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import type { Brand } from '#domain/branding/brand.ts'
import {
  chargePostings,
  roundingPostings,
  writeOffPostings,
  type Correction,
  type PostingPlace,
} from '#domain/ledger/office-postings.ts'
import type { Posting } from '#domain/ledger/posting.ts'
import { formatDollars, gstOf, micros, type Micros } from '#domain/money.ts'
import type { WriteContext } from '#operations/operation.ts'
import { planBillCharges } from '#operations/payments/automatic/plan-bill-charges.ts'
import { readCycleSpend } from '#storage/queries/billing/unbilled.ts'
import { insertCharges, type ChargeToInsert } from '#storage/tables/charges.ts'
import { lockBalances, writePostings } from '#storage/tables/postings.ts'
import {
  carryNotes,
  insertLateUsage,
  insertStatements,
  placeOnStatements,
  takeDocumentNumbers,
  takeStatementIds,
  type NewStatement,
} from '#storage/tables/statements.ts'
import { nextBatchId } from '#storage/tables/usage-batch.ts'
import { basisOf, periodFrom, sortUsage, type MadeCharge, type SortedUsage } from './bill-basis.ts'
import { advanceCharges, minimumCharge, minimumOf } from './due-charges.ts'
import { loadAccountBills, openingOf, type AccountBill } from './load-account-bills.ts'
import type { PlanBook } from './plan-book.ts'
import { dayAt, type StatementJob } from './statement-job.ts'

export interface Issuing {
  /** Usage batches up to this one come on the statements. */
  readonly watermark: number
  readonly billRunId: number | null
  readonly brand: Brand
  readonly book: PlanBook
}

/** A statement that was issued, as reports and events tell of it. */
export interface IssuedStatement {
  readonly id: bigint
  readonly accountId: number
  readonly number: string
  readonly periodFrom: string
  /** The day after the last. */
  readonly periodTo: string
  readonly openingMicros: Micros
  readonly paymentsMicros: Micros
  readonly subtotalMicros: Micros
  readonly gstMicros: Micros
  readonly totalMicros: Micros
  readonly closingMicros: Micros
}

/** A bill on its way: what was charged for it, and what it says. */
interface DraftStatement {
  readonly bill: AccountBill
  readonly id: bigint
  readonly issuedOn: string
  readonly made: readonly MadeCharge[]
  readonly usage: SortedUsage
  readonly composed: ComposedStatement
}

/**
 * Issues the statements of accounts that are locked, one each: charges what the cycle that ends still owes and the month
 * that begins, composes, brings the ledger to the documents, and freezes them. Everything is loaded, decided and written
 * for all accounts at once. Numbers of documents are taken last.
 */
export async function issueStatements(
  context: Pick<WriteContext, 'db' | 'resellerId' | 'now' | 'emit'>,
  jobs: readonly StatementJob[],
  issuing: Issuing,
): Promise<readonly IssuedStatement[]> {
  if (jobs.length === 0) return []
  const { db, resellerId, now, emit } = context
  await lockBalances(
    db,
    jobs.map(({ account }) => account.id),
  )
  const batchId = await nextBatchId(db)
  const bills = await loadAccountBills(db, jobs, issuing.watermark)
  const ids = await takeStatementIds(db, jobs.length)
  const made = await makeCharges(context, bills, { ...issuing, ids, batchId })
  const drafts = bills.map((bill, index): DraftStatement => {
    const issuedOn = dayAt(now.getTime(), bill.job.account.timeZone)
    const usage = sortUsage(bill, issuedOn)
    const own = made.get(bill.job.account.id) ?? []
    const composed = composeStatement(basisOf(bill, own, usage, { ...issuing, issuedOn }))
    return { bill, id: ids[index] ?? 0n, issuedOn, made: own, usage, composed }
  })
  await writePostings(
    db,
    resellerId,
    drafts.flatMap((draft) => postingsOf(draft, issuing.brand, now, batchId)),
  )
  const placed = (rowsOf: (bill: AccountBill) => readonly { readonly id: bigint }[]) =>
    drafts.flatMap(({ bill, id: statementId }) =>
      rowsOf(bill).map(({ id }) => ({ accountId: bill.job.account.id, id, statementId })),
    )
  await placeOnStatements(
    db,
    'charges',
    placed(({ charges }) => charges),
  )
  await placeOnStatements(
    db,
    'payments',
    placed(({ payments }) => payments),
  )
  await carryNotes(
    db,
    placed(({ notes }) => notes),
  )
  await insertLateUsage(
    db,
    resellerId,
    drafts.flatMap(({ bill, id, usage }) =>
      usage.tooLate.map((row) => ({
        ...row,
        calls: Number(row.calls),
        accountId: bill.job.account.id,
        statementId: id,
      })),
    ),
  )
  const firstNo = await takeDocumentNumbers(db, resellerId, 'statement', drafts.length)
  const statements = drafts.map((draft, index) => freeze(draft, firstNo + index, { ...issuing, now, batchId }))
  await insertStatements(db, resellerId, statements)
  for (const statement of statements) emit(issuedEvent(statement))
  await planBillCharges(context, statements)
  return statements
}

/** Charges the shortfall of the cycle that ends and the month that begins. What was charged before is not again. */
async function makeCharges(
  { db, resellerId }: Pick<WriteContext, 'db' | 'resellerId'>,
  bills: readonly AccountBill[],
  { watermark, brand, book, ids, batchId }: Issuing & { readonly ids: readonly bigint[]; readonly batchId: number },
): Promise<ReadonlyMap<number, readonly MadeCharge[]>> {
  const minimums = bills.map((bill) => minimumOf(bill, book))
  const spent = await readCycleSpend(
    db,
    bills.filter((_, index) => minimums[index] !== undefined).map(({ span }) => span),
    watermark,
  )
  const due = bills.flatMap((bill, index) => {
    const { account, to } = bill.job
    const minimum = minimums[index]
    const shortfall =
      minimum === undefined ? undefined : minimumCharge(bill, minimum, spent.get(account.id) ?? micros(0n))
    // The shortfall belongs to the cycle that ends, so to its last moment.
    const ending = shortfall === undefined ? [] : [{ charge: shortfall, chargedAt: new Date(to.getTime() - 1) }]
    const beginning = advanceCharges(bill, book).map((charge) => ({ charge, chargedAt: to }))
    return [...ending, ...beginning].map((one) => ({ ...one, account, statementId: ids[index] }))
  })
  const taxCode = brand.gstRegistered ? 1 : 0
  const gstFor = ({ amountMicros }: MonthlyCharge): Micros => (brand.gstRegistered ? gstOf(amountMicros) : micros(0n))
  const written = await insertCharges(
    db,
    resellerId,
    due.map(({ charge, chargedAt, account, statementId }): ChargeToInsert => ({
      ...charge,
      accountId: account.id,
      gstMicros: gstFor(charge),
      taxCode,
      chargedAt,
      batchId,
      statementId,
    })),
  )
  const isWritten = new Set(written.map(({ accountId, source }) => `${accountId} ${source}`))
  const made = new Map<number, MadeCharge[]>()
  for (const { charge, chargedAt, account } of due) {
    if (!isWritten.has(`${account.id} ${charge.source}`)) continue
    const chargedOn = dayAt(chargedAt.getTime(), account.timeZone)
    const one = { charge, gstMicros: gstFor(charge), isTaxed: brand.gstRegistered, chargedOn }
    const own = made.get(account.id)
    if (own === undefined) made.set(account.id, [one])
    else own.push(one)
  }
  return made
}

function postingsOf(
  { bill, made, usage, composed }: DraftStatement,
  brand: Brand,
  now: Date,
  source: number,
): Posting[] {
  const place: PostingPlace = { accountId: bill.job.account.id, postedAtMs: now.getTime(), source }
  const charges = made.map(({ charge, gstMicros }) => ({ ...charge, gstMicros }))
  const late = tooLateOf(usage)
  const { amountMicros, gstMicros } = composed.rounding
  const nothing = micros(0n)
  return [
    ...chargePostings(place, charges),
    ...roundingPostings(place, { amountMicros, gstMicros: brand.gstRegistered ? gstMicros : nothing }),
    // One that is not registered owes no GST: what came with the calls is taken back.
    ...writeOffPostings(place, {
      amountMicros: late.amountMicros,
      gstMicros: micros(late.gstMicros - (brand.gstRegistered ? 0n : gstMicros)),
    }),
  ]
}

function tooLateOf({ tooLate }: SortedUsage): Correction {
  return {
    amountMicros: micros(tooLate.reduce((sum, { chargeMicros }) => sum + chargeMicros, 0n)),
    gstMicros: micros(tooLate.reduce((sum, { gstMicros }) => sum + gstMicros, 0n)),
  }
}

function freeze(
  { bill, id, issuedOn, usage, composed }: DraftStatement,
  numberNo: number,
  { watermark, billRunId, now, batchId }: Issuing & { readonly now: Date; readonly batchId: number },
): NewStatement {
  const { job } = bill
  const number = documentNumber('statement', numberNo)
  const document: StatementDocument = { ...composed.document, number }
  const text = canonicalJson(document)
  const late = tooLateOf(usage)
  return {
    id,
    accountId: job.account.id,
    kind: document.kind,
    number,
    numberNo,
    isFinal: job.isFinal,
    periodFrom: periodFrom(bill),
    periodTo: job.periodTo,
    cycleTo: job.to,
    usageWatermark: watermark,
    issuedAt: now,
    issuedOn,
    dueOn: composed.dueOn,
    openingMicros: openingOf(bill),
    paymentsMicros: composed.paymentsMicros,
    adjustmentsMicros: composed.adjustmentsMicros,
    ...composed.totals,
    closingMicros: composed.closingMicros,
    usageExactMicros: composed.usageExact.amountMicros,
    usageGstExactMicros: composed.usageExact.gstMicros,
    chargesExactMicros: composed.chargesExact.amountMicros,
    chargesGstExactMicros: composed.chargesExact.gstMicros,
    writtenOffMicros: late.amountMicros,
    writtenOffGstMicros: late.gstMicros,
    batchId,
    billRunId,
    refersTo: null,
    document: text,
    hash: createHash('sha256').update(text).digest(),
  }
}

function issuedEvent(statement: NewStatement): Parameters<WriteContext['emit']>[0] {
  const {
    id,
    accountId,
    kind,
    number,
    periodFrom: from,
    issuedOn,
    dueOn,
    isFinal,
    totalMicros,
    closingMicros,
  } = statement
  return {
    type: 'statement.issued',
    accountId,
    payload: {
      statementId: String(id),
      kind,
      number,
      periodFrom: from,
      issuedOn,
      dueOn,
      isFinal,
      total: formatDollars(totalMicros, 2),
      amountOwed: formatDollars(owedOf(closingMicros), 2),
      currency: 'AUD',
    },
  }
}

import { createHash } from 'node:crypto'
import { canonicalJson } from '#domain/billing/canonical-json.ts'
import { composeAdjustmentNote, type NoteLine } from '#domain/billing/compose-adjustment-note.ts'
import { documentNumber } from '#domain/billing/document-number.ts'
import { addressLines } from '#domain/billing/document-words.ts'
import { refuseManualAmount } from '#domain/billing/manual-limits.ts'
import { chargePostings, roundingPostings } from '#domain/ledger/office-postings.ts'
import { absolute, formatDollars, gstOf, micros } from '#domain/money.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { operation } from '#operations/operation.ts'
import { lockBilledAccounts } from '#storage/queries/billing/billed-accounts.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readStatement, sumNotes } from '#storage/queries/statements.ts'
import { insertCharges } from '#storage/tables/charges.ts'
import { lockBalances, writePostings } from '#storage/tables/postings.ts'
import { insertStatements, takeDocumentNumbers, takeStatementIds } from '#storage/tables/statements.ts'
import { nextBatchId } from '#storage/tables/usage-batch.ts'

export interface StatementAdjustment {
  readonly statementId: bigint
  /** Stands on the note. */
  readonly reason: string
  /** Left out: the whole document is taken back. */
  readonly lines?: readonly NoteLine[] | undefined
}

/**
 * Issues an adjustment note on a statement or invoice: the ledger moves now, the next statement carries it.
 *
 * @returns the note's id.
 * @throws ProblemError 'not_found', 'conflict' for a note on a note, 'invalid_value' for more than is left to give back,
 *   'forbidden' beyond what the role may move.
 */
export const adjustStatement = operation({
  name: 'billing.adjust-statement',
  permission: 'billing.write',
  async run(context, { statementId, reason, lines }: StatementAdjustment): Promise<bigint> {
    const { db, actor, resellerId, now, audit, emit } = context
    const original = await readStatement(db, statementId)
    if (original === undefined) throw new ProblemError(problem('not_found', 'There is no such statement.'))
    if (original.kind === 'adjustment-note') {
      throw new ProblemError(problem('conflict', 'This is an adjustment note; adjust the statement it refers to.'))
    }
    const { accountId } = original
    const [account] = await lockBilledAccounts(db, [accountId])
    const brand = await readBrand(db, resellerId)
    if (account === undefined || brand === undefined) throw new Error(`account ${accountId} is gone`)
    const issuedOn = dateAt(now.getTime(), account.timeZone).toString()
    const note = composeAdjustmentNote({
      brand,
      buyer: { ...account, addressLines: addressLines(account.address) },
      original: original.document,
      lines: lines ?? [],
      reason,
      issuedOn,
      isVoid: lines === undefined,
      earlierMicros: await sumNotes(db, accountId, statementId),
    })
    if (isProblem(note)) throw new ProblemError(note)
    const { totals } = note
    const refused = refuseManualAmount(actor.role, absolute(totals.subtotalMicros))
    if (refused !== undefined) throw new ProblemError(refused)

    await lockBalances(db, [accountId])
    const batchId = await nextBatchId(db)
    const [id = 0n] = await takeStatementIds(db, 1)
    const charges = note.charges.map((charge, index) => ({
      ...charge,
      accountId,
      periodFrom: undefined,
      periodTo: undefined,
      gstMicros: charge.isTaxed ? gstOf(charge.amountMicros) : micros(0n),
      taxCode: charge.isTaxed ? 1 : 0,
      chargedAt: now,
      source: `adjustment note ${id}, line ${index + 1}`,
      reason,
      batchId,
      statementId: id,
    }))
    await insertCharges(db, resellerId, charges)
    const exact = {
      amountMicros: micros(charges.reduce((sum, { amountMicros }) => sum + amountMicros, 0n)),
      gstMicros: micros(charges.reduce((sum, { gstMicros }) => sum + gstMicros, 0n)),
    }
    const place = { accountId, postedAtMs: now.getTime(), source: batchId }
    await writePostings(db, resellerId, [
      ...chargePostings(place, charges),
      ...roundingPostings(place, {
        amountMicros: micros(totals.subtotalMicros - exact.amountMicros),
        gstMicros: micros(totals.gstMicros - exact.gstMicros),
      }),
    ])
    const numberNo = await takeDocumentNumbers(db, resellerId, 'adjustment-note', 1)
    const number = documentNumber('adjustment-note', numberNo)
    const document = canonicalJson({ ...note.document, number })
    const nothing = micros(0n)
    await insertStatements(db, resellerId, [
      {
        id,
        accountId,
        kind: 'adjustment-note',
        number,
        numberNo,
        isFinal: false,
        periodFrom: original.periodFrom,
        periodTo: original.periodTo,
        cycleTo: now,
        usageWatermark: 0,
        issuedAt: now,
        issuedOn,
        dueOn: null,
        openingMicros: nothing,
        paymentsMicros: nothing,
        adjustmentsMicros: nothing,
        ...totals,
        closingMicros: nothing,
        usageExactMicros: nothing,
        usageGstExactMicros: nothing,
        chargesExactMicros: exact.amountMicros,
        chargesGstExactMicros: exact.gstMicros,
        writtenOffMicros: nothing,
        writtenOffGstMicros: nothing,
        batchId,
        billRunId: null,
        refersTo: statementId,
        document,
        hash: createHash('sha256').update(document).digest(),
      },
    ])
    const after = { number, adjusts: original.number, total: formatDollars(totals.totalMicros, 2), reason }
    audit({ subject: `statement ${statementId}`, accountId, after })
    const payload = { ...after, statementId: String(id), adjustsStatementId: String(statementId), currency: 'AUD' }
    emit({ type: 'adjustment-note.issued', accountId, payload })
    return id
  },
})

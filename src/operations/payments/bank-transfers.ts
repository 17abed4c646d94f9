import { nameOf } from '#domain/access/actor.ts'
import { formatDollars, micros, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { lockAccounts, type AccountRow } from '#storage/queries/accounts.ts'
import { countAlike } from '#storage/queries/bank-matching.ts'
import { lockOpenTransfers, lockTransfer, type TransferRow } from '#storage/queries/bank-transfers.ts'
import { decideTransfer, insertParts, lockBankFiles } from '#storage/tables/bank-transfers.ts'
import { rematch } from './bank-files.ts'
import { postPayments, receivedInstant } from './post-payments.ts'
import { reversePayment } from './reverse-payment.ts'

export interface PostedTransfers {
  readonly posted: number
  readonly amountMicros: Micros
}

/**
 * Posts what is matched, of a file or of all, in one go: a payment each by the path of every other, with a receipt. Looked at once
 * more before: what somebody recorded by hand meanwhile is a suggestion now and stays. Done twice, the second finds nothing.
 */
export const postMatched = operation({
  name: 'bank-transfers.post',
  permission: 'bank-transfers.write',
  async run(context, { importId }: { readonly importId?: number | undefined }): Promise<PostedTransfers> {
    const { db, resellerId } = context
    await lockBankFiles(db, resellerId)
    await rematch(context, importId)
    const transfers = await lockOpenTransfers(db, { importId, statuses: ['matched'] })
    return postWhole(context, transfers, importId === undefined ? 'bank transfers' : `bank file ${importId}`)
  },
})

/**
 * Takes suggestions as right, and posts them.
 *
 * @throws ProblemError 'conflict' where one of them is none any more.
 */
export const acceptSuggestions = operation({
  name: 'bank-transfers.accept',
  permission: 'bank-transfers.write',
  async run(context, { ids }: { readonly ids: readonly bigint[] }): Promise<PostedTransfers> {
    await lockBankFiles(context.db, context.resellerId)
    const transfers = await lockOpenTransfers(context.db, { ids })
    if (transfers.length < new Set(ids).size || transfers.some(({ accountId }) => accountId === null)) {
      const message = 'One of these was decided meanwhile, or has no suggestion; look at the list again.'
      throw new ProblemError(problem('conflict', message))
    }
    return postWhole(context, transfers, 'bank transfers')
  },
})

/** Part of a transfer for an account. */
export interface Assignment {
  readonly accountId: number
  /** With GST; undefined: all that is left. */
  readonly amountMicros: Micros | undefined
}

/**
 * Puts a transfer on an account, or parts of it on several: each becomes a payment with a receipt. What is left stays open.
 *
 * @throws ProblemError 'not_found', 'invalid_value' for more than there is, 'conflict' for one that is posted or no money.
 */
export const assignTransfer = operation({
  name: 'bank-transfers.assign',
  permission: 'bank-transfers.write',
  async run(
    context,
    { transferId, parts }: { readonly transferId: bigint; readonly parts: readonly Assignment[] },
  ): Promise<bigint> {
    const transfer = await lockedTransfer(context, transferId)
    requireOpen(transfer)
    const left = transfer.amountMicros - transfer.assignedMicros
    const wanted = parts.map(({ accountId, amountMicros }) => ({ accountId, amount: amountMicros ?? micros(left) }))
    const sum = wanted.reduce((all, { amount }) => all + amount, 0n)
    if (sum > left) {
      const message = `These parts come to $${formatDollars(micros(sum), 2)}; $${formatDollars(micros(left), 2)} is left of it.`
      throw new ProblemError(problem('invalid_value', message, { field: 'parts' }))
    }
    if (new Set(parts.map(({ accountId }) => accountId)).size < parts.length)
      throw new ProblemError(problem('invalid_value', 'An account has one part at the most.', { field: 'parts' }))
    await post(
      context,
      wanted.map(({ accountId, amount }) => ({ transfer, accountId, amountMicros: amount })),
    )
    context.audit({
      subject: `bank transfer ${transferId}`,
      after: { parts: wanted.map(({ accountId, amount }) => ({ accountId, amount: formatDollars(amount, 2) })) },
    })
    return transferId
  },
})

/**
 * Notes that a transfer, or what is left of it, is no customer's payment.
 *
 * @throws ProblemError 'not_found', 'conflict'.
 */
export const setTransferAside = operation({
  name: 'bank-transfers.set-aside',
  permission: 'bank-transfers.write',
  async run(
    context,
    { transferId, reason }: { readonly transferId: bigint; readonly reason: string },
  ): Promise<bigint> {
    const transfer = await lockedTransfer(context, transferId)
    requireOpen(transfer)
    await decideTransfer(
      context.db,
      transferId,
      { status: 'set-aside', reason, decidedBy: nameOf(context.actor) },
      context.now,
    )
    context.audit({
      subject: `bank transfer ${transferId}`,
      before: { status: transfer.status },
      after: { status: 'set-aside', reason, amount: formatDollars(transfer.amountMicros, 2) },
    })
    return transferId
  },
})

/**
 * Takes up again what was set aside, or taken for a duplicate: it is a transfer of its own, and open.
 *
 * @throws ProblemError 'not_found', 'conflict'.
 */
export const reopenTransfer = operation({
  name: 'bank-transfers.reopen',
  permission: 'bank-transfers.write',
  async run(
    context,
    { transferId, reason }: { readonly transferId: bigint; readonly reason: string },
  ): Promise<bigint> {
    const { db, resellerId, actor, now, audit } = context
    await lockBankFiles(db, resellerId)
    const transfer = await lockedTransfer(context, transferId)
    const { status, fingerprint, amountMicros, assignedMicros } = transfer
    if ((status !== 'set-aside' && status !== 'duplicate') || amountMicros <= assignedMicros)
      throw conflict('Only money that was set aside or taken for a duplicate can be taken up again.')
    const alike = await countAlike(db, resellerId, [fingerprint])
    const occurrence = status === 'duplicate' ? (alike.get(fingerprint) ?? 0) + 1 : undefined
    await decideTransfer(db, transferId, { status: 'unmatched', reason, decidedBy: nameOf(actor), occurrence }, now)
    audit({ subject: `bank transfer ${transferId}`, before: { status }, after: { status: 'unmatched', reason } })
    return transferId
  },
})

/**
 * Takes back what was assigned of a transfer: each of its payments is reversed, and it is open again.
 *
 * @throws ProblemError 'not_found', 'conflict'.
 */
export const undoTransfer = operation({
  name: 'bank-transfers.undo',
  permission: 'bank-transfers.write',
  async run(
    context,
    { transferId, reason }: { readonly transferId: bigint; readonly reason: string },
  ): Promise<bigint> {
    const transfer = await lockedTransfer(context, transferId)
    const standing = transfer.parts.filter(({ undoneAt }) => undoneAt === null)
    if (standing.length === 0) throw conflict('Nothing of it is on an account; there is nothing to undo.')
    for (const { accountId, paymentId } of standing)
      await reversePayment.run(context, { accountId, paymentId: BigInt(paymentId), reason })
    context.audit({
      subject: `bank transfer ${transferId}`,
      before: { assigned: formatDollars(transfer.assignedMicros, 2) },
      after: { assigned: '0.00', reason },
    })
    return transferId
  },
})

async function postWhole(
  context: WriteContext,
  transfers: readonly TransferRow[],
  subject: string,
): Promise<PostedTransfers> {
  const parts = transfers.flatMap((transfer) =>
    transfer.accountId === null
      ? []
      : [
          {
            transfer,
            accountId: transfer.accountId,
            amountMicros: micros(transfer.amountMicros - transfer.assignedMicros),
          },
        ],
  )
  const amountMicros = micros(parts.reduce((all, part) => all + part.amountMicros, 0n))
  if (parts.length === 0) return { posted: 0, amountMicros }
  await post(context, parts)
  const after = { posted: parts.length, amount: formatDollars(amountMicros, 2) }
  context.audit({ subject, after })
  context.emit({ type: 'bank-transfers.posted', payload: { ...after, currency: 'AUD' } })
  return { posted: parts.length, amountMicros }
}

interface PartToPost {
  readonly transfer: TransferRow
  readonly accountId: number
  readonly amountMicros: Micros
}

async function post(context: WriteContext, parts: readonly PartToPost[]): Promise<void> {
  const { db, resellerId, actor, now } = context
  const accounts = new Map<number, AccountRow>()
  const ids = [...new Set(parts.map(({ accountId }) => accountId))]
  for (const account of await lockAccounts(db, ids)) accounts.set(account.id, account)
  const paid = await postPayments(
    context,
    parts.map(({ transfer, accountId, amountMicros }) => {
      const account = accounts.get(accountId)
      if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
      const { receivedOn, reference, text, fileName, line } = transfer
      return {
        accountId,
        timeZone: account.timeZone,
        amountMicros,
        method: 'bank-transfer' as const,
        reference: (reference === '' ? text : reference).slice(0, 100).toWellFormed(),
        note: `${fileName}, line ${line}`,
        // What the bank books tomorrow has come today.
        receivedAt: (receivedOn === null ? undefined : receivedInstant(receivedOn, account.timeZone, now)) ?? now,
      }
    }),
  )
  await insertParts(
    db,
    resellerId,
    parts.flatMap(({ transfer, accountId, amountMicros }, index) => {
      const paymentId = paid[index]
      return paymentId === undefined ? [] : [{ transferId: transfer.id, accountId, paymentId, amountMicros }]
    }),
    nameOf(actor),
    now,
  )
}

async function lockedTransfer({ db }: WriteContext, transferId: bigint): Promise<TransferRow> {
  const transfer = await lockTransfer(db, transferId)
  if (transfer === undefined) throw new ProblemError(problem('not_found', 'There is no such transfer.'))
  return transfer
}

function requireOpen({ status }: TransferRow): void {
  if (status === 'posted') throw conflict('All of it is on accounts; undo that first.')
  if (status === 'set-aside' || status === 'duplicate') throw conflict('Take it up again first.')
  if (status === 'ignored') throw conflict('It brought no money.')
}

function conflict(message: string): ProblemError {
  return new ProblemError(problem('conflict', message))
}

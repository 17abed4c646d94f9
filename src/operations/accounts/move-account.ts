import type { EventType } from '#domain/notifications/event-types.ts'
import { takeStep, type StatusStep } from '#domain/accounts/account-status.ts'
import { isProblem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { recordStatusChanges, saveStanding, type AccountStandingRow } from '#storage/tables/account-status.ts'
import { signature } from './signature.ts'

/** As the outside is told of each step. */
const EVENTS: Record<StatusStep, EventType> = {
  activate: 'account.activated',
  suspend: 'account.suspended',
  reinstate: 'account.reinstated',
  'schedule-cancellation': 'account.cancellation-scheduled',
  'withdraw-cancellation': 'account.cancellation-withdrawn',
  cancel: 'account.cancelled',
}

export interface Move {
  readonly step: StatusStep
  /** What changes with the status: dates, the bill day. */
  readonly set?: Partial<Omit<AccountStandingRow, 'id' | 'status'>>
  /** A word of a list, where the step has one. */
  readonly reason?: string
  /** What was said about it. Staff only: never told to the outside. */
  readonly words?: string
  /** What else the outside is told. */
  readonly told?: Readonly<Record<string, unknown>>
}

/**
 * Takes one step of the status machine with a locked account: saves it, keeps who, when and why, adds the audit line and
 * tells the outside.
 *
 * @returns the account as it is now.
 * @throws ProblemError 'illegal_transition'.
 */
export async function moveAccount(
  context: WriteContext,
  account: AccountRow,
  { step, set = {}, reason = '', words = '', told = {} }: Move,
): Promise<AccountRow> {
  const { db, actor, resellerId, now, audit, emit } = context
  const status = takeStep(account, step)
  if (isProblem(status)) throw new ProblemError(status)
  const next = { ...account, status, ...set }
  const version = await saveStanding(db, next, status === account.status ? undefined : words)
  await recordStatusChanges(db, resellerId, [
    {
      accountId: account.id,
      step,
      fromStatus: account.status,
      toStatus: status,
      at: now,
      ...signature(actor),
      reason,
      words,
    },
  ])
  audit({
    subject: `account ${account.id}`,
    accountId: account.id,
    before: standing(account),
    after: { ...standing(next), ...(reason !== '' && { reason }), ...(words !== '' && { words }), ...told },
  })
  emit({
    type: EVENTS[step],
    accountId: account.id,
    payload: {
      accountNumber: account.accountNumber,
      name: account.name,
      status,
      ...(next.cancelOn !== null && { cancelOn: next.cancelOn }),
      ...(reason !== '' && { reason }),
      ...told,
    },
  })
  return { ...next, version }
}

function standing({ status, billDay, cancelOn }: AccountRow): Record<string, unknown> {
  return { status, billDay, cancelOn }
}

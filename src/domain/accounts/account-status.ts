import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { problem, ProblemError, type Problem } from '#domain/problem.ts'

/**
 * `new`: exists, billing has not begun. `active`: being billed. `suspended`: barred from calling out. `cancelled`: the end,
 * kept for its records. Source: the platform's help pages on the account status.
 */
export const ACCOUNT_STATUSES = ['new', 'active', 'suspended', 'cancelled'] as const
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number]

/** Where an account stands: all that decides which step it may take. */
export interface AccountStanding {
  readonly accountNumber: string
  readonly status: AccountStatus
  /** `yyyy-mm-dd`, in the account's zone: the anniversary its cancellation waits for; null: none is scheduled. */
  readonly cancelOn: string | null
}

interface Step {
  readonly from: readonly AccountStatus[]
  /** Where it leads; undefined: the status stays. */
  readonly to?: AccountStatus
  /** Whether a cancellation has to be scheduled already, or must not be; undefined: either. */
  readonly scheduled?: boolean
  /** As a refusal names it: `An account that is suspended cannot be …`. */
  readonly done: string
  /** As a refusal offers it: `You can … instead`. */
  readonly offer: string
}

/** The whole machine. There is no way out of `cancelled`. */
const STEPS = {
  activate: { from: ['new'], to: 'active', done: 'activated', offer: 'activate it on a calling plan' },
  suspend: { from: ['active'], to: 'suspended', done: 'suspended', offer: 'suspend it' },
  reinstate: { from: ['suspended'], to: 'active', done: 'reinstated', offer: 'reinstate it' },
  'schedule-cancellation': {
    from: ['active', 'suspended'],
    scheduled: false,
    done: 'cancelled at its anniversary',
    offer: 'cancel it at its anniversary',
  },
  'withdraw-cancellation': {
    from: ['active', 'suspended'],
    scheduled: true,
    done: 'kept from a cancellation',
    offer: 'withdraw its scheduled cancellation',
  },
  cancel: { from: ['new', 'active', 'suspended'], to: 'cancelled', done: 'cancelled', offer: 'cancel it now' },
} as const satisfies Record<string, Step>

export type StatusStep = keyof typeof STEPS

export const STATUS_STEPS = Object.keys(STEPS) as readonly StatusStep[]

/** The steps an account may take from where it stands, in the order of the machine. */
export function allowedSteps(account: AccountStanding): readonly StatusStep[] {
  return STATUS_STEPS.filter((name) => isAllowed(account, name))
}

/** Of the steps an account may take, those this actor may take it on; a customer only towards its anniversary. */
export function stepsOf(actor: Actor, account: AccountStanding): readonly StatusStep[] {
  return allowedSteps(account).filter((name) => {
    if (name === 'cancel' && actor.accountId !== undefined) return false
    const isEnd = name === 'cancel' || name === 'schedule-cancellation' || name === 'withdraw-cancellation'
    return may(actor, isEnd ? 'accounts.cancel' : 'accounts.status')
  })
}

/**
 * The status a step leads to, or why it cannot be taken and what can be done instead.
 *
 * @returns Problem 'illegal_transition'.
 */
export function takeStep(account: AccountStanding, name: StatusStep): AccountStatus | Problem {
  if (!isAllowed(account, name)) return refusal(account, name)
  const { to }: Step = STEPS[name]
  return to ?? account.status
}

/** @throws ProblemError 'account_not_active' unless the account is active: new plans, numbers, ports and orders ask this. */
export function requireActive(account: AccountStanding): void {
  if (account.status === 'active') return
  throw new ProblemError(
    problem(
      'account_not_active',
      `Account ${account.accountNumber} is ${account.status}, and this needs an active one. ${wayOn(account)}`,
    ),
  )
}

/** @throws ProblemError 'account_not_active' for a cancelled account: nothing of it changes any more. */
export function requireNotCancelled(account: AccountStanding): void {
  if (account.status !== 'cancelled') return
  throw new ProblemError(
    problem('account_not_active', `Account ${account.accountNumber} is cancelled. ${wayOn(account)}`),
  )
}

function isAllowed({ status, cancelOn }: AccountStanding, name: StatusStep): boolean {
  const { from, scheduled }: Step = STEPS[name]
  return from.includes(status) && (scheduled === undefined || scheduled === (cancelOn !== null))
}

function refusal(account: AccountStanding, name: StatusStep): Problem {
  const { from, done }: Step = STEPS[name]
  const { accountNumber, status, cancelOn } = account
  const said = from.includes(status)
    ? cancelOn === null
      ? `No cancellation of account ${accountNumber} is scheduled.`
      : `The cancellation of account ${accountNumber} is scheduled for ${cancelOn} already.`
    : `Account ${accountNumber} is ${status} and cannot be ${done}.`
  return problem('illegal_transition', `${said} ${wayOn(account)}`)
}

function wayOn(account: AccountStanding): string {
  const offers = allowedSteps(account).map((name) => STEPS[name].offer)
  if (offers.length === 0)
    return 'That is final: its records stay readable; open a new account to serve this customer again.'
  return `You can ${offers.length === 1 ? '' : `${offers.slice(0, -1).join(', ')} or `}${offers.at(-1) ?? ''}.`
}

import { stepsOf } from '#domain/accounts/account-status.ts'
import { describeStanding, suspensionReasonOf } from '#domain/accounts/suspension.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AccountDetails } from '#storage/queries/account-details.ts'
import type { AccountListRow } from '#storage/queries/account-list.ts'

/** Where an account stands, and what the actor may do about it; a customer is not shown what staff wrote. */
export function standingView(account: AccountDetails, actor: Actor) {
  return {
    status: account.status,
    statusMeaning: describeStanding(account),
    allowedSteps: [...stepsOf(actor, account)],
    suspension:
      account.status === 'suspended' && account.suspendedAt !== null
        ? {
            reason: suspensionReasonOf(account.suspensionReason),
            words: isStaff(actor) ? account.statusReason : '',
            since: account.suspendedAt,
          }
        : null,
    cancelOn: account.cancelOn,
  }
}

/** An account as it travels; a customer is not shown what staff wrote about it. */
export function accountView(account: AccountDetails, actor: Actor) {
  const { contacts } = account
  return {
    id: account.id,
    accountNumber: account.accountNumber,
    name: account.name,
    ...standingView(account, actor),
    paymentMode: account.paymentMode,
    balance: account.balanceMicros,
    currency: 'AUD' as const,
    plan: planOf(account),
    billDay: account.billDay,
    timeZone: account.timeZone,
    legalName: orNull(account.legalName),
    tradingName: orNull(account.tradingName),
    abn: account.abn,
    acn: account.acn,
    arbn: account.arbn,
    isConsumer: account.isConsumer,
    termsDays: account.paymentMode === 'postpaid' ? account.termsDays : null,
    creditNote: isStaff(actor) ? account.creditNote : null,
    billingAddress: account.billingAddress,
    serviceAddress: account.serviceAddress,
    contacts: {
      main: contacts.main ?? null,
      billing: contacts.billing ?? null,
      technical: contacts.technical ?? null,
    },
    createdAt: account.createdAt,
    activatedAt: account.activatedAt,
    cancelledAt: account.cancelledAt,
    version: account.version,
  }
}

function isStaff({ accountId }: Actor): boolean {
  return accountId === undefined
}

/** An account as a list shows it. */
export function accountListView(account: AccountListRow) {
  const { id, accountNumber, name, status, paymentMode, balanceMicros, billDay, cancelOn, createdAt } = account
  return {
    id,
    accountNumber,
    name,
    status,
    paymentMode,
    balance: balanceMicros,
    currency: 'AUD' as const,
    plan: planOf(account),
    billDay,
    cancelOn,
    createdAt,
  }
}

function planOf({
  planId,
  planName,
}: Pick<AccountListRow, 'planId' | 'planName'>): { id: number; name: string } | null {
  return planId === null || planName === null ? null : { id: planId, name: planName }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}

type WordsField = 'legalName' | 'tradingName' | 'creditNote'

/** A profile as it is kept: what was not said is left out, and no words are ''. */
export function profileOf<Said extends object>(
  said: Said,
): { [Field in keyof Said]: Exclude<Said[Field], Field extends WordsField ? null | undefined : undefined> } {
  const words: ReadonlySet<string> = new Set<WordsField>(['legalName', 'tradingName', 'creditNote'])
  const entries = Object.entries(said).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    entries.map(([field, value]: [string, unknown]) => [field, value === null && words.has(field) ? '' : value]),
  ) as never
}

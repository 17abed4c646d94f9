/** What a line of the audit chain is about, for those who look for one kind of change. */
export const ACTIVITY_KINDS = [
  'status',
  'profile',
  'plan',
  'numbers',
  'ports',
  'billing',
  'payments',
  'limits',
  'calls',
  'users',
  'notes',
  'mails',
  'other',
] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

/** A line of the audit chain as people read it. */
export interface Activity {
  readonly kind: ActivityKind
  /** A sentence without its subject: `Suspended the account`. */
  readonly what: string
  readonly changes: readonly FieldChange[]
}

export interface FieldChange {
  /** In words: `Time zone`, `Contacts, main, email`. */
  readonly field: string
  /** null: there was none. */
  readonly before: string | null
  readonly after: string | null
}

type Named = Exclude<ActivityKind, 'other'>

/** How the operations of each kind begin; the rest are of the kind `other`. */
const BEGINNINGS: Readonly<Record<Named, readonly string[]>> = {
  status: [
    'accounts.activate',
    'accounts.suspend',
    'accounts.reinstate',
    'accounts.cancel',
    'accounts.withdraw-cancellation',
  ],
  profile: ['accounts.open', 'accounts.change'],
  plan: ['account-plans.'],
  numbers: ['account-numbers.', 'channels.', 'numbers.', 'number-orders.'],
  ports: ['ports.', 'port-outs.'],
  billing: ['billing.', 'statements.', 'bill-runs.'],
  payments: ['payments.'],
  limits: ['credit-control.', 'payment-settings.'],
  calls: ['suspense.', 'imports.'],
  users: ['users.', 'api-keys.'],
  notes: ['account-notes.'],
  mails: ['mails.'],
}

/**
 * The operations of some kinds, by how they begin.
 *
 * @returns those that begin so; and where `other` is asked for, those that begin with none of `butNot`.
 */
export function operationsOf(kinds: readonly ActivityKind[]): {
  readonly beginning: readonly string[]
  readonly butNot: readonly string[] | undefined
} {
  return {
    beginning: kinds.flatMap((kind) => (kind === 'other' ? [] : BEGINNINGS[kind])),
    butNot: kinds.includes('other') ? Object.values(BEGINNINGS).flat() : undefined,
  }
}

const WORDS: Readonly<Record<string, string>> = {
  'accounts.open': 'Opened the account',
  'accounts.change': 'Changed the profile',
  'accounts.activate': 'Activated the account',
  'accounts.suspend': 'Suspended the account',
  'accounts.reinstate': 'Reinstated the account',
  'accounts.cancel': 'Cancelled the account, or set the day on which it ends',
  'accounts.withdraw-cancellation': 'Took the cancellation of the account back',
  'account-plans.change': 'Changed the calling plan',
  'account-plans.withdraw-change': 'Took a change of calling plan back',
  'account-numbers.add': 'Added numbers',
  'account-numbers.add-backdated': 'Gave a number from a day in the past',
  'account-numbers.change': 'Changed a number',
  'account-numbers.cancel': 'Set numbers to end with the month',
  'account-numbers.remove': 'Removed numbers',
  'account-numbers.withdraw-cancellation': 'Kept numbers that were to end',
  'channels.change': 'Changed the channels',
  'numbers.reserve': 'Reserved numbers',
  'number-orders.place': 'Ordered numbers',
  'number-orders.send': 'Sent a number order to the carrier',
  'number-orders.allocate': 'Gave a number order its numbers',
  'number-orders.complete': 'Completed a number order',
  'number-orders.reject': 'Noted that a number order was rejected',
  'number-orders.withdraw': 'Withdrew a number order',
  'number-orders.note': 'Wrote a note on a number order',
  'ports.request': 'Drafted a port',
  'ports.change': 'Changed a port',
  'ports.submit': 'Submitted a port',
  'ports.lodge': 'Lodged a port',
  'ports.pass-on': 'Passed a port on to the losing carrier',
  'ports.accept': 'Noted that a port was accepted',
  'ports.reject': 'Noted that a port was rejected',
  'ports.set-date': 'Set the date of a port',
  'ports.pre-provision': 'Made the numbers of a port ready',
  'ports.start-cut-over': 'Began the cut-over of a port',
  'ports.complete': 'Completed a port',
  'ports.close': 'Closed a port',
  'ports.withdraw': 'Withdrew a port',
  'ports.reverse': 'Reversed a port',
  'ports.note': 'Wrote a note on a port',
  'port-outs.receive': 'Wrote down that another carrier wants numbers',
  'port-outs.start-verifying': 'Began to verify a request to leave',
  'port-outs.confirm': 'Recorded how the customer confirmed a request to leave',
  'port-outs.verify': 'Verified a request to leave',
  'port-outs.schedule': 'Set the day numbers leave',
  'port-outs.release': 'Released numbers to another carrier',
  'port-outs.undo-release': 'Brought released numbers back',
  'port-outs.refuse': 'Refused a request to leave',
  'port-outs.cancel': 'Called a request to leave off',
  'port-outs.note': 'Wrote a note on a request to leave',
  'port-outs.answer': 'Said whether it asked for numbers to leave',
  'port-outs.see-warning': 'Saw the warning on a request to leave',
  'billing.run': 'Billed the account',
  'billing.adjust-account': 'Charged or credited by hand',
  'billing.adjust-statement': 'Issued an adjustment note',
  'billing.add-recurring-item': 'Added something charged every month',
  'billing.end-recurring-item': 'Ended something charged every month',
  'statements.send': 'Mailed a statement again',
  'payments.record': 'Recorded a payment',
  'payments.reverse': 'Took a payment back',
  'credit-control.set': 'Set the limits',
  'credit-control.release': 'Released a limit',
  'credit-control.end-release': 'Put a released limit back',
  'credit-control.watch': 'Found limits crossed, or kept again',
  'payment-settings.change': 'Changed the payment settings',
  'users.invite': 'Invited a user',
  'users.invite-again': 'Invited a user again',
  'users.change': 'Changed a user',
  'users.remove': 'Removed a user',
  'users.sign-in-as': 'Signed in as this customer',
  'api-keys.create': 'Made an API key',
  'api-keys.revoke': 'Revoked an API key',
  'account-notes.write': 'Wrote a note',
  'account-notes.change': 'Changed a note',
  'account-notes.delete': 'Deleted a note',
  'mails.resend': 'Sent an e-mail again',
  'suspense.correct': 'Corrected a suspended call',
  'suspense.dismiss': 'Gave a suspended call up',
}

/** What happened, in words. Of an operation without words of its own its name stands, read as far as it can be. */
export function describeActivity(line: {
  readonly operation: string
  readonly before: unknown
  readonly after: unknown
}): Activity {
  const { operation, before, after } = line
  const kinds = Object.keys(BEGINNINGS) as Named[]
  const kind = kinds.find((one) => BEGINNINGS[one].some((beginning) => operation.startsWith(beginning))) ?? 'other'
  const [area = '', verb = ''] = operation.split('.')
  return {
    kind,
    what: WORDS[operation] ?? `${capitalised(area.replaceAll('-', ' '))}: ${verb.replaceAll('-', ' ')}`,
    changes: operation === 'credit-control.watch' ? crossings(before, after) : changesOf(before, after),
  }
}

/** What the watch remembers by keys (`control fraud-spend-day`, `allowance 85 2 0 2026-10-25`), as people say it. */
function crossings(before: unknown, after: unknown): readonly FieldChange[] {
  return changesOf(before, after).map(({ field, before: left, after: reached }) => ({
    field,
    before: left === null ? null : crossed(left),
    after: reached === null ? null : crossed(reached),
  }))
}

function crossed(keys: string): string {
  const words = keys.split(', ').map((key) =>
    key
      .replace(/^control (.+)$/, (_, control: string) => control.replaceAll('-', ' '))
      .replace(/^allowance (\d+) .*$/, '$1 % of an allowance')
      .replace('low-balance', 'low balance'),
  )
  return [...new Set(words)].join(', ')
}

const MOST_CHANGES = 40
const LONGEST_VALUE = 300

function changesOf(before: unknown, after: unknown): readonly FieldChange[] {
  const old = new Map(flatten(before, []))
  const now = new Map(flatten(after, []))
  const fields = [...new Set([...old.keys(), ...now.keys()])].filter((field) => old.get(field) !== now.get(field))
  return fields
    .slice(0, MOST_CHANGES)
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
}

/** Every value with its path in words; what is empty is left out. */
function flatten(value: unknown, path: readonly string[]): readonly (readonly [string, string])[] {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => typeof item !== 'object' || item === null)
    return isPlain
      ? textAt(path, value.join(', '))
      : value.flatMap((item, index) => flatten(item, [...path, String(index + 1)]))
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([name, item]) => flatten(item, [...path, name]))
  }
  if (typeof value === 'boolean') return textAt(path, value ? 'yes' : 'no')
  return textAt(path, typeof value === 'string' ? value : JSON.stringify(value))
}

function textAt(path: readonly string[], text: string): readonly (readonly [string, string])[] {
  if (text === '') return []
  const field = capitalised(path.map(spaced).join(', '))
  return [[field, text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text]]
}

/** `timeZone` becomes `time zone`. */
function spaced(name: string): string {
  return name
    .replaceAll('-', ' ')
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase()
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

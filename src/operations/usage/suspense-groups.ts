import type pg from 'pg'
import { dateText } from '#domain/time/date-text.ts'
import { phoneText } from '#domain/phone-text.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { CALL_SERVICE_TYPES, serviceTypeName } from '#domain/usage/service-type.ts'
import { suspenseCauseOf, SUSPENSE_CAUSES, type SuspenseCause } from '#domain/usage/suspense-cause.ts'
import { readSuspenseGroup, type SuspenseGroup } from '#domain/usage/suspense-group.ts'
import type { Page } from '#storage/queries/page.ts'
import { findSuspense, type SuspenseItem } from '#storage/queries/suspense.ts'
import {
  listSuspenseGroups,
  readDestination,
  readGroupNames,
  readHoldersOf,
  type NumberHolderRow,
  type SuspenseGroupRow,
} from '#storage/queries/suspense-groups.ts'

export interface GroupAccount {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
}

/** What would put a group right, as something to do; the label is what a button says. */
export type SuspenseFix = { readonly label: string } & (
  | {
      readonly kind: 'give-number'
      readonly number: string
      readonly from: Date
      readonly holders: readonly NumberHolderRow[]
    }
  | { readonly kind: 'give-plan'; readonly account: GroupAccount; readonly from: Date }
  | {
      readonly kind: 'add-rate'
      readonly deckId: number
      readonly deckName: string
      readonly prefix: string
      readonly destination: string
      readonly from: Date
    }
  | {
      readonly kind: 'add-plan-rate'
      readonly planId: number
      readonly planName: string
      readonly serviceType: (typeof CALL_SERVICE_TYPES)[number] | null
      readonly from: Date
    }
  | {
      readonly kind: 'correct-row'
      readonly suspenseId: { readonly sourceId: number; readonly callKey: bigint }
    }
  | { readonly kind: 'retry' }
  | { readonly kind: 'dismiss' }
)

export interface FixableGroup extends SuspenseGroupRow {
  readonly causeName: SuspenseCause
  readonly title: string
  readonly number: string | null
  readonly account: GroupAccount | null
  readonly prefix: string | null
  readonly source: string | null
  readonly example: SuspenseItem
  readonly fixes: readonly SuspenseFix[]
}

export interface GroupQuery {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly causes?: readonly number[] | undefined
  readonly source?: string | undefined
  /** Whose days the words name. */
  readonly timeZone: string
}

/** Suspended calls by what would put them right together, the largest group first, with the fixes for each. */
export async function readFixableGroups(db: pg.ClientBase, query: GroupQuery): Promise<Page<FixableGroup>> {
  const { items, nextCursor } = await listSuspenseGroups(db, query)
  const examples = await findSuspense(
    db,
    items.map(({ exampleSourceId, exampleCallKey }) => ({ sourceId: exampleSourceId, callKey: exampleCallKey })),
  )
  const parsed = items.map(({ key }) => readSuspenseGroup(key))
  const pick = <Value>(of: (group: SuspenseGroup) => Value | undefined): readonly Value[] =>
    parsed.flatMap((group) => (group === undefined ? [] : (of(group) ?? [])))
  const holders = await readHoldersOf(
    db,
    pick((group) => (group.by === 'number' && group.cause === 'no_owner' ? group.number : undefined)),
  )
  const names = await readGroupNames(db, {
    accountIds: items.flatMap(({ accountId }) => accountId ?? []),
    deckIds: pick((group) => (group.by === 'deck' ? group.deckId : undefined)),
    planIds: pick((group) => (group.by === 'plan' ? group.planId : undefined)),
    sourceIds: items.flatMap(({ sourceId }) => sourceId ?? []),
  })
  const groups: FixableGroup[] = []
  for (const [index, row] of items.entries()) {
    const example = examples.find(({ sourceId, callKey }) => {
      return sourceId === row.exampleSourceId && callKey === row.exampleCallKey
    })
    if (example === undefined) continue
    const group = parsed[index]
    const known = row.accountId === null ? undefined : names.accounts.get(row.accountId)
    const account = row.accountId === null || known === undefined ? null : { accountId: row.accountId, ...known }
    const facts: GroupFacts = { row, group, example, account, names, holders, timeZone: query.timeZone }
    groups.push({
      ...row,
      causeName: suspenseCauseOf(row.cause) ?? 'unreadable_row',
      title: titleOf(facts),
      number: group?.by === 'number' ? group.number : null,
      account,
      prefix: group?.by === 'deck' ? group.prefix : null,
      source: row.sourceId === null ? null : (names.sources.get(row.sourceId) ?? null),
      example,
      fixes: [...(await fixesOf(db, facts)), ...LAST_RESORTS],
    })
  }
  return { items: groups, nextCursor }
}

const LAST_RESORTS = [
  { kind: 'retry', label: 'Try again as they are' },
  { kind: 'dismiss', label: 'Give them up' },
] as const satisfies readonly SuspenseFix[]

interface GroupFacts {
  readonly row: SuspenseGroupRow
  readonly group: SuspenseGroup | undefined
  readonly example: SuspenseItem
  readonly account: GroupAccount | null
  readonly names: Awaited<ReturnType<typeof readGroupNames>>
  readonly holders: readonly NumberHolderRow[]
  readonly timeZone: string
}

function titleOf({ group, row, names, account, example }: GroupFacts): string {
  const cause = suspenseCauseOf(row.cause) ?? 'unreadable_row'
  switch (group?.by) {
    case 'number':
      return cause === 'no_owner'
        ? `Calls of ${phoneText(group.number)}, which nobody held`
        : `Calls to ${phoneText(group.number)}, of no service type`
    case 'account':
      return `Calls of ${account?.accountName ?? 'an account'} without a calling plan`
    case 'deck': {
      const deck = names.decks.get(group.deckId) ?? 'the rate deck'
      const what = cause === 'not_offered' ? 'are not offered' : 'have no rate'
      return `Calls to ${group.prefix}…, which ${what} in ${deck}`
    }
    case 'plan':
      return `${serviceTypeName(group.serviceType)} calls, for which ${names.plans.get(group.planId) ?? 'the plan'} has no rate`
    case 'import':
    case undefined:
      return `${SUSPENSE_CAUSES[cause].meaning.replace(/\.$/, '')} · ${example.fileName ?? 'a shared import'}`
  }
}

async function fixesOf(db: pg.ClientBase, facts: GroupFacts): Promise<readonly SuspenseFix[]> {
  const { row, group, example, account, names, timeZone } = facts
  const from = row.firstCallAt ?? row.oldestAt
  const since = dateText(dateAt(from.getTime(), timeZone).toString())
  switch (group?.by) {
    case 'number':
      return group.cause === 'no_owner' ? [giveNumber(group.number, facts, from, since)] : [correctRow(example)]
    case 'account':
      if (account === null) return []
      return [{ kind: 'give-plan', label: `Give ${account.accountName} a calling plan from ${since}`, account, from }]
    case 'deck': {
      const { deckId, prefix } = group
      const deckName = names.decks.get(deckId) ?? ''
      const destination = await readDestination(db, deckId, prefix)
      const label =
        group.cause === 'not_offered'
          ? `Give ${prefix} a price in ${deckName}`
          : `Add a rate for ${prefix} to ${deckName}`
      return [{ kind: 'add-rate', label, deckId, deckName, prefix, destination, from }]
    }
    case 'plan': {
      const { planId, serviceType: code } = group
      const planName = names.plans.get(planId) ?? ''
      const serviceType = CALL_SERVICE_TYPES[code - 1] ?? null
      const label = `Add a rate for ${serviceType ?? 'these'} calls to ${planName}`
      return [{ kind: 'add-plan-rate', label, planId, planName, serviceType, from }]
    }
    case 'import':
    case undefined:
      return [correctRow(example)]
  }
}

/** The nearest in time first: who had the number until just before, or has it from just after. */
function giveNumber(number: string, { holders }: GroupFacts, from: Date, since: string): SuspenseFix {
  const near = holders
    .filter((holder) => holder.number === number)
    .toSorted((one, other) => distance(one, from) - distance(other, from))
  const [first] = near
  const label = `Give ${phoneText(number)} to ${first?.accountName ?? 'an account'} from ${since}`
  return { kind: 'give-number', label, number, from, holders: near.slice(0, 10) }
}

function distance({ from, to }: NumberHolderRow, at: Date): number {
  if (from > at) return from.getTime() - at.getTime()
  return to === null ? 0 : Math.max(0, at.getTime() - to.getTime())
}

function correctRow({ sourceId, callKey }: SuspenseItem): SuspenseFix {
  return { kind: 'correct-row', label: 'Correct the row', suspenseId: { sourceId, callKey } }
}

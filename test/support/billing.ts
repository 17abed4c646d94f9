import { onTestFinished } from 'vitest'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import { micros } from '#domain/money.ts'
import { openAccounts } from '#operations/accounts/open-accounts.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { runBills, type BillRunReport, type BillRunRequest } from '#operations/billing/run-bills.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { importRows } from './call-rows.ts'

/** By the second, so that sums are done in the head. Two thousand seconds to mobiles are in the price. */
export const BUNDLE = {
  name: 'Office',
  type: 'bundle',
  increment: { first: 1, next: 1 },
  rates: {
    Local: { perCall: '0.10' },
    National: { perMinute: '0.06' },
    Mobile: { perMinute: '0.12' },
    '6113': { perCall: '0.30' },
    Onnet: { perMinute: '0' },
    Inbound: { perMinute: '0' },
  },
  allowances: [{ name: 'Mobile minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 2000 }],
} as const

/** At least ten dollars of calls a month. */
const CASUAL = { ...BUNDLE, name: 'Casual', type: 'payg', allowances: [], minimumMonthlySpend: '10' } as const

const LONG_AGO = new Date('2025-01-01T00:00:00Z')

export interface OpenedAccount {
  readonly accountNumber: string
  /** When it was activated. */
  readonly from: string
  readonly billDay: number
  readonly timeZone?: string
  readonly paymentMode?: 'prepaid' | 'postpaid'
  readonly plan?: 'bundle' | 'casual'
  readonly numbers?: readonly string[]
}

export interface BillTelco extends TestDatabase {
  readonly resellerId: number
  readonly plans: { readonly bundle: number; readonly casual: number }
  readonly numberPlans: { readonly bundled: number; readonly additional: number }
  open(account: OpenedAccount): Promise<number>
  /** Calls out of a Tollgate file, from a number to a number: `['61370101234', '61491570006', '2026-07-02T01:00:00Z', 60]`. */
  call(...calls: readonly (readonly [from: string, to: string, at: string, seconds: number])[]): Promise<void>
  /** The reseller's bill run at an instant. */
  bill(now: string, more?: Partial<BillRunRequest>): Promise<BillRunReport>
  /** The documents of an account, the oldest first. */
  documents(accountId: number): Promise<readonly StatementDocument[]>
  balance(accountId: number): Promise<bigint>
  /** What verify finds damaged, in words; none where all agrees. */
  damage(): Promise<readonly string[]>
}

/** The lines of a document in words, usage first: `Mobile 3 calls 0.12`, `Number Line 03 … 2026-07-20–2026-08-19 5.00`. */
export function linesOf(document: StatementDocument | undefined): readonly string[] {
  if (document === undefined) return []
  return [
    ...document.usage.lines.map(({ serviceType, calls, amount, late }) => {
      const from = late === null ? '' : ` late ${late.from}–${late.to}`
      return `${serviceType} ${calls} calls${from} ${amount}`
    }),
    ...document.services.lines.map(({ serviceType, description, from, to, amount }) => {
      const period = from === null ? '' : ` ${from}–${to ?? ''}`
      return `${serviceType} ${description}${period} ${amount}`
    }),
  ]
}

/** What a document comes to, from balance to balance. */
export function moneyOf(document: StatementDocument | undefined): readonly string[] {
  if (document === undefined) return []
  const { overview, gst } = document
  return [
    `opening ${overview.openingBalance}`,
    `payments ${overview.payments}`,
    `${gst.subtotal} + GST ${gst.amount} = ${gst.total}`,
    `closing ${overview.closingBalance}`,
  ]
}

/** A reseller with two plans that cost something, on a database of its own, gone when the test ends if it is of one test. */
export async function createBillTelco({
  gstRegistered = true,
  gstRounding = 'document',
  isOfOneTest = true,
} = {}): Promise<BillTelco> {
  const database = await createTestDatabase()
  if (isOfOneTest) onTestFinished(() => database.drop())
  const { pool, url } = database
  const base = await withTransaction(pool, async (db) => {
    const resellerId = await openReseller(db, {
      name: 'Wattle Voice',
      brandName: 'Wattle Voice',
      brandColour: '#336699',
      supportEmail: 'help@wattle.example',
    })
    await db.query('UPDATE resellers SET brand = brand || $2 WHERE id = $1', [
      resellerId,
      JSON.stringify({ legalName: 'Wattle Voice Pty Ltd', abn: '53004085616', gstRegistered, gstRounding }),
    ])
    const common = { resellerId, effectiveFrom: LONG_AGO }
    const bundle = await publishCallingPlan(db, {
      ...common,
      definition: BUNDLE,
      monthlyPriceMicros: micros(49_000_000n),
      includedNumbers: 2,
      includedChannels: 2,
      channelPriceMicros: micros(10_000_000n),
    })
    const casual = await publishCallingPlan(db, { ...common, definition: CASUAL })
    const { rows } = await db.query<{ id: number }>('SELECT id FROM number_plans WHERE reseller_id = $1 ORDER BY id', [
      resellerId,
    ])
    return {
      resellerId,
      plans: { bundle: bundle.planId, casual: casual.planId },
      numberPlans: { bundled: rows[0]?.id ?? 0, additional: rows[1]?.id ?? 0 },
    }
  })
  let calls = 0
  return {
    ...database,
    ...base,
    open: ({
      from,
      timeZone = 'Australia/Sydney',
      paymentMode = 'postpaid',
      plan = 'bundle',
      numbers = [],
      ...account
    }) =>
      withTransaction(pool, async (db) => {
        const planId = base.plans[plan]
        const opened = {
          ...account,
          name: `Account ${account.accountNumber}`,
          timeZone,
          paymentMode,
          planId,
          activeFrom: new Date(from),
        }
        const [accountId = 0] = await openAccounts(db, base.resellerId, [opened])
        const numberPlanId = base.numberPlans.additional
        await assignNumbers(
          db,
          base.resellerId,
          numbers.map((number) => ({ number, accountId, numberPlanId, validFrom: new Date(from) })),
        )
        return accountId
      }),
    async call(...made) {
      const rows = made.map(([from, to, at, seconds]) => `c${++calls},${from},${to},${at},${seconds},out`)
      await importRows(url, ...rows)
    },
    bill: (now, more = {}) => runBills(pool, { now: new Date(now), resellerId: base.resellerId, ...more }),
    async documents(accountId) {
      const { rows } = await pool.query<{ document: string }>(
        'SELECT document FROM statements WHERE account_id = $1 ORDER BY id',
        [accountId],
      )
      return rows.map(({ document }) => JSON.parse(document) as StatementDocument)
    },
    async balance(accountId) {
      const { rows } = await pool.query<{ balance: bigint }>(
        'SELECT balance_micros AS balance FROM balances WHERE account_id = $1',
        [accountId],
      )
      return rows[0]?.balance ?? 0n
    },
    async damage() {
      const { checks } = await verifyLedger(pool, { reprice: false })
      return checks
        .filter(({ total }) => total > 0)
        .map(({ name, findings }) => `${name}: ${findings.map((finding) => JSON.stringify(finding)).join('; ')}`)
    },
  }
}

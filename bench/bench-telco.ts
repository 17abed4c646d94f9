import type pg from 'pg'
import { openAccounts } from '#operations/accounts/open-accounts.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { withTransaction } from '#storage/pool.ts'
import { geographicNumber } from '#operations/demo/fiction-numbers.ts'
import type { Caller } from '#operations/demo/write-calls.ts'
import { deckRows } from './bench-deck.ts'
import { BENCH_BUNDLE, BENCH_PAYG, BENCH_WHOLESALE } from './bench-plans.ts'

export const BENCH_ACCOUNTS = 5_000
export const BENCH_PREFIXES = 50_000
const NUMBERS = 64_000
const SINCE = new Date('2026-01-01T00:00:00Z')

/** A reseller whose accounts are half on a bundle with allowances, half on pay-as-you-go; traffic is a few accounts' most. */
export async function setUpBenchTelco(
  pool: pg.Pool,
): Promise<{ callers: readonly Caller[]; foreignPrefixes: readonly string[] }> {
  const rows = deckRows(BENCH_PREFIXES)
  const callers = Array.from({ length: BENCH_ACCOUNTS }, (_, index) => ({
    weight: 1 / (index + 10),
    numbers: new Array<string>(),
  }))
  for (let index = 0; index < NUMBERS; index++) callers[index % BENCH_ACCOUNTS]?.numbers.push(geographicNumber(index))

  await withTransaction(pool, async (client) => {
    const resellerId = await openReseller(client, {
      name: 'Bench',
      brandName: 'Bench',
      brandColour: '#334455',
      supportEmail: 'help@bench.example',
    })
    const deckId = await insertDeck(client, resellerId, rows)
    const publish = async (definition: unknown): Promise<number> =>
      (await publishCallingPlan(client, { resellerId, definition, deckId, effectiveFrom: SINCE })).planId
    const bundle = await publish(BENCH_BUNDLE)
    const payg = await publish(BENCH_PAYG)
    await client.query('UPDATE resellers SET wholesale_plan_id = $2 WHERE id = $1', [
      resellerId,
      await publish(BENCH_WHOLESALE),
    ])
    const accountIds = await openAccounts(
      client,
      resellerId,
      callers.map((_, index) => ({
        accountNumber: `B${String(index).padStart(6, '0')}`,
        name: `Bench account ${index}`,
        paymentMode: 'postpaid',
        timeZone: index % 4 === 0 ? 'Australia/Perth' : 'Australia/Sydney',
        billDay: 1 + (index % 31),
        planId: index % 2 === 0 ? bundle : payg,
        activeFrom: SINCE,
      })),
    )
    const { rows: plans } = await client.query<{ id: number }>(
      `SELECT id FROM number_plans WHERE name = 'Additional Line'`,
    )
    await assignNumbers(
      client,
      resellerId,
      callers.flatMap(({ numbers }, index) =>
        numbers.map((number) => ({
          number,
          accountId: accountIds[index] ?? 0,
          numberPlanId: plans[0]?.id ?? 0,
          validFrom: SINCE,
        })),
      ),
    )
  })
  await pool.query('VACUUM ANALYZE')
  return { callers, foreignPrefixes: rows.map(({ prefix }) => prefix) }
}

async function insertDeck(
  client: pg.ClientBase,
  resellerId: number,
  rows: ReturnType<typeof deckRows>,
): Promise<number> {
  const { rows: decks } = await client.query<{ id: number; version: number }>(
    `WITH deck AS (INSERT INTO rate_decks (reseller_id, name) VALUES ($1, 'Bench deck') RETURNING id)
     INSERT INTO rate_deck_versions (deck_id, reseller_id, version, effective_from, file_name, row_count)
     SELECT id, $1, 1, $2, 'bench', $3 FROM deck RETURNING deck_id AS id, id AS version`,
    [resellerId, SINCE, rows.length],
  )
  const [deck] = decks
  if (deck === undefined) throw new Error('no deck')
  await client.query(
    `INSERT INTO rates (id, deck_version_id, reseller_id, prefix, destination, per_minute_micros, flagfall_micros,
                        minimum_charge_micros, first_increment, next_increment)
     SELECT nextval('rate_ids'), $1, $2, prefix, destination, price, 0, 0, 30, 6
       FROM unnest($3::text[], $4::text[], $5::int8[]) AS r (prefix, destination, price)`,
    [
      deck.version,
      resellerId,
      rows.map(({ prefix }) => prefix),
      rows.map(({ destination }) => destination),
      rows.map(({ perMinuteMicros }) => perMinuteMicros),
    ],
  )
  return deck.id
}

import type pg from 'pg'

export interface NewAccount {
  readonly accountNumber: string
  readonly name: string
  readonly paymentMode: 'prepaid' | 'postpaid'
  /** IANA zone of its bill dates and time bands. */
  readonly timeZone: string
  /** The bill anniversary, 1 to 31. */
  readonly billDay: number
  readonly planId: number
  /** Since when it is on the plan. */
  readonly activeFrom: Date
}

/** Opens accounts of a reseller, each active on its plan and with an empty balance. Returns their ids in order. */
export async function openAccounts(
  db: pg.ClientBase,
  resellerId: number,
  accounts: readonly NewAccount[],
): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number; accountNumber: string }>(
    `WITH opened AS (
       INSERT INTO accounts (reseller_id, account_number, name, status, payment_mode, time_zone, bill_day)
       SELECT $1, account_number, name, 'active', payment_mode, time_zone, bill_day
         FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int2[])
              AS a (account_number, name, payment_mode, time_zone, bill_day)
       RETURNING id, account_number
     ), planned AS (
       INSERT INTO account_plans (reseller_id, account_id, plan_id, valid_from)
       SELECT $1, opened.id, p.plan_id, p.active_from
         FROM opened JOIN unnest($2::text[], $7::int4[], $8::timestamptz[]) AS p (account_number, plan_id, active_from)
              USING (account_number)
     ), balanced AS (
       INSERT INTO balances (account_id, reseller_id) SELECT id, $1 FROM opened
     )
     SELECT id, account_number AS "accountNumber" FROM opened`,
    [
      resellerId,
      accounts.map(({ accountNumber }) => accountNumber),
      accounts.map(({ name }) => name),
      accounts.map(({ paymentMode }) => paymentMode),
      accounts.map(({ timeZone }) => timeZone),
      accounts.map(({ billDay }) => billDay),
      accounts.map(({ planId }) => planId),
      accounts.map(({ activeFrom }) => activeFrom),
    ],
  )
  const ids = new Map(rows.map(({ id, accountNumber }) => [accountNumber, id]))
  return accounts.map(({ accountNumber }) => ids.get(accountNumber) ?? 0)
}

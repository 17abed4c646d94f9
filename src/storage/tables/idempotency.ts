import type pg from 'pg'

/** The answer a request with this key got before, or undefined. */
export async function findAnswer(
  db: pg.ClientBase,
  request: { readonly resellerId: number; readonly actor: string; readonly key: string },
): Promise<{ readonly operation: string; readonly fingerprint: Buffer; readonly answer: unknown } | undefined> {
  const { rows } = await db.query<{ operation: string; fingerprint: Buffer; answer: unknown }>(
    'SELECT operation, fingerprint, answer FROM idempotency_keys WHERE reseller_id = $1 AND actor = $2 AND key = $3',
    [request.resellerId, request.actor, request.key],
  )
  return rows[0]
}

/** The answer an operator got before with this key, whichever reseller it concerned. Read past the tenants' walls. */
export async function findOperatorsAnswer(
  db: pg.ClientBase,
  request: { readonly actor: string; readonly key: string; readonly operation: string },
): Promise<{ readonly fingerprint: Buffer; readonly answer: unknown } | undefined> {
  const { rows } = await db.query<{ fingerprint: Buffer; answer: unknown }>(
    'SELECT fingerprint, answer FROM idempotency_keys WHERE actor = $1 AND key = $2 AND operation = $3 LIMIT 1',
    [request.actor, request.key, request.operation],
  )
  return rows[0]
}

/** Makes requests of the same key wait for each other until the transaction ends. */
export async function lockKey(db: pg.ClientBase, resellerId: number, actor: string, key: string): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('idempotency'), hashtext($1))`, [
    `${resellerId} ${actor} ${key}`,
  ])
}

export async function keepAnswer(
  db: pg.ClientBase,
  request: {
    readonly resellerId: number
    readonly accountId: number | undefined
    readonly actor: string
    readonly key: string
    readonly operation: string
    readonly fingerprint: Buffer
    readonly answer: unknown
    readonly atMs: number
  },
): Promise<void> {
  await db.query(
    `INSERT INTO idempotency_keys (reseller_id, account_id, actor, key, operation, fingerprint, answer, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0))`,
    [
      request.resellerId,
      request.accountId ?? null,
      request.actor,
      request.key,
      request.operation,
      request.fingerprint,
      JSON.stringify(request.answer ?? null),
      request.atMs,
    ],
  )
}

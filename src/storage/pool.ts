import { Client, Pool, type PoolClient, TypeOverrides, types } from 'pg'

const TYPES = new TypeOverrides()
const [INT8, INT8_ARRAY, DATE, DATE_ARRAY, TEXT_ARRAY] = [20, 1016, 1082, 1182, 1009]
const parseTextArray = types.getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[]
TYPES.setTypeParser(INT8, BigInt)
TYPES.setTypeParser(INT8_ARRAY, (text: string) =>
  parseTextArray(text).map((item) => (item === null ? null : BigInt(item))),
)
TYPES.setTypeParser(DATE, (text: string) => text)
TYPES.setTypeParser(DATE_ARRAY, parseTextArray)

/** How every connection of Tollgate's reads values: int8 as bigint, date as 'yyyy-mm-dd', timestamptz as Date, numeric as text. */
const CONNECTION = {
  types: TYPES,
  application_name: 'tollgate',
  keepAlive: true,
  connectionTimeoutMillis: 15_000,
} as const

/** @param max the most connections it opens at once. */
export function createPool(url: string, max: number, log: (line: string) => void = () => {}): Pool {
  const pool = new Pool({ ...CONNECTION, connectionString: url, max })
  // Without listeners a server that restarts would end the whole process. One at work fails its query anyhow; the next
  // query takes a new connection.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (error) => {
    log(`A resting database connection was lost: ${error.message}`)
  })
  return pool
}

/** One connection outside any pool, not yet connected. Lost while it rests, it says so at the next query. */
export function createClient(
  url: string,
  connectionTimeoutMillis: number = CONNECTION.connectionTimeoutMillis,
): Client {
  const client = new Client({ ...CONNECTION, connectionString: url, connectionTimeoutMillis })
  client.on('error', () => {})
  return client
}

/**
 * Runs the work in one transaction: committed when it returns, rolled back when it throws.
 *
 * @param begin what begins it, where it is no plain one.
 */
export async function withTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  begin = 'BEGIN',
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await work(client)
    const { command } = await client.query('COMMIT')
    // PostgreSQL answers so, without an error, when a statement failed and the work went on regardless.
    if (command === 'ROLLBACK') throw new Error('A statement in the transaction failed and its error was swallowed')
    return result
  } catch (error) {
    // A connection that cannot even roll back is thrown away; what went wrong first is what counts.
    await client.query('ROLLBACK').catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error('ROLLBACK failed')
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * A count or an id as a plain number.
 *
 * @throws RangeError beyond 2^53 - 1, where a number would no longer be exact.
 */
export function toSafeNumber(value: bigint): number {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw new RangeError(`${value} does not fit an exact number`)
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import type { Telco } from './import-fixture.ts'

const CHECKOUT = resolve(import.meta.dirname, '../..')

export interface ImportProcess {
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly error: string }>
  /** kill -9 of it and of whatever it started; resolves when it is gone. */
  kill(): Promise<void>
}

/** `tollgate calls import`, as a person starts it, in a process group of its own. */
export function startImport(
  telco: Pick<Telco, 'url'>,
  path: string,
  { chunkBytes = 4096, source = 'switch' } = {},
): ImportProcess {
  const args = [`${CHECKOUT}/bin/tollgate.js`, 'calls', 'import', path, '--source', source, '--json']
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: telco.url, TOLLGATE_IMPORT_CHUNK_BYTES: String(chunkBytes) },
  })
  const closed = once(child, 'close')
  const killGroup = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    process.kill(-child.pid, 'SIGKILL')
  }
  onTestFinished(killGroup)
  return {
    ended: Promise.all([closed, text(child.stdout), text(child.stderr)]).then(([[code], out, error]) => ({
      code: code as number | null,
      out,
      error,
    })),
    async kill() {
      killGroup()
      await closed
    },
  }
}

/** Counts the batches that are committed from now on; each is an event, nothing is polled. */
export async function watchBatches({ url, pool }: Telco): Promise<{ reached(count: number): Promise<void> }> {
  await pool.query(`
    CREATE OR REPLACE FUNCTION tell_batch() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_notify('batch', NEW.id::text); RETURN NEW; END $$;
    CREATE OR REPLACE TRIGGER tell_batch AFTER INSERT ON usage_batches FOR EACH ROW EXECUTE FUNCTION tell_batch()`)
  const client = new Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  let seen = 0
  let wake = (): void => {}
  client.on('notification', () => {
    seen++
    wake()
  })
  await client.query('LISTEN batch')
  return {
    reached: (count) =>
      new Promise((resolveReached) => {
        wake = () => {
          if (seen >= count) resolveReached()
        }
        wake()
      }),
  }
}

/**
 * Makes an import stop: in the middle of its COPY, at the call with this id, or while the server commits the batch with
 * this number of shard 0. The gate stands until it is opened.
 */
export async function closeGate(
  { url, pool }: Telco,
  at: { readonly callId: string } | { readonly batchNo: number },
): Promise<{
  /** The backend that stands at the gate, once there is one. */
  waiting(): Promise<number>
  open(): Promise<void>
}> {
  const gate = 4_242_001
  await pool.query(`
    CREATE OR REPLACE FUNCTION stop_at_gate() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock(${gate}); RETURN NEW; END $$`)
  await pool.query(
    'callId' in at
      ? `CREATE TRIGGER stop_at_gate BEFORE INSERT ON calls FOR EACH ROW
           WHEN (NEW.source_call_id = '${at.callId}') EXECUTE FUNCTION stop_at_gate()`
      : `CREATE CONSTRAINT TRIGGER stop_at_gate AFTER INSERT ON usage_batches DEFERRABLE INITIALLY DEFERRED
           FOR EACH ROW WHEN (NEW.shard = 0 AND NEW.batch_no = ${at.batchNo}) EXECUTE FUNCTION stop_at_gate()`,
  )
  const keeper = new Client({ connectionString: url })
  await keeper.connect()
  await keeper.query('SELECT pg_advisory_lock($1)', [gate])
  let isOpen = false
  const open = async (): Promise<void> => {
    if (!isOpen) await keeper.end()
    isOpen = true
  }
  onTestFinished(open)
  return {
    open,
    waiting: () => backendWaiting(pool, `objid = ${gate}`),
  }
}

/** The backend that waits for the lock that keeps the batches of shard 0 apart, once there is one. */
export function waitingForShard({ pool }: Telco): Promise<number> {
  return backendWaiting(pool, `classid = hashtext('usage-shard')::oid AND objid = 0`)
}

async function backendWaiting(pool: Telco['pool'], lock: string): Promise<number> {
  for (;;) {
    const { rows } = await pool.query<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND ${lock} AND database =
         (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
    if (rows[0] !== undefined) return rows[0].pid
    // The server is the clock: a question every few milliseconds until the test's own time limit.
    await pool.query('SELECT pg_sleep(0.005)')
  }
}

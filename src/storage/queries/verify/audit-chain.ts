import type pg from 'pg'
import { sealOf } from '../../tables/audit.ts'
import type { AuditRow } from '../audit.ts'
import { MOST_FINDINGS, type CheckResult, type Finding } from './ledger-check.ts'

/** The last line of a chain and its seal in hex: whoever notes it down can tell later that nothing before was touched. */
export interface ChainEnd {
  readonly no: bigint
  readonly seal: string
}

export interface ChainReport {
  readonly lines: bigint
  readonly end: ChainEnd
  /** The first {@link MOST_FINDINGS} of them. */
  readonly faults: readonly ChainFault[]
  readonly total: number
}

export interface ChainFault {
  /** The line it is at. */
  readonly no: bigint
  readonly kind: 'changed' | 'missing' | 'end'
}

interface SealedRow extends AuditRow {
  readonly hash: Buffer
}

const PAGE_LINES = 2000

/**
 * Reckons a reseller's audit chain again from its first line: every line is there, its seal is that of the seal before and
 * its own text, and the chain ends where its head says.
 */
export async function checkAuditChain(db: pg.ClientBase, resellerId: number): Promise<ChainReport> {
  const faults: ChainFault[] = []
  let total = 0
  const fault = (no: bigint, kind: ChainFault['kind']): void => {
    total += 1
    if (faults.length < MOST_FINDINGS) faults.push({ no, kind })
  }
  let no = 0n
  let lines = 0n
  let hash: Buffer = Buffer.alloc(0)
  for await (const row of sealedRows(db, resellerId)) {
    if (row.no === no + 1n) {
      const { hash: seal, at, ...line } = row
      if (!sealOf(hash, { ...line, resellerId, atMs: at.getTime() }).equals(seal)) fault(row.no, 'changed')
    } else fault(no + 1n, 'missing')
    // Goes on from the seal as it is: a line is told of once, at the place where it happened.
    ;({ no, hash } = row)
    lines += 1n
  }
  const { rows } = await db.query<{ no: bigint; hash: Buffer }>(
    'SELECT no, hash FROM audit_heads WHERE reseller_id = $1',
    [resellerId],
  )
  const head = rows[0] ?? { no: 0n, hash: Buffer.alloc(0) }
  if (head.no > no) fault(no + 1n, 'missing')
  else if (head.no < no || !head.hash.equals(hash)) fault(no, 'end')
  return { lines, end: { no, seal: hash.toString('hex') }, faults, total }
}

/** The seal of one line in hex; undefined: there is no such line. */
export async function readSeal(db: pg.ClientBase, resellerId: number, no: bigint): Promise<string | undefined> {
  const { rows } = await db.query<{ seal: string }>(
    `SELECT encode(hash, 'hex') AS seal FROM audit WHERE reseller_id = $1 AND no = $2`,
    [resellerId, no],
  )
  return rows[0]?.seal
}

async function* sealedRows(db: pg.ClientBase, resellerId: number): AsyncGenerator<SealedRow> {
  for (let after = 0n; ;) {
    const { rows } = await db.query<SealedRow>(
      `SELECT no, at, actor, actor_name AS "actorName", operation, subject, account_id AS "accountId", before, after,
              origin, hash
         FROM audit WHERE reseller_id = $1 AND no > $2 ORDER BY no LIMIT ${PAGE_LINES}`,
      [resellerId, after],
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE_LINES) return
    after = last.no
  }
}

/** The chains of all resellers, as `tollgate verify` tells of them. */
export async function checkAuditChains(db: pg.ClientBase): Promise<CheckResult> {
  const { rows: resellers } = await db.query<{ id: number; name: string }>(
    'SELECT id, name FROM resellers ORDER BY name, id',
  )
  const findings: Finding[] = []
  let total = 0
  for (const { id, name } of resellers) {
    const report = await checkAuditChain(db, id)
    total += report.total
    findings.push(...report.faults.map((fault) => toFinding(name, fault)))
  }
  return {
    name: 'audit chain',
    meaning: 'every line of a reseller’s audit chain is there, as it was sealed, up to the last',
    sides: ['as sealed', 'in the table'],
    findings: findings.slice(0, MOST_FINDINGS),
    total,
  }
}

const FOUND = {
  changed: ['the words it was written with', 'others'],
  missing: ['a line', 'none'],
  end: ['the end of the chain', 'another line or seal'],
} as const

function toFinding(reseller: string, { no, kind }: ChainFault): Finding {
  const [expected, found] = FOUND[kind]
  return { reseller, place: `audit line ${no}`, fact: 'line', unit: 'words', expected, found }
}

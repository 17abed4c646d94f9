import { createHash } from 'node:crypto'
import type pg from 'pg'
import { auditText, type AuditLine } from '#domain/access/audit-chain.ts'

export type NewAuditLine = Omit<AuditLine, 'no'>

/**
 * Adds lines to the reseller's chain. Locks the chain's head until the transaction ends, so do it last.
 */
export async function appendAudit(
  db: pg.ClientBase,
  resellerId: number,
  lines: readonly NewAuditLine[],
): Promise<void> {
  if (lines.length === 0) return
  await db.query(`INSERT INTO audit_heads (reseller_id, no, hash) VALUES ($1, 0, '') ON CONFLICT DO NOTHING`, [
    resellerId,
  ])
  const { rows } = await db.query<{ no: bigint; hash: Buffer }>(
    'SELECT no, hash FROM audit_heads WHERE reseller_id = $1 FOR UPDATE',
    [resellerId],
  )
  const [head] = rows
  if (head === undefined) throw new Error(`reseller ${resellerId} has no audit chain`)
  let { no, hash } = head
  const sealed = lines.map((line) => {
    no += 1n
    // Through JSON once: what is sealed is what jsonb keeps.
    const { before, after } = JSON.parse(
      JSON.stringify({ before: line.before ?? null, after: line.after ?? null }),
    ) as { before: unknown; after: unknown }
    const full: AuditLine = { ...line, before, after, no }
    hash = sealOf(hash, full)
    return { ...full, hash }
  })
  await db.query(
    `INSERT INTO audit (reseller_id, no, account_id, at, actor, actor_name, operation, subject, before, after, origin, hash)
     SELECT $1, no, account_id, to_timestamp(at / 1000.0), actor, actor_name, operation, subject, before, after, origin, hash
       FROM unnest($2::int8[], $3::int4[], $4::float8[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[],
                   $10::jsonb[], $11::text[], $12::bytea[])
            AS l (no, account_id, at, actor, actor_name, operation, subject, before, after, origin, hash)`,
    [
      resellerId,
      sealed.map((line) => line.no),
      sealed.map((line) => line.accountId),
      sealed.map((line) => line.atMs),
      sealed.map((line) => line.actor),
      sealed.map((line) => line.actorName),
      sealed.map((line) => line.operation),
      sealed.map((line) => line.subject),
      sealed.map((line) => (line.before === null ? null : JSON.stringify(line.before))),
      sealed.map((line) => (line.after === null ? null : JSON.stringify(line.after))),
      sealed.map((line) => line.origin),
      sealed.map((line) => line.hash),
    ],
  )
  await db.query('UPDATE audit_heads SET no = $2, hash = $3 WHERE reseller_id = $1', [resellerId, no, hash])
}

/** SHA-256 of the seal before and the line's own text. */
export function sealOf(previous: Buffer, line: AuditLine): Buffer {
  return createHash('sha256').update(previous).update(auditText(line)).digest()
}

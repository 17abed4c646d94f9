import type pg from 'pg'
import type { PortFileRow } from '#storage/queries/port-files.ts'
import type { PortOwner } from './ports.ts'

type NewPortFile = Omit<PortFileRow, 'id' | 'portId' | 'accountId' | 'bytes'> & { readonly content: Buffer }

/** Keeps a file of a port. Returns its id. */
export async function insertPortFile(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  file: NewPortFile,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO port_files (reseller_id, account_id, port_id, attempt, kind, name, media_type, bytes, sha256, billed_on,
                             uploaded_at, uploaded_by, by_customer, for_customer, content)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
    [
      resellerId,
      accountId,
      portId,
      file.attempt,
      file.kind,
      file.name,
      file.mediaType,
      file.content.length,
      file.sha256,
      file.billedOn,
      file.uploadedAt,
      file.uploadedBy,
      file.byCustomer,
      file.forCustomer,
      file.content,
    ],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('no id for the file')
  return id
}

export async function deletePortFile(db: pg.ClientBase, fileId: number): Promise<void> {
  await db.query('DELETE FROM port_files WHERE id = $1', [fileId])
}

/** Writes whether the customer sees a file. */
export async function updateForCustomer(db: pg.ClientBase, fileId: number, forCustomer: boolean): Promise<void> {
  await db.query('UPDATE port_files SET for_customer = $2 WHERE id = $1', [fileId, forCustomer])
}

/**
 * Writes that somebody is at work on a port, so that it does not expire. What is being typed of its request meanwhile is at
 * its version still.
 */
export async function touchPort(db: pg.ClientBase, portId: number, now: Date): Promise<void> {
  await db.query('UPDATE ports SET changed_at = $2 WHERE id = $1', [portId, now])
}

import type pg from 'pg'
import type { KeptFiles, PortFileKind, PortFileType } from '#domain/porting/port-file.ts'

/** A file of a port, without its content. */
export interface PortFileRow {
  readonly id: number
  /** The port it was handed in with: the one this was split from, perhaps. */
  readonly portId: number
  readonly accountId: number
  /** The attempt it was handed in for. */
  readonly attempt: number
  readonly kind: PortFileKind
  readonly name: string
  readonly mediaType: PortFileType
  readonly bytes: number
  /** In hex. */
  readonly sha256: string
  /** `yyyy-mm-dd`: of a bill, its date as it was typed. */
  readonly billedOn: string | null
  readonly uploadedAt: Date
  readonly uploadedBy: string
  readonly byCustomer: boolean
  readonly forCustomer: boolean
}

const FILE = `f.id, f.port_id AS "portId", f.account_id AS "accountId", f.attempt, f.kind, f.name,
  f.media_type AS "mediaType", f.bytes, f.sha256, f.billed_on AS "billedOn", f.uploaded_at AS "uploadedAt",
  f.uploaded_by AS "uploadedBy", f.by_customer AS "byCustomer", f.for_customer AS "forCustomer"`

/**
 * The port $1 with those it was split from, and until when each was what this is now. What was handed in with a port before
 * it was split was handed in for all its numbers.
 */
export const PORT_ANCESTRY = `WITH RECURSIVE line (id, until) AS (
    SELECT id, 'infinity'::timestamptz FROM ports WHERE id = $1
    UNION ALL
    SELECT parent.id, child.created_at FROM line JOIN ports child ON child.id = line.id
      JOIN ports parent ON parent.id = child.split_from)`

/** The files of a port, the oldest first, those of the port it was split from among them. */
export async function listPortFiles(
  db: pg.ClientBase,
  portId: number,
  { forCustomer }: { readonly forCustomer: boolean },
): Promise<readonly PortFileRow[]> {
  const { rows } = await db.query<PortFileRow>(
    `${PORT_ANCESTRY}
     SELECT ${FILE} FROM line JOIN port_files f ON f.port_id = line.id AND f.uploaded_at <= line.until
      WHERE f.for_customer OR NOT $2 ORDER BY f.id`,
    [portId, forCustomer],
  )
  return rows
}

/** One of them, with its content. */
export async function readPortFile(
  db: pg.ClientBase,
  portId: number,
  fileId: number,
  { forCustomer }: { readonly forCustomer: boolean },
): Promise<(PortFileRow & { readonly content: Buffer }) | undefined> {
  const { rows } = await db.query<PortFileRow & { readonly content: Buffer }>(
    `${PORT_ANCESTRY}
     SELECT ${FILE}, f.content FROM line JOIN port_files f ON f.port_id = line.id AND f.uploaded_at <= line.until
      WHERE f.id = $2 AND (f.for_customer OR NOT $3)`,
    [portId, fileId, forCustomer],
  )
  return rows[0]
}

/** A file of this very port, without its content. */
export async function readOwnPortFile(
  db: pg.ClientBase,
  portId: number,
  which: { readonly fileId: number } | { readonly sha256: string },
): Promise<PortFileRow | undefined> {
  const { rows } = await db.query<PortFileRow>(
    `SELECT ${FILE} FROM port_files f WHERE f.port_id = $1 AND (f.id = $2 OR f.sha256 = $3)`,
    [portId, 'fileId' in which ? which.fileId : null, 'sha256' in which ? which.sha256 : null],
  )
  return rows[0]
}

/** How many files a port keeps, and how large they are together. */
export async function countPortFiles(db: pg.ClientBase, portId: number): Promise<KeptFiles> {
  const { rows } = await db.query<KeptFiles>(
    'SELECT count(*)::int4 AS count, coalesce(sum(bytes), 0)::int4 AS bytes FROM port_files WHERE port_id = $1',
    [portId],
  )
  return rows[0] ?? { count: 0, bytes: 0 }
}

import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { mayAddFile, PORT_FILE_KINDS, PORT_FILE_LIMITS, refuseRemoval } from '#domain/porting/port-file.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { listPortFiles, type PortFileRow } from '#storage/queries/port-files.ts'
import { readPort, type PortRow } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'

/** The files of a port, as whoever asks may see them. */
export async function viewPortFiles(portId: number, db: pg.ClientBase, actor: Actor) {
  const port = notFound('port', await readPort(db, portId))
  const isCustomer = actor.accountId !== undefined
  const files = await listPortFiles(db, portId, { forCustomer: isCustomer })
  const staffName = isCustomer ? ((await readBrand(db, actor.resellerId ?? 0))?.name ?? '') : ''
  return {
    items: files.map((file) => viewFile(file, port, actor, staffName)),
    kinds: PORT_FILE_KINDS.filter((kind) => may(actor, 'ports.request') && mayAddFile(actor, port.state, kind)),
    limits: PORT_FILE_LIMITS,
  }
}

function viewFile(row: PortFileRow, port: PortRow, actor: Actor, staffName: string) {
  const { portId, accountId: _, ...file } = row
  const isOwn = portId === port.id
  return {
    ...file,
    uploadedBy: actor.accountId === undefined || file.byCustomer ? file.uploadedBy : staffName,
    canRemove: isOwn && may(actor, 'ports.request') && refuseRemoval(actor, port, file) === undefined,
    canHide:
      isOwn && may(actor, 'ports.work') && !file.byCustomer && (file.kind === 'carrier' || file.kind === 'other'),
  }
}

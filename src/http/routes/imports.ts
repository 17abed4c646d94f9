import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { importsEndpoints } from '#contract/imports.ts'
import { micros } from '#domain/money.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import { cancelImport } from '#operations/usage/cancel-import.ts'
import { createSource } from '#operations/usage/create-source.ts'
import { seeUnattributed } from '#operations/usage/see-unattributed.ts'
import { sourceToImport, storeUpload, uploadCalls, uploadFolder } from '#operations/usage/upload-calls.ts'
import {
  listCallSources,
  listImports,
  readImport,
  type CallSourceRow,
  type ImportRow,
} from '#storage/queries/imports.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { suspenseCsv } from '../suspense-csv.ts'

export const importsRoutes: readonly Route[] = [
  route(importsEndpoints.listCallSources, async ({ read }) => ({
    items: (await read((db) => listCallSources(db))).map(viewSource),
  })),
  route(importsEndpoints.createCallSource, ({ perform, body }) => perform(createSource, body, viewSource)),
  route(importsEndpoints.listImports, async ({ read, actor, query, now }) => {
    const found = await read(async (db) => {
      await seeUnattributed(db, actor)
      return listImports(db, query)
    })
    return { ...found, items: found.items.map((item) => viewImport(item, now)) }
  }),
  route(importsEndpoints.uploadCalls, async ({ perform, read, actor, services, query, body, now }) => {
    // Nothing is taken in for a source that is not there.
    await read((db) => sourceToImport(db, actor, query.source))
    const folder = uploadFolder(services.config.dataDirectory)
    const file = await storeUpload(folder, body, services.config.limits.callFileBytes)
    let isKept = false
    try {
      return await perform(uploadCalls, { ...query, file }, async (noted, db) => {
        isKept = noted.isKept
        return viewImport(notFound('import', await readImport(db, noted.importId)), now)
      })
    } finally {
      if (!isKept) await rm(join(folder, file.storedAs), { force: true })
    }
  }),
  route(importsEndpoints.readImport, async ({ read, actor, params, now }) =>
    viewImport(
      notFound(
        'import',
        await read(async (db) => {
          await seeUnattributed(db, actor)
          return readImport(db, params.importId)
        }),
      ),
      now,
    ),
  ),
  route(importsEndpoints.cancelImport, ({ perform, params, now }) =>
    perform(cancelImport, params, async (importId, db) =>
      viewImport(notFound('import', await readImport(db, importId)), now),
    ),
  ),
  route(importsEndpoints.rejectedRows, async (exchange) => {
    const { read, actor, params, query } = exchange
    await read(async (db) => {
      await seeUnattributed(db, actor)
      notFound('import', await readImport(db, params.importId))
    })
    const causes = query.rows === 'all' ? undefined : [SUSPENSE_CAUSE_CODES.unreadable_row]
    return suspenseCsv(exchange, { importId: params.importId, causes }, `import-${params.importId}-rejected.csv`)
  }),
]

function viewSource({ id, name, profile, resellerId }: CallSourceRow) {
  return { id, name, profile: { ...profile }, shared: resellerId === null }
}

function viewImport({ chargeMicros, bytes, bytesDone, ...row }: ImportRow, now: Date) {
  return {
    ...row,
    ...paceOf({ bytes: Number(bytes), bytesDone: Number(bytesDone), ...row }, now),
    bytes: Number(bytes),
    bytesDone: Number(bytesDone),
    charge: micros(chargeMicros),
    currency: 'AUD' as const,
  }
}

/** How fast a file is read, and how long it will take at that. */
function paceOf(
  {
    status,
    bytes,
    bytesDone,
    readingSince,
  }: Pick<ImportRow, 'status' | 'readingSince'> & Record<'bytes' | 'bytesDone', number>,
  now: Date,
) {
  const seconds = readingSince === null ? 0 : (now.getTime() - readingSince.getTime()) / 1000
  if (status !== 'running' || seconds <= 0 || bytesDone === 0) return { bytesPerSecond: null, secondsLeft: null }
  const bytesPerSecond = Math.max(1, Math.round(bytesDone / seconds))
  return { bytesPerSecond, secondsLeft: Math.ceil((bytes - bytesDone) / bytesPerSecond) }
}

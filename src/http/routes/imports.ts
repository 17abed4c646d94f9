import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { importsEndpoints } from '#contract/imports.ts'
import { micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
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
  route(importsEndpoints.listImports, async ({ read, actor, query }) => {
    const found = await read(async (db) => {
      await seeUnattributed(db, actor)
      return listImports(db, query)
    })
    return { ...found, items: found.items.map(viewImport) }
  }),
  route(importsEndpoints.uploadCalls, async ({ perform, read, actor, services, query, body }) => {
    // Nothing is taken in for a source that is not there.
    await read((db) => sourceToImport(db, actor, query.source))
    const folder = uploadFolder(services.config.dataDirectory)
    const file = await storeUpload(folder, body, services.config.limits.callFileBytes)
    let isKept = false
    try {
      return await perform(uploadCalls, { ...query, file }, async (noted, db) => {
        isKept = noted.isKept
        return viewImport(notFound('import', await readImport(db, noted.importId)))
      })
    } finally {
      if (!isKept) await rm(join(folder, file.storedAs), { force: true })
    }
  }),
  route(importsEndpoints.readImport, async ({ read, actor, params }) =>
    viewImport(
      notFound(
        'import',
        await read(async (db) => {
          await seeUnattributed(db, actor)
          return readImport(db, params.importId)
        }),
      ),
    ),
  ),
  route(importsEndpoints.cancelImport, () =>
    Promise.reject(new ProblemError(problem('not_found', 'There is no such import.'))),
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

function viewImport({ chargeMicros, bytes, bytesDone, ...row }: ImportRow) {
  return {
    ...row,
    bytes: Number(bytes),
    bytesDone: Number(bytesDone),
    readingSince: null,
    bytesPerSecond: null,
    secondsLeft: null,
    canCancel: false,
    charge: micros(chargeMicros),
    currency: 'AUD' as const,
  }
}

import type { FastifyReply } from 'fastify'
import { portFilesEndpoints } from '#contract/port-files.ts'
import { fileTooLarge, PORT_FILE_LIMITS } from '#domain/porting/port-file.ts'
import { ProblemError } from '#domain/problem.ts'
import { addPortFile, removePortFile, showPortFile } from '#operations/porting/port-files.ts'
import { readPortFile } from '#storage/queries/port-files.ts'
import { readPort } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'
import { readUpload } from '../read-upload.ts'
import { route, type Route } from '../route.ts'
import { viewPortFiles } from '../views/port-files.ts'

export const portFilesRoutes: readonly Route[] = [
  route(portFilesEndpoints.listPortFiles, ({ read, params, actor }) =>
    read((db) => viewPortFiles(params.portId, db, actor)),
  ),
  route(portFilesEndpoints.addPortFile, async ({ read, perform, params, query, body, actor }) => {
    const { kind, fileName: name, billedOn = null, forCustomer = kind !== 'carrier' } = query
    // Nothing is taken in for a port that is not there.
    await read(async (db) => notFound('port', await readPort(db, params.portId)))
    const content = await readFile(body, name)
    const file = { ...params, kind, name, billedOn, forCustomer, content }
    return perform(addPortFile, file, ({ portId }, db) => viewPortFiles(portId, db, actor))
  }),
  route(portFilesEndpoints.readPortFile, async ({ read, params, actor, reply, send }) => {
    const forCustomer = actor.accountId !== undefined
    const found = await read((db) => readPortFile(db, params.portId, params.fileId, { forCustomer }))
    const { content, mediaType, name } = notFound('file', found)
    keepShut(reply)
    return send(mediaType, content, name)
  }),
  route(portFilesEndpoints.changePortFile, ({ perform, params, body, actor }) =>
    perform(showPortFile, { ...params, ...body }, (portId, db) => viewPortFiles(portId, db, actor)),
  ),
  route(portFilesEndpoints.removePortFile, ({ perform, params, actor }) =>
    perform(removePortFile, params, (portId, db) => viewPortFiles(portId, db, actor)),
  ),
]

async function readFile(body: unknown, name: string): Promise<Buffer> {
  try {
    return await readUpload(body, PORT_FILE_LIMITS.bytes)
  } catch (error) {
    if (error instanceof ProblemError && error.problems[0]?.code === 'too_large')
      throw new ProblemError(fileTooLarge(name))
    throw error
  }
}

/** Whatever a file holds, a browser keeps it: it guesses no other type, runs nothing of it, and leaves it in no cache. */
function keepShut(reply: FastifyReply): void {
  void reply
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
}

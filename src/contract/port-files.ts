import { z } from 'zod'
import { PORT_FILE_KINDS, PORT_FILE_TYPES } from '#domain/porting/port-file.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { date, flag, id, instant, words } from './wire.ts'

const portParam = z.object({ portId: id })
const fileParam = z.object({ portId: id, fileId: id })

const fileKind = z.enum(PORT_FILE_KINDS).meta({
  id: 'PortFileKind',
  description:
    'bill: of the losing carrier; authority: a form signed on paper; carrier: what a carrier sent; staff only',
})

const portFile = z
  .object({
    id,
    kind: fileKind,
    name: z.string(),
    mediaType: z.enum(PORT_FILE_TYPES).meta({ description: 'By its first bytes' }),
    bytes: z.int(),
    sha256: z.string().meta({ description: 'Of the content, in hex' }),
    attempt: z.int().meta({ description: 'The attempt it was handed in for' }),
    billedOn: date.nullable().meta({ description: 'Of a bill: its date, as it was typed' }),
    uploadedAt: instant,
    uploadedBy: z.string().meta({ description: 'For customers, staff are the brand' }),
    byCustomer: z.boolean(),
    forCustomer: z.boolean().meta({ description: 'Whether the customer sees it' }),
    canRemove: z.boolean().meta({ description: 'Whether the one who asks may remove it now' }),
    canHide: z.boolean().meta({ description: 'Whether the one who asks may keep it from the customer' }),
  })
  .meta({ id: 'PortFile' })

const portFiles = z
  .object({
    items: z.array(portFile),
    kinds: z.array(fileKind).meta({ description: 'What the one who asks may add now' }),
    limits: z.object({ bytes: z.int(), files: z.int(), bytesOfPort: z.int() }),
  })
  .meta({ id: 'PortFiles' })

const MEDIA = 'application/pdf, image/jpeg, image/png, application/octet-stream'

export const portFilesEndpoints = {
  listPortFiles: endpoint({
    id: 'port-files.list',
    method: 'GET',
    path: '/ports/{portId}/files',
    summary: 'The files of a port, the oldest first',
    access: 'ports.read',
    params: portParam,
    response: portFiles,
  }),
  addPortFile: endpoint({
    id: 'port-files.add',
    method: 'POST',
    path: '/ports/{portId}/files',
    summary: 'Add a bill, a signed form or another paper to a port',
    description:
      'The file itself is the body: a PDF, JPEG or PNG by its first bytes, whatever its name and Content-Type say. At most 10 MB each, 20 files and 50 MB a port. Answers with all files of the port.',
    access: 'ports.request',
    params: portParam,
    query: z.object({
      kind: fileKind.default('other'),
      fileName: words(200).default('file'),
      billedOn: date.optional().meta({ description: 'Of a bill: its date, as it is printed' }),
      forCustomer: flag
        .optional()
        .meta({ description: 'Staff, of kind carrier or other; left out: what a carrier sent is not, the rest is' }),
    }),
    response: portFiles,
    status: 201,
    media: { request: MEDIA },
  }),
  readPortFile: endpoint({
    id: 'port-files.read',
    method: 'GET',
    path: '/ports/{portId}/files/{fileId}',
    summary: 'The content of a file, to be kept and not shown',
    access: 'ports.read',
    params: fileParam,
    media: { response: PORT_FILE_TYPES.join(', ') },
  }),
  changePortFile: endpoint({
    id: 'port-files.change',
    method: 'PATCH',
    path: '/ports/{portId}/files/{fileId}',
    summary: 'Say whether the customer sees a file',
    access: 'ports.work',
    params: fileParam,
    body: z.object({ forCustomer: z.boolean() }).strict(),
    response: portFiles,
  }),
  removePortFile: endpoint({
    id: 'port-files.remove',
    method: 'DELETE',
    path: '/ports/{portId}/files/{fileId}',
    summary: 'Remove a file while the request may be changed',
    description: 'What was handed in with an attempt stays as evidence.',
    access: 'ports.request',
    params: fileParam,
    response: portFiles,
  }),
} satisfies Record<string, Endpoint>

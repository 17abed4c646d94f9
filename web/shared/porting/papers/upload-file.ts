import { ApiProblem, readProblem } from '../../api/api-problem.ts'
import { chosenReseller } from '../../api/chosen-reseller.ts'
import { addressOf, newKey } from '../../api/client.ts'
import { withPerson } from '../../api/confirmation.ts'
import type { Query } from '../../api/wire-types.ts'

interface Upload {
  readonly portId: string
  readonly file: File
  readonly query: Omit<Query<'addPortFile'>, 'fileName'>
  /** How much of it is there, from 0 to 1. */
  readonly onProgress: (done: number) => void
}

/**
 * Sends a file of a port. By XMLHttpRequest, which says how far it is; what the file is, the server sees by itself.
 *
 * @throws ApiProblem whatever the server refuses, and status 0 where it cannot be reached.
 */
export function uploadFile({ portId, file, query, onProgress }: Upload): Promise<void> {
  const key = newKey()
  const address = addressOf('addPortFile', { params: { portId }, query: { ...query, fileName: nameOf(file) } })
  const send = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', address)
      request.setRequestHeader('accept', 'application/json')
      request.setRequestHeader('content-type', 'application/octet-stream')
      request.setRequestHeader('idempotency-key', key)
      const reseller = chosenReseller()
      if (reseller !== null) request.setRequestHeader('tollgate-reseller', reseller)
      request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total))
      request.addEventListener('error', () => reject(ApiProblem.unreachable()))
      request.addEventListener('load', () => {
        if (request.status < 400) return resolve()
        const headers = { 'retry-after': request.getResponseHeader('retry-after') ?? '' }
        void readProblem(new Response(request.responseText, { status: request.status, headers })).then(reject)
      })
      request.send(file)
    })
  return withPerson(send)
}

/** A photo taken at once may come without a name. */
function nameOf({ name }: File): string {
  const plain = name
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200)
  return plain === '' ? 'photo' : plain
}

import { lookup, type LookupAddress } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export interface Posting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came back. */
export interface Answer {
  /** Undefined: there was no answer. */
  readonly status: number | undefined
  /** Undefined: it was taken, by a status of 200 to 299. */
  readonly error: string | undefined
  /** The head of the answer and the beginning of its body. */
  readonly text: string
  readonly durationMs: number
}

export interface PostLimits {
  /** From the look-up of the name to the end of the answer. */
  readonly timeoutMs: number
  /** Of an answer: the rest is not read. */
  readonly answerBytes: number
  /** Addresses that are not of the public internet may be reached. */
  readonly allowPrivate: boolean
}

/** Posts a message and reads the beginning of the answer. Never throws for what the other side does. */
export type PostMessage = (posting: Posting) => Promise<Answer>

/**
 * Posts to addresses others chose, without being led astray: the address a name stands for is checked in the connection
 * that uses it, so that it cannot be another one a moment later; redirects are not followed; nothing is waited or read for
 * without end.
 */
export function createPostMessage(limits: PostLimits): PostMessage {
  return (posting) =>
    new Promise((resolve) => {
      const startedAt = performance.now()
      const finish = (status: number | undefined, error: string | undefined, text: string): void => {
        resolve({ status, error, text, durationMs: Math.round(performance.now() - startedAt) })
      }
      const url = new URL(posting.url)
      const host = url.hostname.replace(/^\[|\]$/g, '')
      if (isIP(host) !== 0 && !limits.allowPrivate && !isPublicAddress(host)) {
        finish(undefined, refusedAddress(host), '')
        return
      }
      const { request: open } = url.protocol === 'https:' ? https : http
      const request = open(
        url,
        {
          method: 'POST',
          headers: { ...posting.headers, 'content-length': Buffer.byteLength(posting.body) },
          lookup: limits.allowPrivate ? undefined : lookupPublic,
          signal: AbortSignal.timeout(limits.timeoutMs),
          agent: false,
        },
        (response) => {
          const status = response.statusCode ?? 0
          const head = [`HTTP/${response.httpVersion} ${status} ${response.statusMessage ?? ''}`.trim()]
          for (const [name, value] of Object.entries(response.headers)) head.push(`${name}: ${String(value)}`)
          let text = `${head.join('\n')}\n\n`
          const end = (): void => finish(status, faultOf(status), text.slice(0, limits.answerBytes))
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
            if (text.length < limits.answerBytes) return
            end()
            response.destroy()
          })
          response.on('end', end)
          // Its status says whether it was taken, however its words end.
          response.on('error', end)
        },
      )
      request.on('error', (error) => finish(undefined, describe(error, limits), ''))
      request.end(posting.body)
    })
}

function faultOf(status: number): string | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) return `It answered ${status}: redirects are not followed, give the last address.`
  return `It answered ${status}.`
}

function describe(error: Error, { timeoutMs }: PostLimits): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `No answer within ${timeoutMs / 1000} seconds.`
  return error.message.slice(0, 300)
}

function refusedAddress(address: string): string {
  return `${address} is no address of the public internet.`
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error !== null) return callback(error, [])
    const inside = addresses.find(({ address }) => !isPublicAddress(address))
    if (inside !== undefined) return callback(new Error(`${hostname} is ${refusedAddress(inside.address)}`), [])
    if (options.all === true) return callback(null, addresses)
    const [first] = addresses
    if (first === undefined) return callback(new Error(`${hostname} has no address.`), [])
    return callback(null, first.address, first.family)
  })
}

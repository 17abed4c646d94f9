import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came: headers and parts. */
  readonly source: string
  /** The parts by their content type, decoded. */
  readonly parts: readonly MailPart[]
}

export interface MailPart {
  readonly contentType: string
  readonly fileName: string | undefined
  readonly content: Buffer
}

export interface TestMailServer {
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** Recipients it does not know, answered 550; and those it puts off, answered 450. */
  readonly unknown: Set<string>
  readonly later: Set<string>
  close(): Promise<void>
}

/** A mail server of this test's own, speaking SMTP; mails are taken to memory. */
export async function startMailServer({ port = 0, user = '', password = '' } = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = []
  const unknown = new Set<string>()
  const later = new Set<string>()
  const server = new SMTPServer({
    hideSTARTTLS: true,
    // Closed, it does not wait for connections that rest.
    closeTimeout: 10,
    authOptional: user === '',
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user })
        : done(Object.assign(new Error('Who are you?'), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) => {
      if (unknown.has(address)) done(Object.assign(new Error(`5.1.1 No mailbox ${address}`), { responseCode: 550 }))
      else if (later.has(address)) done(Object.assign(new Error('4.2.0 Greylisted'), { responseCode: 450 }))
      else done()
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('utf8')
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        received.push({ from, to: rcptTo.map(({ address }) => address), source, parts: partsOf(source) })
        done()
      })
    },
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const { port: chosen } = server.server.address() as AddressInfo
  const auth = user === '' ? '' : `${user}:${encodeURIComponent(password)}@`
  return {
    url: `smtp://${auth}127.0.0.1:${chosen}`,
    received,
    unknown,
    later,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The leaves of a MIME tree. */
function partsOf(source: string): readonly MailPart[] {
  const [head = '', ...rest] = source.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const contentType = /^content-type: *([^;\r\n]+)/im.exec(headers)?.[1] ?? 'text/plain'
  const boundary = /boundary="?([^";\r\n]+)/i.exec(headers)?.[1]
  if (boundary !== undefined) {
    const pieces = body.split(`--${boundary}`).slice(1, -1)
    return pieces.flatMap((piece) => partsOf(piece.replace(/^\r\n/, '')))
  }
  const encoding = /^content-transfer-encoding: *(\S+)/im.exec(headers)?.[1]?.toLowerCase() ?? '7bit'
  const fileName = /filename="?([^";\r\n]+)/i.exec(headers)?.[1]
  return [{ contentType, fileName, content: decode(body, encoding) }]
}

function decode(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body)
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

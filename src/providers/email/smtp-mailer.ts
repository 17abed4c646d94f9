import { createTransport } from 'nodemailer'
import type { Handover, Mailer, Message } from './mailer.ts'
import { toMailOptions } from './mail-options.ts'

export interface SmtpOptions {
  /** smtp:// or smtps://, with user and password where the server asks. */
  readonly url: string
  readonly timeoutMs: number
}

/** Hands mail to an SMTP server, over a few connections that are kept; with TLS wherever the server offers it. */
export function createSmtpMailer({ url, timeoutMs }: SmtpOptions): Mailer {
  const transport = createTransport({
    ...connectionOf(url),
    pool: true,
    maxConnections: 2,
    maxMessages: 100,
    connectionTimeout: timeoutMs / 2,
    greetingTimeout: timeoutMs / 2,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (message: Message): Promise<Handover> => {
      try {
        const { response } = await transport.sendMail(toMailOptions(message))
        return { outcome: 'sent', answer: oneLine(response) }
      } catch (error) {
        return refusal(error)
      }
    },
    close: () => {
      transport.close()
    },
  }
}

function connectionOf(url: string): object {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const auth = username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return { host: hostname, port: port === '' ? (secure ? 465 : 587) : Number(port), secure, ...(auth && { auth }) }
}

/**
 * RFC 5321 §4.2.1: 5xx is for good, 4xx for now. A refused sign-in is the installation's fault and no mail's: another try
 * may find it put right. Without an answer the server was not there.
 */
function refusal(error: unknown): Handover {
  const { response, responseCode, code }: Failure = error instanceof Error ? error : {}
  const said = typeof response === 'string' ? response : error instanceof Error ? error.message : 'no answer'
  const isForGood = typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH'
  return { outcome: isForGood ? 'refused' : 'not-now', answer: oneLine(said) }
}

interface Failure {
  readonly message?: string
  readonly response?: unknown
  readonly responseCode?: unknown
  readonly code?: unknown
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 500)
}

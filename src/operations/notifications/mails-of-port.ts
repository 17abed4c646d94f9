import type pg from 'pg'
import { numbersText } from '#domain/porting/read-numbers.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readAdminEmails, readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readPortAttempts } from '#storage/queries/port-history.ts'
import { readPort } from '#storage/queries/ports.ts'
import type { MailAttachment } from '#storage/tables/mails.ts'
import { PORT_LETTERS, type Entry, type Told } from './port-letters.ts'
import { readSaid, type PortSaid } from './port-said.ts'
import type { NewMail } from './queue-mail.ts'
import type { Event, Teller } from './teller.ts'

/** Which events of ports become mails. */
export const PORT_TELLERS: Readonly<Record<string, Teller>> = {
  ...Object.fromEntries(Object.keys(PORT_LETTERS).map((type) => [type, tellPort])),
  'port.urgent': tellUrgent,
}

/**
 * The mail a step of a port makes: to the main contact of the account, else the technical, else the billing one, and to the
 * person who authorised the move; to each once. Of a request nobody has sent, to the account's contact alone.
 *
 * @param db behind the tenant's walls.
 */
async function tellPort(db: pg.ClientBase, event: Event): Promise<readonly NewMail[]> {
  const told = await look(db, event)
  const letter = told === undefined ? undefined : await PORT_LETTERS[event.type]?.(told)
  if (told === undefined || letter === undefined) return []
  const { port, attempt, said } = told
  const { entry, ...mail } = letter
  const about = { accountId: port.accountId, port: { id: port.id, attempt: attempt?.no ?? 0 } }
  const contact = await readContactEmail(db, port.accountId, ['main', 'technical', 'billing'])
  const person = attempt === undefined ? undefined : (port.details.authorisedPerson?.email ?? undefined)
  return eachOnce([contact, person]).map((to) => ({
    ...mail,
    ...about,
    to,
    ...(entry !== undefined && { attachment: calendarPaper(port.id, said, entry, to) }),
  }))
}

async function look(db: pg.ClientBase, event: Event): Promise<Told | undefined> {
  const said = readSaid(event.payload)
  const port = said === undefined ? undefined : await readPort(db, said.portId)
  const account = port === undefined ? undefined : await readAccount(db, port.accountId)
  if (said === undefined || port === undefined || account === undefined) return undefined
  const no = said.attempt ?? port.attempt
  const attempt = (await readPortAttempts(db, port.id)).find((one) => one.no === no)
  return { db, port, attempt, said, timeZone: account.timeZone }
}

function eachOnce(addresses: readonly (string | undefined)[]): readonly string[] {
  const known = new Map(addresses.flatMap((to) => (to === undefined ? [] : [[to.toLowerCase(), to] as const])))
  return [...known.values()]
}

function calendarPaper(
  ofEvent: number,
  { calendarSequence }: PortSaid,
  { cutOverAt, isCancelled, portId = ofEvent }: Entry,
  attendee: string,
): MailAttachment {
  const sequence = calendarSequence ?? 0
  return { paper: 'cut-over', id: String(portId), cutOverAt: cutOverAt.toISOString(), sequence, isCancelled, attendee }
}

/** What a customer says is badly wrong goes to those who run the reseller: the numbers can go back for some hours only. */
async function tellUrgent(db: pg.ClientBase, event: Event, resellerId: number): Promise<readonly NewMail[]> {
  const told = await look(db, event)
  if (told === undefined || !told.said.byCustomer) return []
  const { port, timeZone, said } = told
  const { returnUntil } = port
  const values = {
    'port.numbers': numbersText(port.numbers.map(({ number }) => number)),
    'port.customer': port.accountName,
    'port.words': said.words,
    'port.returnUntil': returnUntil === null ? 'the cut-over is not over' : writeInstant(returnUntil, timeZone),
  }
  const about = { kind: 'port-urgent', values, port: { id: port.id, attempt: port.attempt } } as const
  return (await readAdminEmails(db, resellerId)).map((to): NewMail<'port-urgent'> => ({ ...about, to }))
}

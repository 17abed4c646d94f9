import type pg from 'pg'
import type { MailValues } from '#domain/notifications/mail-kinds.ts'
import { numbersText } from '#domain/porting/read-numbers.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readAdminEmails, readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readPortOut, type PortOutRow } from '#storage/queries/port-outs.ts'
import type { NewMail } from './queue-mail.ts'
import type { Event, Teller } from './teller.ts'

/**
 * What is told about numbers that are to leave: the customer at once, so that nobody takes its numbers away behind its back,
 * and when they are gone; the people who run the reseller where the customer says that it was not them.
 */
export const PORT_OUT_TELLERS: Readonly<Record<string, Teller>> = {
  'port-out.received': tellCustomer((portOut, timeZone) => ({
    kind: 'port-out-received',
    values: { ...whatLeaves(portOut), 'portOut.when': writeInstant(portOut.receivedAt, timeZone) },
  })),
  'port-out.released': tellCustomer((portOut, timeZone) =>
    portOut.undoUntil === null
      ? undefined
      : {
          kind: 'port-out-released',
          values: { ...whatLeaves(portOut), 'portOut.undoUntil': writeInstant(portOut.undoUntil, timeZone) },
        },
  ),
  'port-out.answered': warnStaff,
}

type Letter =
  | { readonly kind: 'port-out-received'; readonly values: MailValues<'port-out-received'> }
  | { readonly kind: 'port-out-released'; readonly values: MailValues<'port-out-released'> }

/** To the main contact of the account, else the technical, else the billing one. */
function tellCustomer(write: (portOut: PortOutRow, timeZone: string) => Letter | undefined): Teller {
  return async (db, event) => {
    const portOut = await portOutOf(db, event)
    const account = portOut === undefined ? undefined : await readAccount(db, portOut.accountId)
    if (portOut === undefined || account === undefined) return []
    const to = await readContactEmail(db, account.id, ['main', 'technical', 'billing'])
    const letter = write(portOut, account.timeZone)
    return to === undefined || letter === undefined ? [] : [{ ...letter, to, accountId: account.id }]
  }
}

async function warnStaff(db: pg.ClientBase, event: Event, resellerId: number): Promise<readonly NewMail[]> {
  const { answer }: { answer?: unknown } = event.payload
  const portOut = answer === 'no' ? await portOutOf(db, event) : undefined
  if (portOut === undefined) return []
  const isGone = portOut.state === 'released'
  const values = {
    ...whatLeaves(portOut),
    'portOut.customer': `${portOut.accountName} (account ${portOut.accountNumber})`,
    'portOut.state': isGone
      ? 'The numbers are gone already, and can be brought back for a short time.'
      : 'The request was refused by itself.',
  }
  const people = await readAdminEmails(db, resellerId)
  return people.map((to) => ({ kind: 'port-out-disputed', to, values }) satisfies NewMail<'port-out-disputed'>)
}

async function portOutOf(db: pg.ClientBase, { payload }: Event): Promise<PortOutRow | undefined> {
  const { portOutId }: { portOutId?: unknown } = payload
  return typeof portOutId === 'number' ? readPortOut(db, portOutId) : undefined
}

function whatLeaves({ id, numbers, gainingCarrier }: PortOutRow) {
  return { 'portOut.id': String(id), 'portOut.numbers': numbersText(numbers), 'portOut.carrier': gainingCarrier }
}

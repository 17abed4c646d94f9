import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { mailStatus } from './mails.ts'
import { id, instant, longId } from './wire.ts'

const message = z
  .object({
    mailId: longId,
    kind: z.string(),
    attempt: z.int().meta({ description: '0: before it was submitted' }),
    to: z.string(),
    subject: z.string().nullable().meta({ description: 'As it was sent last' }),
    status: mailStatus,
    answer: z
      .string()
      .nullable()
      .meta({ description: 'What the mail server said last, or why it waits; null for customers' }),
    queuedAt: instant,
    sentAt: instant.nullable(),
  })
  .meta({ id: 'PortMessage' })

export const portMessagesEndpoints = {
  listPortMessages: endpoint({
    id: 'port-messages.list',
    method: 'GET',
    path: '/ports/{portId}/messages',
    summary: 'Every e-mail about a port and what became of it, in order; for customers those that were for them',
    access: 'ports.read',
    params: z.object({ portId: id }),
    response: z.object({ items: z.array(message).meta({ description: 'The last 500' }) }),
  }),
} satisfies Record<string, Endpoint>

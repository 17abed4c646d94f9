import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { email, id, instant, words } from './wire.ts'

const operator = z
  .object({
    id,
    email: z.string(),
    name: z.string().meta({ description: 'Empty until somebody who has a login already accepts' }),
    status: z.enum(['invited', 'active', 'closed']),
    hasSecondFactor: z.boolean().nullable(),
    lastSignedInAt: instant.nullable(),
    invitedAt: instant,
  })
  .meta({ id: 'Operator' })

export const operatorsEndpoints = {
  listOperators: endpoint({
    id: 'operators.list',
    method: 'GET',
    path: '/operators',
    summary: 'The people who run the installation',
    access: 'operators.read',
    response: z.object({ items: z.array(operator) }),
  }),
  inviteOperator: endpoint({
    id: 'operators.invite',
    method: 'POST',
    path: '/operators',
    summary: 'Invite somebody to run the installation, by e-mail',
    description: 'Whoever accepts sees and changes everything of every reseller.',
    access: 'operators.write',
    body: z.object({ email, name: words(120) }).strict(),
    response: operator,
    status: 201,
  }),
  removeOperator: endpoint({
    id: 'operators.remove',
    method: 'DELETE',
    path: '/operators/{operatorId}',
    summary: 'Somebody no longer runs the installation, from this moment',
    access: 'operators.write',
    params: z.object({ operatorId: id }),
  }),
} satisfies Record<string, Endpoint>

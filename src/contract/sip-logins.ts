import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, instant, phoneNumber } from './wire.ts'

const params = z.object({ accountId: id, number: phoneNumber })

const sipLogin = z
  .object({
    server: z
      .string()
      .nullable()
      .meta({ description: 'The registrar, and the realm; null: no switch is connected, and there are no logins' }),
    username: z.string(),
    password: z
      .object({ madeAt: instant, madeBy: z.string() })
      .nullable()
      .meta({ description: 'null: none was made, and the line cannot register' }),
  })
  .meta({ id: 'SipLogin' })

export const sipLoginsEndpoints = {
  readSipLogin: endpoint({
    id: 'sip-logins.read',
    method: 'GET',
    path: '/accounts/{accountId}/numbers/{number}/sip-login',
    summary: 'How the number’s phone registers at the switch; its password is kept nowhere',
    access: 'numbers.read',
    params,
    response: sipLogin,
  }),
  makeSipPassword: endpoint({
    id: 'sip-logins.make',
    method: 'POST',
    path: '/accounts/{accountId}/numbers/{number}/sip-login',
    summary: 'Make a new SIP password; it is shown once, and the one before is over at once',
    access: 'numbers.write',
    params,
    body: z.object({}).strict(),
    response: z
      .object({
        server: z.string(),
        username: z.string(),
        password: z
          .string()
          .nullable()
          .meta({ description: 'Shown this once and kept nowhere; null where the request was repeated' }),
      })
      .meta({ id: 'NewSipPassword' }),
    status: 201,
  }),
  removeSipLogin: endpoint({
    id: 'sip-logins.remove',
    method: 'DELETE',
    path: '/accounts/{accountId}/numbers/{number}/sip-login',
    summary: 'Take the SIP password away: the number registers no more',
    access: 'numbers.write',
    params,
  }),
} satisfies Record<string, Endpoint>

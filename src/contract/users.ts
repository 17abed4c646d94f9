import { z } from 'zod'
import { CUSTOMER_ROLES, STAFF_ROLES } from '#domain/access/giving-roles.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { email, id, instant, page, paging, phoneNumber, words } from './wire.ts'

const staffRole = z.enum(STAFF_ROLES)
const customerRole = z.enum(CUSTOMER_ROLES)
const numbers = z.array(phoneNumber).max(1000)
const name = words(120)
const search = words(100).optional().meta({ description: 'Part of a name or e-mail address' })

const user = z
  .object({
    id,
    accountId: id.nullable().meta({ description: 'null: of the reseller’s staff' }),
    email: z.string(),
    name: z.string().meta({ description: 'Empty until somebody who has a login already accepts' }),
    role: z.enum([...STAFF_ROLES, ...CUSTOMER_ROLES]),
    numbers: z.array(z.string()).nullable().meta({ description: 'The only numbers a customer-user sees' }),
    status: z.enum(['invited', 'active', 'closed']),
    hasSecondFactor: z.boolean().nullable(),
    lastSignedInAt: instant.nullable(),
    invitedAt: instant,
    acceptedAt: instant.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'User' })

const ofStaff = z.object({ userId: id })
const ofAccount = z.object({ accountId: id, userId: id })
const account = z.object({ accountId: id })

export const usersEndpoints = {
  listStaff: endpoint({
    id: 'staff.list',
    method: 'GET',
    path: '/users',
    summary: 'The reseller’s own users by e-mail address; `everywhere`: those of its accounts too',
    access: 'staff.read',
    query: z.object({
      ...paging,
      place: z.enum(['staff', 'everywhere']).default('staff'),
      role: z.enum([...STAFF_ROLES, ...CUSTOMER_ROLES]).optional(),
      search,
    }),
    response: page(user),
  }),
  inviteStaff: endpoint({
    id: 'staff.invite',
    method: 'POST',
    path: '/users',
    summary: 'Invite somebody to the reseller’s staff by e-mail',
    description:
      'Somebody who has a login already keeps it and gets one more place. A role above one’s own cannot be given.',
    access: 'staff.write',
    body: z.object({ email, name, role: staffRole }).strict(),
    response: user,
    status: 201,
  }),
  readStaff: endpoint({
    id: 'staff.read',
    method: 'GET',
    path: '/users/{userId}',
    summary: 'One of the reseller’s own users',
    access: 'staff.read',
    params: ofStaff,
    response: user,
    etag: true,
  }),
  changeStaff: endpoint({
    id: 'staff.change',
    method: 'PATCH',
    path: '/users/{userId}',
    summary: 'Change the role of one of the reseller’s users, or the name of one who has not signed in yet',
    access: 'staff.write',
    params: ofStaff,
    body: z.object({ name: name.optional(), role: staffRole.optional() }).strict(),
    response: user,
    etag: true,
  }),
  removeStaff: endpoint({
    id: 'staff.remove',
    method: 'DELETE',
    path: '/users/{userId}',
    summary: 'Take somebody off the reseller’s staff, at once; the last owner stays',
    access: 'staff.write',
    params: ofStaff,
  }),
  inviteStaffAgain: endpoint({
    id: 'staff.invite-again',
    method: 'POST',
    path: '/users/{userId}/invitation',
    summary: 'Send an invitation again; the link of the one before is good no longer',
    access: 'staff.write',
    params: ofStaff,
    response: user,
  }),
  listUsers: endpoint({
    id: 'users.list',
    method: 'GET',
    path: '/accounts/{accountId}/users',
    summary: 'The users of an account by e-mail address',
    access: 'users.read',
    params: account,
    query: z.object({ ...paging, role: customerRole.optional(), search }),
    response: page(user),
  }),
  inviteUser: endpoint({
    id: 'users.invite',
    method: 'POST',
    path: '/accounts/{accountId}/users',
    summary: 'Invite somebody to an account by e-mail',
    description:
      'A customer-user comes with the numbers of the account that are its own. Somebody who has a login keeps it.',
    access: 'users.write',
    params: account,
    body: z.object({ email, name, role: customerRole, numbers: numbers.optional() }).strict(),
    response: user,
    status: 201,
  }),
  readUser: endpoint({
    id: 'users.read',
    method: 'GET',
    path: '/accounts/{accountId}/users/{userId}',
    summary: 'A user of an account',
    access: 'users.read',
    params: ofAccount,
    response: user,
    etag: true,
  }),
  changeUser: endpoint({
    id: 'users.change',
    method: 'PATCH',
    path: '/accounts/{accountId}/users/{userId}',
    summary: 'Change the role or the numbers of a user, or the name of one who has not signed in yet',
    access: 'users.write',
    params: ofAccount,
    body: z.object({ name: name.optional(), role: customerRole.optional(), numbers: numbers.optional() }).strict(),
    response: user,
    etag: true,
  }),
  removeUser: endpoint({
    id: 'users.remove',
    method: 'DELETE',
    path: '/accounts/{accountId}/users/{userId}',
    summary: 'Take a user’s access to the account away, at once',
    access: 'users.write',
    params: ofAccount,
  }),
  inviteUserAgain: endpoint({
    id: 'users.invite-again',
    method: 'POST',
    path: '/accounts/{accountId}/users/{userId}/invitation',
    summary: 'Send an invitation again; the link of the one before is good no longer',
    access: 'users.write',
    params: ofAccount,
    response: user,
  }),
  signInAs: endpoint({
    id: 'users.sign-in-as',
    method: 'POST',
    path: '/accounts/{accountId}/sign-in-as',
    summary: 'Go on as the administrator of a customer',
    description:
      'The same session under a new cookie; `GET /session` says `onBehalf`, `DELETE /session/customer` goes back. Passwords, factors, keys and users cannot be changed meanwhile, and every audit line names both.',
    access: 'users.sign-in-as',
    params: account,
  }),
} satisfies Record<string, Endpoint>

import { usersEndpoints } from '#contract/users.ts'
import {
  changeCustomer,
  changeStaff,
  inviteCustomerAgain,
  inviteStaffAgain,
  removeCustomer,
  removeStaff,
} from '#operations/users/change-user.ts'
import { newToken } from '#operations/access/token.ts'
import { inviteCustomer, inviteStaff } from '#operations/users/invite-user.ts'
import { signInAs } from '#operations/users/sign-in-as.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { listMembers, readMember, type Member } from '#storage/queries/members.ts'
import type { Page } from '#storage/queries/page.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { personOf, setSession } from '../session-cookie.ts'

const STAFF = { accountId: undefined } as const

export const usersRoutes: readonly Route[] = [
  route(usersEndpoints.listStaff, async ({ read, query }) => shownPage(await read((db) => listMembers(db, query)))),
  route(usersEndpoints.inviteStaff, ({ perform, body, services }) =>
    perform(inviteStaff, { ...body, ...STAFF, site: services.config.publicUrl }, shown),
  ),
  route(usersEndpoints.readStaff, async ({ read, params }) =>
    shown(notFound('user', await read((db) => readMember(db, { ...params, ...STAFF })))),
  ),
  route(usersEndpoints.changeStaff, ({ perform, params, body, ifMatch }) =>
    perform(changeStaff, { ...params, ...STAFF, ...body, ifVersion: ifMatch }, shown),
  ),
  route(usersEndpoints.removeStaff, ({ perform, params }) => perform(removeStaff, { ...params, ...STAFF }, () => ({}))),
  route(usersEndpoints.inviteStaffAgain, ({ perform, params, services }) =>
    perform(inviteStaffAgain, { ...params, ...STAFF, site: services.config.publicUrl }, shown),
  ),
  route(usersEndpoints.listUsers, async ({ read, params: { accountId }, query }) =>
    shownPage(
      await read(async (db) => {
        notFound('account', await readAccount(db, accountId))
        return listMembers(db, { ...query, place: accountId })
      }),
    ),
  ),
  route(usersEndpoints.inviteUser, ({ perform, params, body, services }) =>
    perform(inviteCustomer, { ...params, ...body, site: services.config.publicUrl }, shown),
  ),
  route(usersEndpoints.readUser, async ({ read, params }) =>
    shown(notFound('user', await read((db) => readMember(db, params)))),
  ),
  route(usersEndpoints.changeUser, ({ perform, params, body, ifMatch }) =>
    perform(changeCustomer, { ...params, ...body, ifVersion: ifMatch }, shown),
  ),
  route(usersEndpoints.removeUser, ({ perform, params }) => perform(removeCustomer, params, () => ({}))),
  route(usersEndpoints.inviteUserAgain, ({ perform, params, services }) =>
    perform(inviteCustomerAgain, { ...params, site: services.config.publicUrl }, shown),
  ),
  route(usersEndpoints.signInAs, (exchange) => {
    const { perform, params } = exchange
    const token = newToken()
    return perform(signInAs, { ...params, tokenHash: personOf(exchange).tokenHash, newToken: token }, () => {
      setSession(exchange, token)
      return {}
    })
  }),
]

/** The contract's roles are those a place can have: nobody of the operator or a machine is a member here. */
function shown({ userId, role, ...member }: Member) {
  return { id: userId, role: role as Exclude<Member['role'], 'operator' | 'key' | 'system'>, ...member }
}

function shownPage({ items, nextCursor }: Page<Member>) {
  return { items: items.map(shown), nextCursor }
}

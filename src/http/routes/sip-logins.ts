import { sipLoginsEndpoints } from '#contract/sip-logins.ts'
import { makeSipPassword, newSipPassword, removeSipLogin } from '#operations/numbers/sip-login.ts'
import { readLines } from '#storage/queries/lines.ts'
import { readSipLogin } from '#storage/queries/sip-logins.ts'
import { notFound } from '../not-found.ts'
import { Answered, route, type Route } from '../route.ts'

export const sipLoginsRoutes: readonly Route[] = [
  route(sipLoginsEndpoints.readSipLogin, ({ read, params: { accountId, number }, actor, now, services }) =>
    read(async (db) => {
      const isTheirs = actor.numbers === undefined || actor.numbers.includes(number)
      const [line] = isTheirs ? await readLines(db, accountId, [number], now) : []
      notFound('number', line)
      const { sipHost } = services.config
      const login = await readSipLogin(db, accountId, number)
      const isValid = login !== undefined && login.realm === sipHost
      return {
        server: sipHost ?? null,
        username: number,
        password: isValid ? { madeAt: login.madeAt, madeBy: login.madeBy } : null,
      }
    }),
  ),
  route(sipLoginsEndpoints.makeSipPassword, async ({ perform, params, services }) => {
    const password = newSipPassword()
    let isNew = false
    const input = { ...params, realm: services.config.sipHost, password }
    const answered = await perform(makeSipPassword, input, ({ username, realm }) => {
      isNew = true
      return { server: realm, username, password: null }
    })
    // The answer is kept for a repeated request, so the password is put in only now.
    return new Answered({ ...(answered.json as object), password: isNew ? password : null })
  }),
  route(sipLoginsEndpoints.removeSipLogin, ({ perform, params }) => perform(removeSipLogin, params, () => ({}))),
]

import type { LinkRow } from '#storage/queries/links.ts'
import { accessEndpoints } from '#contract/access.ts'
import { askToChangeEmail } from '#operations/access/change-email.ts'
import { changeName, changePassword } from '#operations/access/change-password.ts'
import type { OpenedSession } from '#operations/access/open-session.ts'
import { readLink, useLink } from '#operations/access/open-link.ts'
import {
  chooseMembership,
  confirmPerson,
  endOwnOtherSessions,
  endOwnSession,
  leaveCustomer,
  signOut,
} from '#operations/access/own-session.ts'
import {
  addPasskey,
  askForNewPasskey,
  askForPasskey,
  askForSecondFactorPasskey,
  askToConfirmByPasskey,
  nameOwnPasskey,
  removePasskey,
  signInByPasskey,
} from '#operations/access/passkeys.ts'
import { readOwnActivity, readOwnLogin, readOwnSession, readOwnSessions } from '#operations/access/read-own.ts'
import { renewRecoveryCodes } from '#operations/access/recovery-codes.ts'
import { requestPasswordReset } from '#operations/access/send-password-reset.ts'
import { completeSignIn, signIn } from '#operations/access/sign-in.ts'
import { disableTotp, enrolTotp, proveTotp } from '#operations/access/totp.ts'
import { route, type Route } from '../route.ts'
import { accessContext, clearSession, personOf, setSession, tokenOf } from '../session-cookie.ts'

type Carrier = Parameters<typeof setSession>[0]

function signedIn(exchange: Carrier, { token }: OpenedSession): { readonly status: 'signed_in' } {
  setSession(exchange, token)
  return { status: 'signed_in' }
}

const signingIn: readonly Route[] = [
  route(accessEndpoints.signIn, async (exchange) => {
    const answer = await signIn(accessContext(exchange), exchange.body, tokenOf(exchange))
    return 'token' in answer ? signedIn(exchange, answer) : { status: 'second_factor_required' as const, ...answer }
  }),
  route(accessEndpoints.completeSignIn, async (exchange) => {
    const { ticket, ...factor } = exchange.body
    return signedIn(exchange, await completeSignIn(accessContext(exchange), ticket, factor, tokenOf(exchange)))
  }),
  route(accessEndpoints.askForPasskey, async (exchange) => {
    const { ticket } = exchange.body
    const context = accessContext(exchange)
    const asked = await (ticket === undefined ? askForPasskey(context) : askForSecondFactorPasskey(context, ticket))
    return { ticket: asked.ticket, options: { ...asked.options } }
  }),
  route(accessEndpoints.signInByPasskey, async (exchange) =>
    signedIn(exchange, await signInByPasskey(accessContext(exchange), exchange.body, tokenOf(exchange))),
  ),
  route(accessEndpoints.signOut, async (exchange) => {
    await signOut(accessContext(exchange), tokenOf(exchange))
    clearSession(exchange)
    return {}
  }),
  route(accessEndpoints.requestPasswordReset, async (exchange) => {
    await requestPasswordReset(accessContext(exchange), exchange.body.email)
    return {}
  }),
  route(accessEndpoints.readLink, async (exchange) => {
    const link = await readLink(accessContext(exchange), exchange.body.token)
    return { ...link, password: passwordFor(link) }
  }),
  route(accessEndpoints.useLink, async (exchange) => {
    const session = await useLink(accessContext(exchange), exchange.body, tokenOf(exchange))
    return session === undefined ? { status: 'sign_in_now' as const } : signedIn(exchange, session)
  }),
]

const ownSession: readonly Route[] = [
  route(accessEndpoints.readSession, (exchange) => readOwnSession(accessContext(exchange), exchange.actor)),
  route(accessEndpoints.chooseMembership, async (exchange) => {
    const { membershipId } = exchange.body
    setSession(exchange, await chooseMembership(accessContext(exchange), personOf(exchange), membershipId))
    return {}
  }),
  route(accessEndpoints.leaveCustomer, async (exchange) => {
    setSession(exchange, await leaveCustomer(accessContext(exchange), personOf(exchange)))
    return {}
  }),
  route(accessEndpoints.confirm, async (exchange) => {
    setSession(exchange, await confirmPerson(accessContext(exchange), personOf(exchange), exchange.body))
    return {}
  }),
  route(accessEndpoints.askToConfirm, async (exchange) => {
    const { ticket, options } = await askToConfirmByPasskey(accessContext(exchange), personOf(exchange))
    return { ticket, options: { ...options } }
  }),
  route(accessEndpoints.listSessions, async (exchange) => ({
    items: await readOwnSessions(accessContext(exchange), personOf(exchange)),
  })),
  route(accessEndpoints.endSession, async (exchange) => {
    await endOwnSession(accessContext(exchange), personOf(exchange), exchange.params.sessionId)
    return {}
  }),
  route(accessEndpoints.endOtherSessions, async (exchange) => ({
    ended: await endOwnOtherSessions(accessContext(exchange), personOf(exchange)),
  })),
  route(accessEndpoints.listActivity, (exchange) =>
    readOwnActivity(accessContext(exchange), personOf(exchange), exchange.query),
  ),
]

const ownLogin: readonly Route[] = [
  route(accessEndpoints.readLogin, (exchange) => readOwnLogin(accessContext(exchange), personOf(exchange))),
  route(accessEndpoints.changeName, async (exchange) => {
    await changeName(accessContext(exchange), personOf(exchange), exchange.body.name)
    return {}
  }),
  route(accessEndpoints.changeEmail, async (exchange) => {
    await askToChangeEmail(accessContext(exchange), personOf(exchange), exchange.body.email)
    return {}
  }),
  route(accessEndpoints.changePassword, async (exchange) => {
    setSession(exchange, await changePassword(accessContext(exchange), personOf(exchange), exchange.body))
    return {}
  }),
  route(accessEndpoints.enrolTotp, (exchange) => enrolTotp(accessContext(exchange), personOf(exchange))),
  route(accessEndpoints.confirmTotp, async (exchange) => ({
    recoveryCodes: await proveTotp(accessContext(exchange), personOf(exchange), exchange.body.code),
  })),
  route(accessEndpoints.disableTotp, async (exchange) => {
    await disableTotp(accessContext(exchange), personOf(exchange), exchange.body.password)
    return {}
  }),
  route(accessEndpoints.renewRecoveryCodes, async (exchange) => ({
    recoveryCodes: await renewRecoveryCodes(accessContext(exchange), personOf(exchange)),
  })),
  route(accessEndpoints.askForNewPasskey, async (exchange) => {
    const { ticket, options } = await askForNewPasskey(accessContext(exchange), personOf(exchange))
    return { ticket, options: { ...options } }
  }),
  route(accessEndpoints.addPasskey, async (exchange) => {
    const { passkeyId, recoveryCodes } = await addPasskey(accessContext(exchange), personOf(exchange), exchange.body)
    return { id: passkeyId, recoveryCodes }
  }),
  route(accessEndpoints.renamePasskey, async (exchange) => {
    const { params, body } = exchange
    await nameOwnPasskey(accessContext(exchange), personOf(exchange), params.passkeyId, body.name)
    return {}
  }),
  route(accessEndpoints.removePasskey, async (exchange) => {
    await removePasskey(accessContext(exchange), personOf(exchange), exchange.params.passkeyId)
    return {}
  }),
]

export const accessRoutes: readonly Route[] = [...signingIn, ...ownSession, ...ownLogin]

/** Which password the link asks for. */
function passwordFor({ purpose, hasPassword }: LinkRow): 'new' | 'own' | 'none' {
  if (purpose === 'email') return 'none'
  return purpose === 'invite' && hasPassword ? 'own' : 'new'
}

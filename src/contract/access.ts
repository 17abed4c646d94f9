import { z } from 'zod'
import { PERMISSIONS } from '#domain/access/policies.ts'
import { ROLES } from '#domain/access/roles.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { passkeyAnswer, passkeyQuestion, newPasskeyAnswer } from './passkeys.ts'
import { email, id, instant, longId, page, paging, words } from './wire.ts'

const password = z
  .string()
  .min(1, 'This cannot be empty.')
  .max(1000)
  .refine((text) => text.isWellFormed(), 'This is not well-formed text.')
  .meta({ description: 'At least 12 characters where it is chosen; any of them count, spaces too' })
const token = z.string().regex(/^[\w-]{43}$/, 'This is not what was given out.')
const code = z.string().regex(/^\d{6}$/, 'Write the 6 digits the app shows.')
const recoveryCode = z
  .string()
  .min(8)
  .max(40)
  .meta({ examples: ['GEZD-GNBV-GY3T-QOJQ'] })
const ticket = token.meta({ description: 'From the step before; good for a few minutes' })

const membership = z
  .object({
    id,
    role: z.enum(ROLES),
    resellerId: id.nullable(),
    resellerName: z.string().nullable(),
    accountId: id.nullable(),
    accountName: z.string().nullable(),
    accountNumber: z.string().nullable(),
  })
  .meta({ id: 'OwnMembership' })

const session = z
  .object({
    kind: z.enum(['user', 'key']),
    /** Of the person or the key. */
    id,
    name: z.string(),
    email: z.string().nullable().meta({ description: 'null for a key' }),
    role: z.enum(ROLES),
    permissions: z.array(z.enum(PERMISSIONS)).meta({ description: 'What this session may do' }),
    resellerId: id.nullable().meta({ description: 'null: an operator who has not chosen one by tollgate-reseller' }),
    accountId: id.nullable(),
    timeZone: z.string().nullable().meta({ description: 'Of the account, else of the reseller' }),
    numbers: z.array(z.string()).nullable().meta({ description: 'A customer user’s own numbers; null: not confined' }),
    onBehalf: z
      .object({ userId: id, name: z.string() })
      .nullable()
      .meta({ description: 'The member of staff signed in as this customer: show it all the time' }),
    confirmedUntil: instant.nullable().meta({ description: 'Changes of great consequence are open until then' }),
    memberships: z.array(membership).meta({ description: 'Everything this person may act as, the present one first' }),
  })
  .meta({ id: 'Session' })

const signedIn = z.object({ status: z.literal('signed_in') }).meta({ id: 'SignedIn' })
const secondFactorRequired = z
  .object({
    status: z.literal('second_factor_required'),
    ticket,
    expiresAt: instant,
    methods: z.array(z.enum(['totp', 'passkey', 'recovery-code'])),
  })
  .meta({ id: 'SecondFactorRequired' })

const recoveryCodes = z.array(z.string()).meta({ description: 'Shown this once; each works once' })
const firstCodes = recoveryCodes.nullable().meta({ description: 'With the first second factor; else null' })

export const accessEndpoints = {
  signIn: endpoint({
    id: 'access.sign-in',
    method: 'POST',
    path: '/session',
    summary: 'Sign in with e-mail address and password',
    description: 'Sets the session cookie, or asks for a second factor and says by what.',
    access: 'public',
    body: z.object({ email, password }).strict(),
    response: z.discriminatedUnion('status', [signedIn, secondFactorRequired]),
  }),
  completeSignIn: endpoint({
    id: 'access.complete-sign-in',
    method: 'POST',
    path: '/session/second-factor',
    summary: 'Complete a sign-in with a one-time code, a recovery code or a passkey',
    access: 'public',
    body: z.union([
      z.object({ ticket, code }).strict(),
      z.object({ ticket, recoveryCode }).strict(),
      z.object({ ticket, passkey: passkeyAnswer }).strict(),
    ]),
    response: signedIn,
  }),
  askForPasskey: endpoint({
    id: 'access.ask-for-passkey',
    method: 'POST',
    path: '/session/passkey/question',
    summary: 'What to ask the browser for to sign in by a passkey',
    description: 'With the ticket of a sign-in that waits: a passkey as its second factor. Without: a passkey alone.',
    access: 'public',
    body: z.object({ ticket: ticket.optional() }).strict(),
    response: passkeyQuestion,
  }),
  signInByPasskey: endpoint({
    id: 'access.sign-in-by-passkey',
    method: 'POST',
    path: '/session/passkey',
    summary: 'Sign in by a passkey alone',
    access: 'public',
    body: z.object({ ticket, response: passkeyAnswer }).strict(),
    response: signedIn,
  }),
  signOut: endpoint({
    id: 'access.sign-out',
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    access: 'public',
  }),
  readSession: endpoint({
    id: 'access.read-session',
    method: 'GET',
    path: '/session',
    summary: 'Who asks, what it may do, and what else it may act as',
    access: 'signed-in',
    response: session,
  }),
  chooseMembership: endpoint({
    id: 'access.choose-membership',
    method: 'POST',
    path: '/session/membership',
    summary: 'Go on as something else this person is',
    access: 'signed-in',
    body: z.object({ membershipId: id }).strict(),
  }),
  leaveCustomer: endpoint({
    id: 'access.leave-customer',
    method: 'DELETE',
    path: '/session/customer',
    summary: 'Back from being signed in as a customer',
    access: 'signed-in',
  }),
  confirm: endpoint({
    id: 'access.confirm',
    method: 'POST',
    path: '/session/confirm',
    summary: 'Prove again who it is, for changes of great consequence in the next minutes',
    description: 'By the second factor, where there is one; else by the password.',
    access: 'signed-in',
    body: z.union([
      z.object({ password }).strict(),
      z.object({ code }).strict(),
      z.object({ recoveryCode }).strict(),
      z.object({ ticket, passkey: passkeyAnswer }).strict(),
    ]),
  }),
  askToConfirm: endpoint({
    id: 'access.ask-to-confirm',
    method: 'POST',
    path: '/session/confirm/question',
    summary: 'What to ask the browser for to confirm by a passkey',
    access: 'signed-in',
    response: passkeyQuestion,
  }),
  listSessions: endpoint({
    id: 'access.list-sessions',
    method: 'GET',
    path: '/sessions',
    summary: 'Where this person is signed in',
    access: 'signed-in',
    response: z.object({
      items: z.array(
        z
          .object({
            id,
            method: z.string(),
            ip: z.string(),
            device: z.string().meta({ description: 'What the browser says it is' }),
            signedInAt: instant,
            lastSeenAt: instant,
            expiresAt: instant,
            isCurrent: z.boolean(),
          })
          .meta({ id: 'SessionLine' }),
      ),
    }),
  }),
  endSession: endpoint({
    id: 'access.end-session',
    method: 'DELETE',
    path: '/sessions/{sessionId}',
    summary: 'End one of one’s own sessions',
    access: 'signed-in',
    params: z.object({ sessionId: id }),
  }),
  endOtherSessions: endpoint({
    id: 'access.end-other-sessions',
    method: 'DELETE',
    path: '/sessions',
    summary: 'End all of one’s own sessions but this one',
    access: 'signed-in',
    response: z.object({ ended: z.number().int() }),
  }),
  listActivity: endpoint({
    id: 'access.list-activity',
    method: 'GET',
    path: '/session/activity',
    summary: 'What happened around one’s own login, refused attempts too, newest first',
    access: 'signed-in',
    query: z.object(paging),
    response: page(
      z
        .object({ id: longId, at: instant, what: z.string(), ip: z.string(), device: z.string() })
        .meta({ id: 'AccessLine' }),
    ),
  }),
  readLogin: endpoint({
    id: 'access.read-login',
    method: 'GET',
    path: '/session/login',
    summary: 'How this person signs in',
    access: 'signed-in',
    response: z
      .object({
        email: z.string(),
        name: z.string(),
        hasAuthenticatorApp: z.boolean(),
        recoveryCodesLeft: z.number().int(),
        passkeys: z.array(
          z.object({
            id,
            name: z.string(),
            isBackedUp: z.boolean(),
            createdAt: instant,
            lastUsedAt: instant.nullable(),
          }),
        ),
      })
      .meta({ id: 'Login' }),
  }),
  changeName: endpoint({
    id: 'access.change-name',
    method: 'PUT',
    path: '/session/name',
    summary: 'Change what one is called',
    access: 'signed-in',
    body: z.object({ name: words(80) }).strict(),
  }),
  changeEmail: endpoint({
    id: 'access.change-email',
    method: 'PUT',
    path: '/session/email',
    summary: 'Mail a link to the address one wants to sign in with from now on',
    description: 'The answer is the same whether the address is known or not.',
    access: 'signed-in',
    body: z.object({ email }).strict(),
    status: 202,
  }),
  changePassword: endpoint({
    id: 'access.change-password',
    method: 'PUT',
    path: '/session/password',
    summary: 'Change one’s own password; all other sessions end',
    access: 'signed-in',
    body: z.object({ current: password, password }).strict(),
  }),
  enrolTotp: endpoint({
    id: 'access.enrol-authenticator',
    method: 'POST',
    path: '/session/authenticator',
    summary: 'A secret for an authenticator app; it counts once confirmed',
    access: 'signed-in',
    response: z.object({ secret: z.string(), uri: z.string().meta({ description: 'For the QR code' }) }),
  }),
  confirmTotp: endpoint({
    id: 'access.confirm-authenticator',
    method: 'POST',
    path: '/session/authenticator/confirm',
    summary: 'Put the authenticator app into force by a code of it',
    access: 'signed-in',
    body: z.object({ code }).strict(),
    response: z.object({ recoveryCodes: firstCodes }),
  }),
  disableTotp: endpoint({
    id: 'access.disable-authenticator',
    method: 'POST',
    path: '/session/authenticator/disable',
    summary: 'Turn the authenticator app off',
    access: 'signed-in',
    body: z.object({ password }).strict(),
  }),
  renewRecoveryCodes: endpoint({
    id: 'access.renew-recovery-codes',
    method: 'POST',
    path: '/session/recovery-codes',
    summary: 'Ten new recovery codes; those before no longer work',
    access: 'signed-in',
    response: z.object({ recoveryCodes }),
  }),
  askForNewPasskey: endpoint({
    id: 'access.ask-for-new-passkey',
    method: 'POST',
    path: '/session/passkeys/question',
    summary: 'What to ask the browser for to make a passkey',
    access: 'signed-in',
    response: passkeyQuestion,
  }),
  addPasskey: endpoint({
    id: 'access.add-passkey',
    method: 'POST',
    path: '/session/passkeys',
    summary: 'Keep a passkey the browser made',
    access: 'signed-in',
    body: z.object({ ticket, name: words(60), response: newPasskeyAnswer }).strict(),
    response: z.object({ id, recoveryCodes: firstCodes }),
    status: 201,
  }),
  renamePasskey: endpoint({
    id: 'access.rename-passkey',
    method: 'PUT',
    path: '/session/passkeys/{passkeyId}',
    summary: 'Rename a passkey',
    access: 'signed-in',
    params: z.object({ passkeyId: id }),
    body: z.object({ name: words(60) }).strict(),
  }),
  removePasskey: endpoint({
    id: 'access.remove-passkey',
    method: 'DELETE',
    path: '/session/passkeys/{passkeyId}',
    summary: 'Remove a passkey',
    access: 'signed-in',
    params: z.object({ passkeyId: id }),
  }),
  requestPasswordReset: endpoint({
    id: 'access.request-password-reset',
    method: 'POST',
    path: '/password-reset',
    summary: 'Mail a link to set a new password',
    description: 'The answer is the same whether the address is known or not.',
    access: 'public',
    body: z.object({ email }).strict(),
    status: 202,
  }),
  readLink: endpoint({
    id: 'access.read-link',
    method: 'POST',
    path: '/link/read',
    summary: 'What a mailed link is for',
    access: 'public',
    body: z.object({ token }).strict(),
    response: z
      .object({
        purpose: z.enum(['invite', 'reset', 'email', 'first-operator']),
        email: z.string().nullable(),
        newEmail: z.string().nullable().meta({ description: 'What the login’s address becomes' }),
        name: z.string().nullable(),
        resellerName: z.string().nullable(),
        accountName: z.string().nullable(),
        role: z.string().nullable(),
        password: z.enum(['new', 'own', 'none']).meta({
          description: 'To use it: a new password, the one the login has, or none',
        }),
        expiresAt: instant,
      })
      .meta({ id: 'Link' }),
  }),
  useLink: endpoint({
    id: 'access.use-link',
    method: 'POST',
    path: '/link/use',
    summary: 'Use a mailed link: set the password, accept the invitation, become the operator',
    access: 'public',
    body: z
      .object({ token, password: password.optional(), name: words(80).optional(), email: email.optional() })
      .strict(),
    response: z.object({ status: z.enum(['signed_in', 'sign_in_now']) }),
  }),
} satisfies Record<string, Endpoint>

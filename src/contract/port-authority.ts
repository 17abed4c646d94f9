import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { date, id, instant, phoneNumber, timeZone, words } from './wire.ts'
import { brandEndpoints } from './brand.ts'
import { postalAddress } from './customer.ts'
import { portKind } from './port-shapes.ts'

const portParam = z.object({ portId: id })
const token = z.string().regex(/^[\w-]{43}$/, 'This is not what was mailed.')
const sha256 = z
  .string()
  .length(64, 'This is no SHA-256 in hex.')
  .regex(/^[0-9a-f]{64}$/, 'This is no SHA-256 in hex.')
  .meta({ description: 'Of what was shown; where it is another by now, nothing is signed' })

const signing = {
  name: words(100).meta({ description: 'The signature: one’s name, typed' }),
  agreed: z.literal(true).meta({ description: 'That everything the letter says was read and is agreed to' }),
  sha256,
}

const signature = z
  .object({
    id,
    name: z.string(),
    signedAt: instant,
    signedOn: date,
    by: z.enum(['link', 'portal']).meta({ description: 'By a mailed link, or signed in' }),
    ip: z.string(),
    sha256: z.string().meta({ description: 'Of the canonical text it is under, in hex' }),
    covers: z.boolean().meta({ description: 'Whether it counts for the request as it stands' }),
    changed: z.string().nullable().meta({ description: 'What changed since, in words; null: nothing' }),
  })
  .meta({ id: 'PortSignature' })

const letter = z
  .object({
    reference: z.string(),
    provider: z.string(),
    kind: portKind,
    numbers: z.array(phoneNumber),
    losingCarrier: z.string(),
    losingAccountNumber: z.string().nullable(),
    holderName: z.string(),
    businessNumber: z.string().nullable(),
    serviceAddress: postalAddress.nullable(),
    person: z.object({
      name: z.string(),
      position: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    }),
    consents: z.array(z.string()),
  })
  .meta({ id: 'AuthorityLetter' })

const portAuthority = z
  .object({
    status: z.enum(['none', 'asked', 'over', 'signed', 'outdated']).meta({
      description:
        'asked: a link is out; over: it was not used in time; signed: and counts; outdated: the request changed since',
    }),
    asked: z
      .object({ person: z.string(), to: z.string(), askedAt: instant, askedBy: z.string(), expiresAt: instant })
      .nullable(),
    signed: signature.nullable().meta({ description: 'The last' }),
    earlier: z.array(signature),
    lacking: z.array(z.string()).meta({ description: 'What the letter lacks, in words' }),
    person: z.string().nullable().meta({ description: 'Whose signature it is to be' }),
    email: z.string().nullable().meta({ description: 'Where a link would go' }),
    canAsk: z.boolean(),
    canSign: z.boolean().meta({ description: 'Whether the one who asks is the authorised person' }),
    letter: letter.nullable().meta({ description: 'What would be signed now; null: something is lacking' }),
    sha256: z.string().nullable().meta({ description: 'Of that' }),
  })
  .meta({ id: 'PortAuthority' })

const brand = brandEndpoints.readPublicBrand.response

export const portAuthorityEndpoints = {
  readPortAuthority: endpoint({
    id: 'port-authority.read',
    method: 'GET',
    path: '/ports/{portId}/authority',
    summary: 'How far the authority of a port is: asked for, signed, or changed since',
    access: 'ports.read',
    params: portParam,
    response: portAuthority,
  }),
  askPortAuthority: endpoint({
    id: 'port-authority.ask',
    method: 'POST',
    path: '/ports/{portId}/authority/ask',
    summary: 'Mail the authorised person a link to sign by',
    description: 'It is good for 14 days; one that was mailed before is good no longer.',
    access: 'ports.request',
    params: portParam,
    response: portAuthority,
  }),
  revokePortAuthority: endpoint({
    id: 'port-authority.revoke',
    method: 'POST',
    path: '/ports/{portId}/authority/revoke',
    summary: 'Withdraw a link to sign by',
    access: 'ports.request',
    params: portParam,
    response: portAuthority,
  }),
  signPortAuthority: endpoint({
    id: 'port-authority.sign',
    method: 'POST',
    path: '/ports/{portId}/authority/sign',
    summary: 'Sign as the authorised person who is signed in',
    access: 'ports.request',
    params: portParam,
    body: z.object(signing).strict(),
    response: portAuthority,
  }),
  portAuthorityLetter: endpoint({
    id: 'port-authority.letter',
    method: 'GET',
    path: '/ports/{portId}/authority/letter',
    summary: 'The letter of authority as PDF: as it was signed, or else as the request stands',
    access: 'ports.read',
    params: portParam,
    media: { response: 'application/pdf' },
  }),
  portSignatureLetter: endpoint({
    id: 'port-authority.signed-letter',
    method: 'GET',
    path: '/ports/{portId}/signatures/{signatureId}',
    summary: 'A letter of authority as it was signed, as PDF',
    access: 'ports.read',
    params: z.object({ portId: id, signatureId: id }),
    media: { response: 'application/pdf' },
  }),
  readSignLink: endpoint({
    id: 'sign-link.read',
    method: 'POST',
    path: '/sign-link/read',
    summary: 'What a mailed link asks to sign',
    access: 'public',
    body: z.object({ token }).strict(),
    response: z.discriminatedUnion('status', [
      z.object({ status: z.literal('open'), brand, letter, sha256: z.string(), expiresAt: instant, timeZone }),
      z.object({ status: z.literal('signed'), brand, name: z.string(), at: z.string(), isKept: z.boolean() }),
      z.object({ status: z.literal('expired'), brand }),
      z.object({ status: z.literal('gone') }),
    ]),
  }),
  useSignLink: endpoint({
    id: 'sign-link.use',
    method: 'POST',
    path: '/sign-link',
    summary: 'Sign by a mailed link',
    description:
      'Kept with it: the name, the time, the address and browser it came from, and the SHA-256 of what was signed.',
    access: 'public',
    body: z.object({ token, ...signing }).strict(),
  }),
  signLinkLetter: endpoint({
    id: 'sign-link.letter',
    method: 'POST',
    path: '/sign-link/letter',
    summary: 'The letter of a mailed link as PDF, to be signed or signed',
    access: 'public',
    body: z.object({ token }).strict(),
    media: { response: 'application/pdf' },
  }),
} satisfies Record<string, Endpoint>

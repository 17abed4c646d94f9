import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'

/** A passkey made in software: what a phone or security key would do, as browsers pass it on. */
export interface Authenticator {
  /** Answers navigator.credentials.create(): a new ES256 credential for the site. */
  create(options: unknown, origin: string): NewCredential
  /** Answers navigator.credentials.get(). */
  get(options: unknown, origin: string, how?: { readonly checksPerson?: boolean; readonly counter?: number }): Assertion
}

interface NewCredential {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly response: {
    readonly clientDataJSON: string
    readonly attestationObject: string
    readonly transports: string[]
  }
}

interface Assertion {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature: string
    readonly userHandle: string
  }
}

const PERSON_PRESENT = 0x01
const PERSON_CHECKED = 0x04
const CREDENTIAL_INSIDE = 0x40

/** One credential at a time, which counts its uses. */
export function createAuthenticator(): Authenticator {
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let [counter, userHandle] = [0, '']
  let privateKey: KeyObject | undefined
  return {
    create(options, origin) {
      const { challenge, rp, user } = options as { challenge: string; rp: { id: string }; user: { id: string } }
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      privateKey = pair.privateKey
      userHandle = user.id
      const jwk = pair.publicKey.export({ format: 'jwk' })
      const publicKey = cborMap([
        [1, 2], // key type: EC2
        [3, -7], // algorithm: ES256
        [-1, 1], // curve: P-256
        [-2, Buffer.from(jwk.x ?? '', 'base64url')],
        [-3, Buffer.from(jwk.y ?? '', 'base64url')],
      ])
      const length = Buffer.from([0, credentialId.length])
      const flags = PERSON_PRESENT | PERSON_CHECKED | CREDENTIAL_INSIDE
      const data = Buffer.concat([head(rp.id, flags, counter), Buffer.alloc(16), length, credentialId, publicKey])
      const attestationObject = cborMap([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ])
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    get(options, origin, { checksPerson = true, counter: forced } = {}) {
      if (privateKey === undefined) throw new Error('no passkey was made')
      const { challenge, rpId } = options as { challenge: string; rpId: string }
      counter = forced ?? counter + 1
      const flags = checksPerson ? PERSON_PRESENT | PERSON_CHECKED : PERSON_PRESENT
      const data = head(rpId, flags, counter)
      const client = clientData('webauthn.get', challenge, origin)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
          userHandle,
        },
      }
    },
  }
}

function head(rpId: string, flags: number, counter: number): Buffer {
  const tail = Buffer.alloc(5)
  tail.writeUInt8(flags, 0)
  tail.writeUInt32BE(counter, 1)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), tail])
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

type Cbor = number | string | Buffer | ReadonlyMap<Cbor, Cbor>

/** As much of CBOR (RFC 8949) as a credential takes. */
function cborMap(entries: readonly (readonly [Cbor, Cbor])[]): Buffer {
  return Buffer.concat([cborHead(5, entries.length), ...entries.flat().map((item) => cbor(item))])
}

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value)
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value])
  return cborMap([...value])
}

function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem, ProblemError } from '#domain/problem.ts'

/** Keeps what has to be read back (a signing key, a one-time code's seed) from whoever has the database only. */
export interface SecretBox {
  /** The text sealed by AES-256-GCM: `1.<nonce>.<sealed>.<tag>`. */
  seal(text: string): string
  /** @throws ProblemError 'configuration': sealed with another key, or damaged. */
  open(sealed: string): string
}

const KEY_BYTES = 32
const NONCE_BYTES = 12
const ALGORITHM = 'aes-256-gcm'

/** The box of a data directory: its key lies there in `secret.key`, readable by its owner only, and is made at first use. */
export async function openSecretBox(dataDirectory: string): Promise<SecretBox> {
  const file = join(dataDirectory, 'secret.key')
  await mkdir(dataDirectory, { recursive: true })
  const key = (await readKey(file)) ?? (await makeKey(file))
  if (key.length !== KEY_BYTES) {
    throw new ProblemError(
      problem(
        'configuration',
        `${file} is damaged: restore it from a backup, what it sealed cannot be read without it.`,
      ),
    )
  }
  return createSecretBox(key)
}

/** @param key 32 bytes. */
function createSecretBox(key: Buffer): SecretBox {
  return {
    seal: (text) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return ['1', ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
    },
    open: (sealed) => {
      try {
        const [, nonce = '', text = '', tag = ''] = sealed.split('.')
        const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
        decipher.setAuthTag(Buffer.from(tag, 'base64url'))
        return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
      } catch {
        throw new ProblemError(
          problem('configuration', 'A secret was sealed with another key: restore secret.key of the data directory.'),
        )
      }
    },
  }
}

async function readKey(file: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Of two processes that start at once, the first one's key is the key. */
async function makeKey(file: string): Promise<Buffer> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  try {
    await link(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await unlink(draft)
  }
  return (await readKey(file)) ?? Buffer.alloc(0)
}

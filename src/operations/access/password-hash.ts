import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { normalPassword } from '#domain/access/password-rules.ts'
import type { Config } from '../../config.ts'

type Cost = Pick<Config['limits'], 'passwordMemoryKib' | 'passwordPasses'>

const derive = promisify(argon2)
const SALT_BYTES = 16
const HASH_BYTES = 32

interface Stored {
  readonly memory: number
  readonly passes: number
  readonly salt: Buffer
  readonly hash: Buffer
}

/** An argon2id hash with its parameters and salt, as a PHC string. Takes the memory and time it is told to. */
export async function hashPassword(password: string, { passwordMemoryKib, passwordPasses }: Cost): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await run(password, salt, passwordMemoryKib, passwordPasses)
  const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${passwordMemoryKib},t=${passwordPasses},p=1$${plain(salt)}$${plain(hash)}`
}

/**
 * Whether it is the password of the hash. Without a hash the work is done all the same, so that the time it takes does
 * not tell whether there is one.
 *
 * @returns `isWeaker`: the hash was made with less than is asked for now and should be renewed.
 */
export async function checkPassword(
  password: string,
  stored: string | null | undefined,
  cost: Cost,
): Promise<{ readonly isRight: boolean; readonly isWeaker: boolean }> {
  const known = parse(stored ?? '')
  const { memory, passes, salt, hash } = known ?? {
    memory: cost.passwordMemoryKib,
    passes: cost.passwordPasses,
    salt: randomBytes(SALT_BYTES),
    hash: randomBytes(HASH_BYTES),
  }
  const isSame = timingSafeEqual(await run(password, salt, memory, passes), hash)
  return {
    isRight: isSame && known !== undefined,
    isWeaker: memory < cost.passwordMemoryKib || passes < cost.passwordPasses,
  }
}

async function run(password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  const message = normalPassword(password)
  return derive('argon2id', { message, nonce, parallelism: 1, tagLength: HASH_BYTES, memory, passes })
}

function parse(stored: string): Stored | undefined {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]{43})$/.exec(stored)
  if (parts === null) return undefined
  const [, memory, passes, salt = '', hash = ''] = parts
  return {
    memory: Number(memory),
    passes: Number(passes),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

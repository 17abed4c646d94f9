import { createHash } from 'node:crypto'

/** A short name for what decides which calls go into which batch. */
export function fingerprint(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts, (_, value: unknown) => (value === Infinity ? 'open' : value)))
    .digest('hex')
    .slice(0, 32)
}

import { createHash } from 'node:crypto'

/** A short name for what decides which calls go into which batch: its parts, one after the other. */
export function fingerprint(parts: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\n')
  return hash.digest('hex').slice(0, 32)
}

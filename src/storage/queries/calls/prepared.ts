import { createHash } from 'node:crypto'
import type { QueryConfig } from 'pg'

export function prepared(text: string, values: readonly unknown[], isPrepared: boolean): QueryConfig {
  if (!isPrepared) return { text, values: [...values] }
  return { name: createHash('sha1').update(text).digest('base64'), text, values: [...values] }
}

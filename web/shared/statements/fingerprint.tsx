import { Text, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { canonicalJson } from '#domain/billing/canonical-json.ts'
import type { Answer } from '../api/wire-types.ts'

interface FingerprintProps {
  readonly statement: Pick<Answer<'readStatement'>, 'id' | 'document' | 'hash'>
}

/** Whether the document is the one that was issued: its hash, reckoned here, beside the one kept when it was issued. */
export function Fingerprint({ statement: { id, document, hash } }: FingerprintProps): ReactNode {
  const { data } = useQuery({
    queryKey: ['fingerprint', id, hash],
    queryFn: () => hashOf(canonicalJson(document)),
    staleTime: Infinity,
    // Browsers keep their hashes from pages that came without https.
    enabled: window.isSecureContext,
  })
  if (data === undefined) return null
  const isSame = data === hash
  return (
    <Tooltip label={`SHA-256 ${hash}`} multiline maw={320} style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm" c={isSame ? 'dimmed' : 'var(--negative)'}>
        {isSame ? `Unchanged since it was issued: ${hash.slice(0, 8)}` : 'This is not the document that was issued'}
      </Text>
    </Tooltip>
  )
}

async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

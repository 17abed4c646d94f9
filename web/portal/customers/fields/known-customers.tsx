import { Alert, Anchor, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'

interface KnownCustomersProps {
  /** What of a customer was typed. */
  readonly by: 'name' | 'email' | 'abn'
  readonly typed: string
  /** The customer the form is about, which may have it. */
  readonly except?: string
}

/** Long enough that a word is one request. */
const TYPING_MS = 400

/** Says that another customer has this name, address or number already, and leads there. */
export function KnownCustomers({ by, typed, except }: KnownCustomersProps): ReactNode {
  const [settled] = useDebouncedValue(typed.trim(), TYPING_MS)
  const query = queryOf(by, settled)
  const { data } = useRead('listAccounts', { query: { ...query, limit: 5 } }, { enabled: query !== undefined })
  const known =
    query === undefined ? [] : (data?.items ?? []).filter((item) => item.id !== except && isSame(by, settled, item))
  if (known.length === 0) return null
  return (
    <Alert color="yellow" p="xs" role="status">
      {known.map(({ id, name, accountNumber, status }) => (
        <Text size="sm" key={id}>
          <Anchor component={AppLink} to={`/customers/${id}`} fz="inherit" c="inherit" underline="always">
            {`${name}, ${accountNumber}`}
          </Anchor>
          {` (${status}) has this ${WORDS[by]} already.`}
        </Text>
      ))}
    </Alert>
  )
}

const WORDS = { name: 'name', email: 'e-mail address', abn: 'ABN' } as const

function queryOf(by: KnownCustomersProps['by'], text: string): { search: string } | { email: string } | undefined {
  if (by === 'email') return /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text) ? { email: text } : undefined
  if (by === 'abn') return /^(?:\d\s*){11}$/.test(text) ? { search: text.replaceAll(/\s/g, '') } : undefined
  const name = text.replaceAll(COMPANY, '').trim().slice(0, 100)
  return name.length >= 3 ? { search: name } : undefined
}

/** The form of a company, which is written now so, now so, or not at all. */
const COMPANY = /\b(?:pty|ltd|limited|proprietary)\b\.?/gi

/** The search finds parts of names; only the whole of one is the same customer. */
function isSame(by: KnownCustomersProps['by'], text: string, { name }: Item<'listAccounts'>): boolean {
  return by !== 'name' || plain(name) === plain(text)
}

/** A name without what is written now so, now so: case, punctuation, the form of the company. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(COMPANY, '')
    .replaceAll(/[^\p{L}\p{N}\s]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

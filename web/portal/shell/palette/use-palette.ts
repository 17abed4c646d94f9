import { useDebouncedValue } from '@mantine/hooks'
import { useMantineColorScheme } from '@mantine/core'
import { useMay, useSession } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { useSignOut } from '../../../shared/access/use-sign-out.ts'
import { actionsFor } from './actions.ts'
import { entryOf, type Entry } from './entries.ts'
import { readRecent } from './recent.ts'

/** Long enough that a fast hand asks once a word, short enough not to be felt. */
const TYPING_MS = 120

interface Found {
  readonly entries: readonly Entry[]
  /** The server has not answered yet for what stands in the field. */
  readonly isPending: boolean
  readonly error: unknown
  readonly retry: () => void
}

/** What the palette shows for what is typed: what the server finds, then actions; before that, what was opened lately. */
export function usePalette(typed: string, onKeys: () => void): Found {
  const session = useSession()
  const may = useMay()
  const signOut = useSignOut()
  const { setColorScheme } = useMantineColorScheme()
  const text = typed.trim()
  const [asked] = useDebouncedValue(text, TYPING_MS)
  const search = useRead('search', { query: { q: asked } }, { enabled: asked !== '', keep: true })
  const actions = actionsFor(text, may, [
    { title: 'Switch to dark', words: 'theme night', act: () => setColorScheme('dark') },
    { title: 'Switch to light', words: 'theme day', act: () => setColorScheme('light') },
    { title: 'Keys', words: 'keyboard shortcuts help', act: onKeys },
    {
      title: 'The API',
      words: 'documentation openapi',
      act: () => void window.open('/api/docs', '_blank', 'noopener'),
    },
    { title: 'Sign out', words: 'log out leave', act: () => void signOut() },
  ])
  if (text === '') {
    const recent = readRecent(session).map((entry) => ({ ...entry, group: 'Opened lately' }))
    return { entries: [...recent, ...actions], isPending: false, error: undefined, retry: () => {} }
  }
  const hits = asked === '' ? [] : (search.data?.items ?? []).map(entryOf)
  return {
    entries: [...hits, ...actions],
    isPending: asked !== text || search.isPlaceholderData || search.isLoading,
    error: search.isError ? search.error : undefined,
    retry: () => void search.refetch(),
  }
}

import { Tabs, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { plural, countText } from '../../../shared/format/counts.ts'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { signedText } from './draft-effect.tsx'
import { DraftChanges, DraftLosses, DraftProblems } from './draft-lists.tsx'
import type { Draft } from './deck-words.ts'

type Tab = Draft['tabs'][number]['tab']

const NAMES: Readonly<Record<Tab, string>> = {
  new: 'New',
  raised: 'Raised',
  lowered: 'Lowered',
  removed: 'Removed',
  terms: 'Other terms',
  loss: 'Sold at a loss',
  problem: 'Problems',
}

/** What a sheet changes, kind by kind, each with its count and what it would have done to last month's calls. */
export function DraftTabs({ draft }: { readonly draft: Draft }): ReactNode {
  const [{ tab: wanted }, change] = useQueryState()
  const first = draft.status === 'faulty' ? 'problem' : (draft.tabs.find(({ count }) => count > 0)?.tab ?? 'new')
  const shown = draft.tabs.find(({ tab }) => tab === wanted)?.tab ?? first
  return (
    <Tabs
      value={shown}
      onChange={(tab) =>
        change({ tab: tab ?? undefined, cursor: undefined, page: undefined, sort: undefined }, { replace: true })
      }
      keepMounted={false}
    >
      <Tabs.List mb="md" style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
        {draft.tabs.map(({ tab, count, effect }) => (
          <Tabs.Tab key={tab} value={tab} style={{ flexShrink: 0 }} ref={tab === shown ? intoSight : undefined}>
            <Text size="sm" fw={500} ta="left">
              {NAMES[tab]} <span className="figures">{countText(count)}</span>
            </Text>
            <Text size="xs" c="dimmed" ta="left" className="figures">
              {effect === null || effect.calls === 0
                ? '\u00a0'
                : `${plural(effect.calls, 'call')}, ${signedText(effect)}`}
            </Text>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {draft.tabs.map(({ tab, count }) => (
        <Tabs.Panel key={tab} value={tab}>
          {count === 0 ? <Text c="dimmed">{NOTHING[tab]}</Text> : <Panel draft={draft} tab={tab} />}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** On a phone the row of tabs is longer than the screen: it is moved, and the page is not. */
function intoSight(tab: HTMLElement | null): void {
  if (tab?.parentElement) tab.parentElement.scrollLeft = tab.offsetLeft - 24
}

const NOTHING: Readonly<Record<Tab, string>> = {
  new: 'No prefix comes new.',
  raised: 'No price goes up.',
  lowered: 'No price goes down.',
  removed: 'No prefix goes.',
  terms: 'No flagfall, minimum, increment or name changes by itself.',
  loss: 'Nothing is sold below what you pay.',
  problem: 'Nothing is wrong with the sheet.',
}

function Panel({ draft, tab }: { readonly draft: Draft; readonly tab: Tab }): ReactNode {
  if (tab === 'loss') return <DraftLosses draftId={draft.id} />
  if (tab === 'problem') return <DraftProblems draftId={draft.id} />
  return <DraftChanges key={tab} draftId={draft.id} tab={tab} />
}

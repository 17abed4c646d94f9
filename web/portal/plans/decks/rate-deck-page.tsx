import { Anchor, Button, NativeSelect, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam, useQueryState } from '../../../shared/router/use-address.ts'
import { DeckVersions } from './deck-versions.tsx'
import { RatesBrowser } from './rates-browser.tsx'

type Deck = Answer<'readRateDeck'>

/** A rate deck: its versions and its prices. */
export function Page(): ReactNode {
  const deckId = useParam('deckId')
  const query = useRead('readRateDeck', { params: { deckId } })
  return (
    <Loaded query={query} what="the rate deck">
      {(deck) => <RateDeck deck={deck} />}
    </Loaded>
  )
}

function RateDeck({ deck }: { readonly deck: Deck }): ReactNode {
  const [{ version: wanted }, change] = useQueryState()
  const mayWrite = useMay()('plans.write') && deck.use === 'retail'
  const inForce = deck.versions.find(({ isInForce }) => isInForce)
  const shown = deck.versions.find(({ version }) => String(version) === wanted) ?? inForce ?? deck.versions.at(-1)
  return (
    <PageFrame
      title={deck.name}
      crumbs={[{ label: 'Rate decks', to: '/plans/decks' }]}
      aside={deck.use === 'wholesale' && <StatusBadge tone="carrier">What you pay</StatusBadge>}
      actions={
        mayWrite && (
          <Button component={AppLink} to="/plans/decks/upload" search={{ deckId: deck.id } as never}>
            Upload a new version
          </Button>
        )
      }
    >
      <Stack gap="xl">
        <Facts
          facts={[
            { label: 'In force', value: inForce === undefined ? 'Nothing yet' : `Version ${inForce.version}` },
            { label: 'Since', value: inForce === undefined ? '–' : <When at={inForce.effectiveFrom} /> },
            { label: 'Rates', value: inForce === undefined ? '–' : countText(inForce.rows) },
            { label: 'Currency', value: deck.currency },
            { label: 'Calling plans that use it', value: <Plans plans={deck.plans} /> },
          ]}
        />
        <Section title="Versions" words="A version is never edited: going back publishes the earlier rates again.">
          <DeckVersions deck={deck} mayWrite={mayWrite} />
        </Section>
        {shown !== undefined && (
          <Section
            title="Rates"
            actions={
              <>
                <NativeSelect
                  aria-label="Version shown"
                  size="xs"
                  value={String(shown.version)}
                  onChange={(event) =>
                    change({ version: event.currentTarget.value, cursor: undefined, page: undefined })
                  }
                  data={deck.versions.toReversed().map(({ version, isInForce }) => ({
                    value: String(version),
                    label: `Version ${version}${isInForce ? ', in force' : ''}`,
                  }))}
                />
                <Button
                  component="a"
                  href={addressOf('exportRates', { params: { deckId: deck.id, version: shown.version } })}
                  download
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconDownload size={14} aria-hidden />}
                >
                  Export
                </Button>
              </>
            }
          >
            <RatesBrowser key={shown.version} deckId={deck.id} version={shown.version} />
          </Section>
        )}
      </Stack>
    </PageFrame>
  )
}

function Plans({ plans }: Pick<Deck, 'plans'>): ReactNode {
  if (plans.length === 0) return 'None'
  return plans.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 && ', '}
      <Anchor component={AppLink} to={`/plans/${id}`} inherit>
        {name}
      </Anchor>
    </span>
  ))
}

import { Button, Checkbox, Group, NativeSelect, Pill, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { NUMBER_KINDS, type NumberKind } from '#domain/numbers/describe-number.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer, Item } from '../../shared/api/wire-types.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { countText, plural } from '../../shared/format/counts.ts'
import { phoneText } from '../../shared/format/phone.ts'
import classes from './free-number-chooser.module.css'
import { NUMBER_KIND_WORDS, placeText } from '../../shared/numbers/number-words.ts'

export interface FreeNumber {
  readonly number: string
  readonly kind: Item<'listNumbers'>['kind']
}

interface FreeNumberChooserProps {
  readonly picked: readonly FreeNumber[]
  readonly onPick: (picked: readonly FreeNumber[]) => void
  /** What to do where nothing is free: a way to order. */
  readonly otherwise?: ReactNode
}

/** At most this many at once: what the API adds in one go. */
const MOST = 100

interface Place {
  readonly kind: NumberKind
  readonly state: string
  readonly region: string
  readonly pattern: string
}

/** Long enough that a pattern is one request. */
const TYPING_MS = 300

/** Free numbers by kind, State, Region and what they look like: five to pick from, more if wanted, several at once. */
export function FreeNumberChooser({ picked, onPick, otherwise }: FreeNumberChooserProps): ReactNode {
  const [place, setPlace] = useState<Place>({ kind: 'geographic', state: '', region: '', pattern: '' })
  const [shown, setShown] = useState(FEW)
  const [pattern] = useDebouncedValue(place.pattern.trim(), TYPING_MS)
  const query = useRead(
    'listNumbers',
    {
      query: {
        status: 'available',
        kind: place.kind,
        limit: shown,
        withTotal: 'true',
        ...(place.state !== '' && { state: place.state as never }),
        ...(place.region !== '' && { region: place.region }),
        ...(pattern !== '' && { pattern }),
      },
    },
    { keep: true },
  )
  const change = (part: Partial<Place>): void => {
    setPlace({ ...place, ...part })
    setShown(FEW)
  }
  return (
    <Stack gap="md">
      <PlaceFields place={place} onChange={change} />
      <Loaded query={query} what="free numbers">
        {(found) => (
          <Found
            found={found}
            picked={picked}
            onPick={onPick}
            onMore={() => setShown(shown === FEW ? MORE : MOST)}
            canShowMore={shown < MOST && (found.total ?? 0) > found.items.length}
            otherwise={otherwise}
          />
        )}
      </Loaded>
      {picked.length > 0 && (
        <Stack gap={6}>
          <Text size="sm" fw={500}>
            {`${plural(picked.length, 'number')} chosen`}
          </Text>
          <Group gap={6}>
            {picked.map(({ number }) => (
              <Pill
                key={number}
                size="md"
                className={classes['pill']}
                withRemoveButton
                removeButtonProps={{
                  'aria-label': `Leave ${phoneText(number)} out`,
                  'aria-hidden': false,
                  tabIndex: 0,
                }}
                onRemove={() => onPick(picked.filter((each) => each.number !== number))}
              >
                {phoneText(number)}
              </Pill>
            ))}
          </Group>
        </Stack>
      )}
    </Stack>
  )
}

const FEW = 5
const MORE = 25

interface PlaceFieldsProps {
  readonly place: Place
  readonly onChange: (part: Partial<Place>) => void
}

function PlaceFields({ place, onChange }: PlaceFieldsProps): ReactNode {
  const places = (useRead('listRegions', {}).data?.items ?? []).filter(({ kind }) => kind === place.kind)
  const states = [...new Set(places.flatMap(({ state }) => (state === null ? [] : [state])))]
  const freeIn = (state: string): number =>
    places.filter((each) => each.state === state).reduce((sum, { free }) => sum + free, 0)
  const regions = places
    .filter(({ state, region }) => state === place.state && region !== '')
    .toSorted((one, other) => Number(other.free > 0) - Number(one.free > 0))
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      <NativeSelect
        label="Kind"
        value={place.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as NumberKind, state: '', region: '' })}
        data={NUMBER_KINDS.map((kind) => ({ value: kind, label: NUMBER_KIND_WORDS[kind] }))}
      />
      {states.length > 0 && (
        <NativeSelect
          label="State"
          value={place.state}
          onChange={(event) => onChange({ state: event.currentTarget.value, region: '' })}
          data={[
            { value: '', label: 'Any state' },
            ...states.map((state) => ({ value: state, label: `${state} (${countText(freeIn(state))} free)` })),
          ]}
        />
      )}
      {states.length > 0 && (
        <NativeSelect
          label="Region"
          value={place.region}
          disabled={place.state === ''}
          onChange={(event) => onChange({ region: event.currentTarget.value })}
          data={[
            { value: '', label: place.state === '' ? 'Choose a state first' : 'Any region' },
            ...regions.map(({ region, free }) => ({ value: region, label: `${region} (${countText(free)} free)` })),
          ]}
        />
      )}
      <TextInput
        label="Looks like"
        placeholder="*88 or 1300 FLOWER"
        value={place.pattern}
        maxLength={40}
        onChange={(event) => onChange({ pattern: event.currentTarget.value })}
      />
    </SimpleGrid>
  )
}

interface FoundProps {
  readonly found: Answer<'listNumbers'>
  readonly picked: readonly FreeNumber[]
  readonly onPick: (picked: readonly FreeNumber[]) => void
  readonly onMore: () => void
  readonly canShowMore: boolean
  readonly otherwise: ReactNode
}

function Found({ found, picked, onPick, onMore, canShowMore, otherwise }: FoundProps): ReactNode {
  const { items, total } = found
  if (items.length === 0) {
    return (
      <Stack gap="xs" align="flex-start">
        <Text size="sm">No such number is free. Choose another place, or order one from the carrier.</Text>
        {otherwise}
      </Stack>
    )
  }
  const toggle = (number: FreeNumber): void =>
    onPick(
      picked.some((each) => each.number === number.number)
        ? picked.filter((each) => each.number !== number.number)
        : [...picked, { number: number.number, kind: number.kind }],
    )
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {`Free numbers, ${countText(items.length)} of ${countText(total ?? items.length)}`}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} verticalSpacing={6}>
        {items.map((item) => {
          const isPicked = picked.some(({ number }) => number === item.number)
          return (
            <Checkbox
              key={item.number}
              label={phoneText(item.number)}
              description={placeText(item)}
              checked={isPicked}
              disabled={!isPicked && picked.length >= MOST}
              onChange={() => toggle(item)}
            />
          )
        })}
      </SimpleGrid>
      {canShowMore && (
        <Button variant="subtle" size="compact-sm" w="fit-content" onClick={onMore}>
          Show more
        </Button>
      )}
    </Stack>
  )
}

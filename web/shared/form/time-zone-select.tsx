import { Select, type SelectProps } from '@mantine/core'
import type { ReactNode } from 'react'

const AUSTRALIAN = [
  'Australia/Sydney',
  'Australia/Melbourne',
  'Australia/Brisbane',
  'Australia/Adelaide',
  'Australia/Perth',
  'Australia/Hobart',
  'Australia/Darwin',
  'Australia/Broken_Hill',
  'Australia/Eucla',
  'Australia/Lord_Howe',
]

/** The zones of the world by the names of their cities, Australia's first. */
export function TimeZoneSelect(props: Omit<SelectProps, 'data'>): ReactNode {
  return <Select searchable allowDeselect={false} {...props} data={zones()} />
}

function zones(): SelectProps['data'] {
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => !AUSTRALIAN.includes(zone))
  return [
    { group: 'Australia', items: AUSTRALIAN.map(optionOf) },
    { group: 'Elsewhere', items: others.map(optionOf) },
  ]
}

function optionOf(zone: string): { value: string; label: string } {
  return { value: zone, label: zone.replaceAll('_', ' ') }
}

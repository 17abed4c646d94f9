import { Checkbox, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { importsEndpoints } from '#contract/imports.ts'
import { useSession } from '../../../shared/access/session.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { TimeZoneSelect } from '../../../shared/form/time-zone-select.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { fieldOfFault, NO_FORMAT, profileOf } from './own-format.ts'
import { OwnFormatFields } from './own-format-fields.tsx'
import { OWN_FORMAT, PROFILES } from './source-words.ts'

/** Files of these say what zone their times are in, or are read in one always. */
const WITH_OWN_ZONE = ['tollgate', 'kamailio']

/** Registers a switch or carrier calls come from. */
export function Page(): ReactNode {
  const navigate = useNavigate()
  const { role, timeZone } = useSession()
  const { form, ...frame } = useApiForm('createCallSource', {
    initial: {
      name: '',
      profile: 'tollgate',
      timeZone: timeZone ?? 'Australia/Sydney',
      shared: false,
      ...NO_FORMAT,
    },
    schema: importsEndpoints.createCallSource.body,
    toBody: ({ name, profile, timeZone: zone, shared, ...format }) => ({
      name,
      profile: profile === OWN_FORMAT ? profileOf(name, zone, format) : profile,
      ...(profile !== OWN_FORMAT && !WITH_OWN_ZONE.includes(profile) && { timeZone: zone }),
      shared,
    }),
    toAsk: (body) => ({ body }),
    fieldOf: fieldOfFault,
    done: ({ name }) => `${name} registered`,
    onDone: () => void navigate({ to: '/billing-records/imports' }),
  })
  const values = form.getValues()
  const { profile } = values
  return (
    <PageFrame
      title="Register a source"
      width="form"
      crumbs={[
        { label: 'Imports', to: '/billing-records/imports' },
        { label: 'Sources', to: '/billing-records/imports/sources' },
      ]}
    >
      <FormFrame action="Register source" {...frame}>
        <TextInput
          label="Name"
          description="What you call the switch or carrier. It keeps its format for good: the ids of its calls depend on it."
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <Radio.Group label="What its files look like" key={form.key('profile')} {...form.getInputProps('profile')}>
          <Stack gap="xs" mt="xs">
            {PROFILES.map(({ value, label, words }) => (
              <Radio key={value} value={value} label={label} description={words} />
            ))}
          </Stack>
        </Radio.Group>
        {profile === OWN_FORMAT && (
          <Section title="Columns">
            <OwnFormatFields inputs={form.getInputProps} keyOf={form.key} format={values} />
          </Section>
        )}
        {!WITH_OWN_ZONE.includes(profile) && (
          <TimeZoneSelect
            label="Zone of its times"
            description="Of times that are written without one."
            key={form.key('timeZone')}
            {...form.getInputProps('timeZone')}
          />
        )}
        {role === 'operator' && (
          <Checkbox
            label="For all resellers"
            description="Its calls are attributed to whichever reseller's account holds the number."
            key={form.key('shared')}
            {...form.getInputProps('shared', { type: 'checkbox' })}
          />
        )}
        {role !== 'operator' && (
          <Text size="sm" c="dimmed">
            It reads calls for your own customers only.
          </Text>
        )}
      </FormFrame>
    </PageFrame>
  )
}

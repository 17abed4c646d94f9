import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  LINE_SERVICE_NAMES,
  lineService,
  SERVICE_TYPE_NOW_WORDS,
  SERVICE_TYPES_NOW,
} from '#domain/porting/line-services.ts'
import { readNumberLines } from './number-lines.ts'
import type { RequestInputProps } from './request-input-props.ts'

/** What else is on the lines, each with what becomes of it; where several numbers move, on which of them. */
export function LineServicesInput({ inputs, draft, isOwn = false }: RequestInputProps): ReactNode {
  const { error } = inputs('lineServices')
  const isMany = readNumberLines(draft.numbers).count > 1
  return (
    <Checkbox.Group
      label={isOwn ? 'What else uses the line?' : 'Services on the line'}
      description="Most of them end when the number moves; tick each there is."
      error={error}
      value={LINE_SERVICE_NAMES.filter((service) => draft.lineServices[service].isThere)}
    >
      <Stack gap={10} mt={8} data-path="lineServices" tabIndex={-1}>
        {LINE_SERVICE_NAMES.map((service) => {
          const { words, fate, first } = lineService(service)
          const { isThere } = draft.lineServices[service]
          const ticked = inputs(`lineServices.${service}.isThere`, { type: 'checkbox' })
          return (
            <Stack key={service} gap={6}>
              <Checkbox
                value={service}
                label={words}
                {...(isThere && { description: `${fate} ${first}` })}
                onChange={ticked['onChange']}
                onBlur={ticked['onBlur']}
              />
              {isThere && isMany && (
                <TextInput
                  label={`On which numbers: ${words.toLowerCase()}`}
                  description="Left empty: on all of them."
                  autoComplete="off"
                  ml={30}
                  {...inputs(`lineServices.${service}.numbers`)}
                />
              )}
            </Stack>
          )
        })}
      </Stack>
    </Checkbox.Group>
  )
}

/** How the numbers reach their user today. */
export function ServiceTypeInput({ inputs, isOwn = false }: RequestInputProps): ReactNode {
  return (
    <NativeSelect
      label={isOwn ? 'How do calls reach you today?' : 'Type of service today'}
      data={[
        { value: '', label: isOwn ? 'I do not know' : 'Not known' },
        ...SERVICE_TYPES_NOW.map((type) => ({ value: type, label: SERVICE_TYPE_NOW_WORDS[type] })),
      ]}
      maw={420}
      {...inputs('serviceTypeNow')}
    />
  )
}

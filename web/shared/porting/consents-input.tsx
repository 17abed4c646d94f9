import { Checkbox, Input, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { CONSENT_NAMES, consentWords, currentConsent } from '#domain/porting/consent-texts.ts'
import type { RequestInputProps } from './request-input-props.ts'

/** What the customer is told and agrees to, word for word; the version that was agreed to stays with the request. */
export function ConsentsInput({ inputs, draft, isOwn = false }: RequestInputProps): ReactNode {
  return (
    <Input.Wrapper
      label={isOwn ? 'What you should know' : 'The customer was told and agreed to'}
      error={inputs('consents')['error']}
    >
      <Stack gap="sm" mt={8} data-path="consents" tabIndex={-1}>
        {CONSENT_NAMES.map((text) => {
          const given = draft.consents[text]
          const shown = given === 0 ? currentConsent(text) : { text, version: given }
          const { onChange, onBlur } = inputs(`consents.${text}`)
          return (
            <Checkbox
              key={text}
              label={consentWords(shown)}
              checked={given > 0}
              onChange={(event) => onChange(event.currentTarget.checked ? shown.version : 0)}
              onBlur={onBlur}
            />
          )
        })}
      </Stack>
    </Input.Wrapper>
  )
}

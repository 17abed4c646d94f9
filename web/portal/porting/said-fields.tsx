import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'

interface SaidFieldsProps {
  readonly values: { readonly customerWords: string; readonly staffWords: string }
  readonly onChange: (patch: { readonly customerWords?: string; readonly staffWords?: string }) => void
  /** Where the customer reads it; left out: this step has no words for it. */
  readonly customerReads?: string | undefined
}

/** What is said with a step: to the customer, and among staff. */
export function SaidFields({ values, onChange, customerReads }: SaidFieldsProps): ReactNode {
  return (
    <>
      {customerReads !== undefined && (
        <Textarea
          label="To the customer"
          description={customerReads}
          autosize
          minRows={1}
          maxLength={1000}
          value={values.customerWords}
          onChange={(event) => onChange({ customerWords: event.currentTarget.value })}
        />
      )}
      <Textarea
        label="For staff only"
        autosize
        minRows={1}
        maxLength={2000}
        value={values.staffWords}
        onChange={(event) => onChange({ staffWords: event.currentTarget.value })}
      />
    </>
  )
}

import { NativeSelect, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { VALIDATION_CODES, VALIDATION_WORDS, type ValidationCode } from '#domain/porting/validation.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import classes from './port.module.css'

type Validations = Readonly<Record<string, ValidationCode>>

interface ValidationFieldsProps {
  readonly port: Port
  readonly values: Validations
  readonly onChange: (values: Validations) => void
}

/** What the losing carrier said of each number: for all at once, then one by one. */
export function ValidationFields({ port: { numbers }, values, onChange }: ValidationFieldsProps): ReactNode {
  const change = (some: readonly string[], code: ValidationCode | ''): void => {
    const rest = Object.entries(values).filter(([number]) => !some.includes(number))
    onChange(Object.fromEntries([...rest, ...(code === '' ? [] : some.map((number) => [number, code] as const))]))
  }
  const [first] = numbers
  const isSame = numbers.every((number) => values[number] === values[first ?? ''])
  return (
    <Stack gap="xs">
      <NativeSelect
        label="What the losing carrier said of the numbers"
        description="What it rejects is split off first, or the whole is noted as rejected."
        data={[...CHOICES, ...(isSame ? [] : [{ value: 'mixed', label: 'Not the same for all', disabled: true }])]}
        value={isSame ? (values[first ?? ''] ?? '') : 'mixed'}
        onChange={(event) => change(numbers, event.currentTarget.value as ValidationCode | '')}
      />
      {numbers.length > 1 && (
        <div className={classes['answers']}>
          <Table verticalSpacing={2}>
            <Table.Tbody>
              {numbers.map((number) => (
                <Table.Tr key={number}>
                  <Table.Td className={`figures ${classes['number']}`}>{phoneText(number)}</Table.Td>
                  <Table.Td>
                    <NativeSelect
                      size="xs"
                      aria-label={`Of ${phoneText(number)}`}
                      data={CHOICES}
                      value={values[number] ?? ''}
                      onChange={(event) => change([number], event.currentTarget.value as ValidationCode | '')}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Text size="sm" c="dimmed">
        Numbers it listed beside these belong to the same service: have them added, or separated first.
      </Text>
    </Stack>
  )
}

const CHOICES = [
  { value: '', label: 'Nothing in particular' },
  ...VALIDATION_CODES.map((code) => ({ value: code, label: `${code}: ${VALIDATION_WORDS[code]}` })),
]

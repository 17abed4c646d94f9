import { NumberInput, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { numbersEndpoints } from '#contract/numbers.ts'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { plural } from '../../../shared/format/counts.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { NumbersMenu } from '../numbers-menu.tsx'

type Settings = Answer<'readNumberSettings'>

interface SettingsForm extends Record<string, unknown> {
  readonly quarantineMonths: number | string
}

/** How long released numbers rest. */
export function Page(): ReactNode {
  const query = useRead('readNumberSettings', {})
  const mayWrite = useMay()('numbers.correct')
  return (
    <>
      <NumbersMenu />
      <PageFrame title="Settings of numbers" width="form">
        <Loaded query={query} what="the settings">
          {(settings) =>
            mayWrite ? (
              <Change settings={settings} />
            ) : (
              <Text>
                {`A number that is released rests ${plural(settings.quarantineMonths, 'month')} before another account may have it.`}
              </Text>
            )
          }
        </Loaded>
      </PageFrame>
    </>
  )
}

function Change({ settings }: { readonly settings: Settings }): ReactNode {
  const { form, ...frame } = useApiForm<'changeNumberSettings', SettingsForm>('changeNumberSettings', {
    initial: { quarantineMonths: settings.quarantineMonths },
    schema: numbersEndpoints.changeNumberSettings.body,
    toBody: ({ quarantineMonths }) => ({ quarantineMonths: quarantineMonths === '' ? undefined : quarantineMonths }),
    toAsk: (body) => ({ body }),
    done: 'Settings saved',
  })
  return (
    <FormFrame action="Save settings" {...frame}>
      <NumberInput
        label="Quarantine"
        description="How long a released number rests before another account may have it. Numbers that rest already keep their day."
        suffix=" months"
        min={0}
        max={24}
        allowDecimal={false}
        allowNegative={false}
        maw={240}
        {...form.getInputProps('quarantineMonths')}
        key={form.key('quarantineMonths')}
      />
    </FormFrame>
  )
}

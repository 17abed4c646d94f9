import type { GetInputPropsOptions, GetInputPropsReturnType } from '@mantine/form'

/** The `getInputProps` of a form, for groups of fields that stand in several: `inputs('contacts.main.email')`. */
export type Inputs = (path: string, options?: GetInputPropsOptions) => GetInputPropsReturnType

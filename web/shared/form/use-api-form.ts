import { useForm, type FormErrors, type UseFormReturnType } from '@mantine/form'
import { useRef, useState, type SubmitEvent } from 'react'
import type { z } from 'zod'
import { ApiProblem, detailOf, type Fault } from '../api/api-problem.ts'
import { useChange } from '../api/hooks.ts'
import type { Answer, Ask, EndpointName } from '../api/wire-types.ts'

type Values = Record<string, unknown>

interface ApiFormOptions<Name extends EndpointName, Form extends Values> {
  readonly initial: Form
  /** The contract's own rules of the body: `accountsEndpoints.openAccount.body`; checked as a field is left. */
  readonly schema: z.ZodType
  /** The body of the request from what is in the fields. Its fields are called as the form's, or `fieldOf` says. */
  readonly toBody: (values: Form) => unknown
  /** What the endpoint is called with. */
  readonly toAsk: (body: never, values: Form) => Ask<Name>
  /** The form's name of a field of the body, where it differs. */
  readonly fieldOf?: (path: string) => string
  readonly done?: string | ((answer: Answer<Name>) => string)
  readonly onDone?: (answer: Answer<Name>) => void
}

export interface ApiForm<Form extends Values> {
  readonly form: UseFormReturnType<Form>
  /** For <FormFrame>. */
  readonly submit: (event?: SubmitEvent<HTMLFormElement>) => void
  readonly isBusy: boolean
  /** A refusal that belongs to no field. */
  readonly failure: string | undefined
  /** Refused because somebody else changed the same meanwhile. */
  readonly isOvertaken: boolean
  /** Whether something is typed that is not saved, asked at the moment of leaving. */
  readonly isDirty: () => boolean
}

/**
 * A form on an endpoint: its fields are checked by the contract as they are left, what the server refuses is shown at its
 * field, and it is sent once however often the button is pressed.
 */
export function useApiForm<Name extends EndpointName, Form extends Values>(
  name: Name,
  { initial, schema, toBody, toAsk, fieldOf = (path) => path, done, onDone }: ApiFormOptions<Name, Form>,
): ApiForm<Form> {
  const [failure, setFailure] = useState<string>()
  const isSaved = useRef(false)
  const form = useForm<Form>({
    initialValues: initial,
    validateInputOnBlur: true,
    clearInputErrorOnChange: true,
    validate: (values): FormErrors => {
      const result = schema.safeParse(toBody(values))
      if (result.success) return {}
      const faults = result.error.issues.map(({ path, message }) => [fieldOf(path.join('.')), message] as const)
      // The first fault of a field is the one to mend first.
      return Object.fromEntries(faults.toReversed())
    },
  })
  const change = useChange(name, {
    silent: true,
    ...(done !== undefined && { done }),
    onDone: (answer) => {
      isSaved.current = true
      form.resetDirty()
      onDone?.(answer)
    },
  })
  const send = (values: Form): void => {
    if (change.isPending) return
    setFailure(undefined)
    isSaved.current = false
    change.mutate(toAsk(toBody(values) as never, values), {
      onError: (error) => {
        const located = error instanceof ApiProblem ? faultsOf(error.faults, values, fieldOf) : {}
        form.setErrors(located)
        if (Object.keys(located).length === 0) setFailure(detailOf(error))
        else focusFirst(form, located)
      },
    })
  }
  return {
    form,
    submit: (event) => form.onSubmit(send, (errors) => focusFirst(form, errors))(event),
    isBusy: change.isPending,
    failure,
    isOvertaken: change.error instanceof ApiProblem && change.error.code === 'changed_meanwhile',
    isDirty: () => !isSaved.current && form.isDirty(),
  }
}

/** The faults whose fields this form shows. */
function faultsOf(faults: readonly Fault[], values: Values, fieldOf: (path: string) => string): Record<string, string> {
  return Object.fromEntries(
    faults.flatMap(({ field, message }) => {
      const path = field === undefined ? '' : fieldOf(field)
      return path.split('.')[0] !== undefined && (path.split('.')[0] ?? '') in values ? [[path, message]] : []
    }),
  )
}

function focusFirst<Form extends Values>(form: UseFormReturnType<Form>, errors: FormErrors): void {
  const [first] = Object.keys(errors)
  if (first !== undefined) form.getInputNode(first)?.focus()
}

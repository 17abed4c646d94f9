/** A request's parameters, nested as Stripe's brackets say: `line_items[0][quantity]=1`. */
export interface Parameters {
  [name: string]: string | Parameters
}

export function parseForm(text: string): Parameters {
  const root: Parameters = {}
  for (const [path, value] of new URLSearchParams(text)) {
    const [first = '', ...rest] = path.split('[').map((part) => part.replace(/\]$/, ''))
    const names = [first, ...rest]
    let place = root
    names.forEach((name, index) => {
      // `expand[]=…` counts up.
      const at = name === '' ? String(Object.keys(place).length) : name
      if (index === names.length - 1) place[at] = value
      else {
        const next = place[at]
        const inner: Parameters = typeof next === 'object' ? next : {}
        place[at] = inner
        place = inner
      }
    })
  }
  return root
}

/** The text of a parameter; undefined where there is none or it is nested. */
export function textOf(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name]
  return typeof value === 'string' ? value : undefined
}

export function nestedOf(parameters: Parameters, name: string): Parameters {
  const value = parameters[name]
  return typeof value === 'object' ? value : {}
}

/** The values of a list, or of a group: metadata. */
export function textsOf(parameters: Parameters, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(nestedOf(parameters, name)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

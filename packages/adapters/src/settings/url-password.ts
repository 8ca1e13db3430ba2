/**
 * The password in a URL: before the host, or as a parameter, of PostgreSQL's own programs (libpq, 34.1.1.2) or by what
 * receivers of webhooks usually call theirs.
 */

/** Empty where there is none; the whole text where it is no URL, since nobody knows what is in it. */
export function passwordOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { password, searchParams } = new URL(url)
  const values = parametersOf(searchParams).flatMap((name) => searchParams.getAll(name))
  return password || (values.find((it) => it !== '') ?? '')
}

/** The same URL with the password replaced. */
export function withPassword(url: string, replacement: string): string {
  if (!URL.canParse(url)) return replacement
  const parsed = new URL(url)
  if (parsed.password !== '') parsed.password = replacement
  for (const name of parametersOf(parsed.searchParams)) parsed.searchParams.set(name, replacement)
  return parsed.href
}

const parametersOf = (parameters: URLSearchParams): string[] =>
  [...parameters.keys()].filter((name) => secretName.test(name))

const secretName =
  /^(?:ssl)?pass(?:word|wd|phrase)?$|token|secret|^sig(?:n|nature)?$|^(?:api[_-]?|access[_-]?)?key$/i

/** The password in a URL: before the host, or as the parameter that PostgreSQL's own programs read (libpq, 34.1.1.2). */

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
  [...parameters.keys()].filter((name) => ['password', 'sslpassword'].includes(name.toLowerCase()))

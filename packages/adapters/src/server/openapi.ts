/** The OpenAPI 3.1 document, made from the table of routes and the schemas. */
import { AccountView } from '@chuishao/core/accounts'
import { Actor, AttachmentRef, Command, Ticket, TicketEvent } from '@chuishao/core/ticket'
import { Erasure } from '@chuishao/core/privacy'
import { protocolHeader, protocolVersion } from '@chuishao/core/versions'
import * as z from 'zod/mini'
import { actingPersonHeader } from '../http/acting-person.ts'
import { Problem, problemMediaType } from '../http/problem.ts'
import {
  ChangeBody,
  CityBody,
  CommandResultBody,
  FiguresBody,
  HistoryBody,
  PageBody,
  PreviewBody,
  ViewBody,
} from '../http/wire.ts'
import { SummarySchema } from '../store/summary-schema.ts'
import { faceProblems, rejectionTitles, type FaceCode } from './problems.ts'
import type { ResponseSpec, RouteSpec } from './routes/route-spec.ts'
import { routes } from './routes/routes.ts'
import { ViewsBody } from './views-body.ts'

/** Schemas that get a name in the document; all others are written out where they are used. */
const named = {
  Account: AccountView,
  Actor,
  AttachmentRef,
  City: CityBody,
  CommandResult: CommandResultBody,
  Erasure,
  Figures: FiguresBody,
  History: HistoryBody,
  Page: PageBody,
  Preview: PreviewBody,
  Problem,
  Ticket,
  TicketChange: ChangeBody,
  TicketEvent,
  TicketSummary: SummarySchema,
  TicketView: ViewBody,
  Views: ViewsBody,
}

type Json = Record<string, unknown>

const refTo = (id: string) => `#/components/schemas/${id}`

const componentSchemas = (): Json => {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: refTo, io: 'output', override: portable })
  return Object.fromEntries(
    [...Object.entries(schemas), ['Command', plain(Command, 'input')] as const].map(([id, schema]) => [
      id,
      bare(schema),
    ]),
  )
}

/** Without the keys that only a document of its own needs. */
const bare = ({ $schema: _schema, $id: _id, ...rest }: Json): Json => rest

const plain = (schema: z.ZodMiniType, io: 'input' | 'output'): Json =>
  bare(
    z.toJSONSchema(schema, {
      io,
      override: (it) => {
        portable(it)
        closed(it.jsonSchema)
      },
    }),
  )

/**
 * Without patterns that not every tool can read: JSON Schema asks of a pattern no more than what all languages have
 * (Core 2020-12, 6.4), which the classes of Unicode are not.
 */
const portable = ({ jsonSchema }: { jsonSchema: { pattern?: string; description?: string } }) => {
  if (!jsonSchema.pattern?.includes(String.raw`\p{`)) return
  jsonSchema.description = `As \`${jsonSchema.pattern}\` says, in ECMA-262 with the flag u`
  delete jsonSchema.pattern
}

/** Objects have no other names than theirs: what is sent with one is refused. */
const closed = (schema: { type?: unknown; properties?: unknown; additionalProperties?: unknown }) => {
  if (schema.type === 'object' && schema.properties) schema.additionalProperties ??= false
}

const schemaOrRef = (schema: z.ZodMiniType): Json => {
  const name = Object.entries({ ...named, Command }).find(([, it]) => it === schema)?.[0]
  return name === undefined ? plain(schema, 'output') : { $ref: refTo(name) }
}

const content = (mediaTypes: readonly string[], schema?: z.ZodMiniType) =>
  Object.fromEntries(
    mediaTypes.map((it) => [it, schema === undefined ? {} : { schema: schemaOrRef(schema) }]),
  )

const commonHeaders = {
  [actingPersonHeader]: {
    required: false,
    description:
      'Where several people share the account: the id of the one who acts, percent-encoded, from the list of `/api/v1/account`',
  },
  [protocolHeader]: {
    required: false,
    description: `Version of the API that the client was written for; ${protocolVersion} at present, and taken for that where it is missing. Every answer carries the server’s`,
  },
}

const parameters = ({ params, query, headers = {}, public: isPublic = false }: RouteSpec) => [
  ...Object.entries(params.shape).map(([name, it]) => parameter('path', name, plainOf(it), true)),
  ...Object.entries(query.shape).map(([name, it]) => parameter('query', name, plainOf(it), !isOptional(it))),
  ...Object.entries({ ...headers, ...(isPublic ? {} : commonHeaders) }).map(
    ([name, { required, description }]) => ({
      ...parameter('header', name, { type: 'string' }, required),
      description,
    }),
  ),
]

const parameter = (place: string, name: string, schema: Json, required: boolean) => ({
  name,
  in: place,
  required,
  schema,
})

const plainOf = (schema: z.core.$ZodType) =>
  bare(z.toJSONSchema(schema, { io: 'output', override: portable }))
const isOptional = (schema: z.core.$ZodType) => schema._zod.optout === 'optional'

const success = ({ description, mediaTypes, schema, headers }: ResponseSpec) => ({
  description,
  ...(mediaTypes === undefined ? {} : { content: content(mediaTypes, schema) }),
  ...(headers === undefined
    ? {}
    : {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [
            name,
            { description: text, schema: { type: 'string' } },
          ]),
        ),
      }),
})

/** Problems grouped by status: the codes that one may meet there are listed in its description. */
const problems = (spec: RouteSpec) => {
  const anyTime: FaceCode[] = ['internal', 'storeUnavailable']
  const everywhere =
    spec.public === true
      ? anyTime
      : [...protocolProblems, ...authProblems, 'tooManyRequests' as const, ...anyTime]
  const byStatus: Record<string, string[]> = {}
  const list = (status: number | string, text: string) => (byStatus[status] ??= []).push(text)
  for (const code of [...everywhere, ...spec.problems])
    list(faceProblems[code].status, `\`${code}\`: ${faceProblems[code].message.en}`)
  if (spec.rejections === true)
    for (const [status, title] of Object.entries(rejectionTitles)) list(status, `A rejection. ${title.en}.`)
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, texts]) => [
      status,
      { description: texts.join('\n\n'), content: content([problemMediaType], Problem) },
    ]),
  )
}

const protocolProblems: FaceCode[] = ['clientTooOld', 'serverTooOld']
const authProblems: FaceCode[] = [
  'tokenMissing',
  'tokenExpired',
  'tokenInvalid',
  'unknownPerson',
  'actingPersonMissing',
  'actingPersonUnknown',
  'identityUnavailable',
]

const operation = (name: string, spec: RouteSpec) => ({
  operationId: name,
  summary: spec.summary,
  ...(spec.public === true ? { security: [] } : {}),
  parameters: parameters(spec),
  ...(spec.body === undefined
    ? {}
    : { requestBody: { required: true, content: content(spec.body.mediaTypes, spec.body.schema) } }),
  responses: {
    ...Object.fromEntries(Object.entries(spec.responses).map(([status, it]) => [status, success(it)])),
    ...problems(spec),
  },
})

const build = () => {
  const paths: Record<string, Json> = {}
  for (const [name, spec] of Object.entries<RouteSpec>(routes))
    (paths[spec.path] ??= {})[spec.method.toLowerCase()] = operation(name, spec)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chuishao 吹哨',
      version: '1',
      description: 'Whistle, answer, evaluate: tickets of a city’s 12345 hotline and the commands on them.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: componentSchemas(),
    },
  }
}

let built: ReturnType<typeof build> | undefined

/** The document, made at the first call. */
export const openApiDocument = () => (built ??= build())

/**
 * An existing portal's REST API as data: what a vendor's engineer writes in one JSON file, and nothing of it is code.
 *
 * Four notations carry all of it:
 * - a **request** is one line, `"POST /workorder/{id}/sign?by={person.personId}"`, with a JSON body where it needs one;
 * - a **path** leads to a value in an answer, `"user.dept.deptId"`;
 * - a **variable** in braces, `"{text}"`, is a value of ours; what is absent is left out, and `[[, {note}]]` with it;
 * - a **conversion** says how a kind of value is written over there, the same way in both directions.
 */
import {
  Policy,
  Matter,
  Unit,
  Sentence,
  commandTypes,
  rejectionCodes,
  type CommandType,
} from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { isOwnStep } from './at-path.ts'
import { ownFields } from './command-fields.ts'
import { HeaderName, HeaderText } from './header-name.ts'
import { Projection } from './projection.ts'
import { Signature } from './signature.ts'
import {
  assistFields,
  extensionFields,
  historyFields,
  kinds,
  matterFields,
  personFields,
  ticketFields,
  unitFields,
} from './our-fields.ts'

const describe = <T extends z.ZodMiniType>(schema: T, text: string): T => schema.check(z.describe(text))

const Path = describe(
  z.string().check(
    z.regex(/^[^.\s$]+(\.[^.\s]+)*$/, {
      error: '路径，名称以点相连，如 data.status / a path, names joined by dots, e.g. data.status',
    }),
    z.refine((path) => path.split('.').every(isOwnStep), {
      error:
        '路径中不能有 __proto__、constructor、prototype / a path without __proto__, constructor and prototype',
    }),
  ),
  'path in an answer, names joined by dots, e.g. user.dept.deptId; a number is a place in a list',
)

const NativeValue = z.union([z.string(), z.number(), z.boolean()])
export type NativeValue = z.infer<typeof NativeValue>

/** A table of codes: ours on the left, theirs on the right. */
export const Codes = describe(
  z.strictObject({
    /** Of several, the first is written and all are read. */
    codes: z.record(z.string(), z.union([NativeValue, z.array(NativeValue).check(z.minLength(1))])),
    /** Values of ours that the portal does not tell apart: each is written as the other one. What comes back is lossy. */
    writtenAs: z.optional(z.record(z.string(), z.string())),
    /** What a value of theirs becomes that is not in the table: a failure by default, or as if it were absent. */
    others: z.optional(z.enum(['fail', 'absent'])),
  }),
  'a table of codes: { "codes": { ours: theirs, … } }',
)
export type Codes = z.infer<typeof Codes>

/** How a value is written over there. */
export const Conversion = z.union([
  Codes,
  /** A moment, e.g. `yyyy-MM-dd HH:mm:ss` in the portal's time zone; or `milliseconds`, `seconds` since 1970, or `iso`. */
  z.strictObject({ date: z.string().check(z.minLength(3)), zone: z.optional(z.string()) }),
  /** A number, or a code that the portal keeps as a number; `times`: theirs is ours times this, e.g. 1000000. */
  z.strictObject({ number: z.enum(['number', 'text']), times: z.optional(z.number().check(z.positive())) }),
  /** A list in one text, e.g. `,`. */
  z.strictObject({ join: z.string().check(z.minLength(1)) }),
  /** Ours within a longer text, e.g. `dept-{value}`. */
  z.strictObject({
    template: z.string().check(
      z.regex(/^[^{}]*\{value\}[^{}]*$/, {
        error: '含一个 {value} 的文本，如 dept-{value} / a text with one {value}, e.g. dept-{value}',
      }),
    ),
  }),
  /** The same for every record; it is not in the answer. */
  z.strictObject({ constant: NativeValue }),
  /**
   * A list of objects, with the value at this path in each, e.g. photos as `[{ "url": … }]`; written the same way. `only`:
   * those that have this value at this path, e.g. `{ "usage": 1 }`.
   */
  z.strictObject({ each: Path, only: z.optional(z.record(Path, NativeValue)) }),
  /** A text that the portal takes only up to this length; longer ones are refused before they are sent. */
  z.strictObject({ maxLength: z.int().check(z.positive()) }),
])
export type Conversion = z.infer<typeof Conversion>

/** Rows that have these values at these paths. */
const Only = z.record(Path, z.union([NativeValue, z.array(NativeValue)]))

/** Where a value lies; several paths for what is in several places there and one text of ours, joined by `-`. */
const At = z.union([Path, z.array(Path).check(z.minLength(2))])

const PlacedField = z.strictObject({
  at: z.optional(At),
  as: z.optional(Conversion),
  /** The portal tells it and takes it from nobody. */
  readOnly: z.optional(z.boolean()),
})

/** Where a value lies; the kind of the value says how it is converted, unless `as` says otherwise. */
export const Field = z.union([At, PlacedField])
export type Field = z.infer<typeof Field>

/** A field of a step: in the row of the log, or only in the ticket's own record, which tells the latest of each. */
const HistoryField = z.union([
  At,
  PlacedField,
  /** The name of a field of `ticket.fields`. */
  z.strictObject({ ofTicket: z.string() }),
])
export type HistoryField = z.infer<typeof HistoryField>

const HistoryCommand = (type: CommandType) => {
  const shape: Record<string, z.ZodMiniOptional<typeof HistoryField>> = {}
  for (const name of ownFields(type)) shape[name] = z.optional(HistoryField)
  return z.strictObject({
    /** Rows that have these values are this command, whatever the table of `command` says. */
    only: z.optional(Only),
    /** Its own fields. What is absent is the row's text, where it is one; a command that lacks one is told as a comment. */
    fields: z.optional(z.strictObject(shape)),
  })
}

type HistoryCommand = ReturnType<typeof HistoryCommand>
const historyCommands: Partial<Record<CommandType, z.ZodMiniOptional<HistoryCommand>>> = {}
for (const type of commandTypes) historyCommands[type] = z.optional(HistoryCommand(type))
const HistoryCommands = z.strictObject(
  historyCommands as { [K in CommandType]: z.ZodMiniOptional<HistoryCommand> },
)

const fieldsOf = <T extends Record<string, unknown>>(table: T) => {
  const shape: Record<string, z.ZodMiniOptional<typeof Field>> = {}
  for (const name of Object.keys(table)) shape[name] = z.optional(Field)
  return z.strictObject(shape as { [K in keyof T]: z.ZodMiniOptional<typeof Field> })
}

const listWithin = <T extends Record<string, unknown>>(table: T) =>
  z.strictObject({
    /** Path of the list, or of a single one, within the record; the record itself where absent. */
    rows: z.optional(Path),
    fields: fieldsOf(table),
  })

/** `"METHOD /path?name={variable}"`. A parameter whose variable is absent is left out. */
export const RequestLine = describe(
  z.string().check(
    z.regex(/^(GET|POST|PUT|PATCH|DELETE) \/\S*$/, {
      error:
        '大写方法、一个空格、以斜杠开头的地址，不含域名，如 "GET /gd/{id}" / a method in capitals, one space, an address that begins with a slash and has no host, e.g. "GET /gd/{id}"',
    }),
  ),
  'a method and a path, e.g. "GET /workorder/{id}"',
)

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
const Json: z.ZodMiniType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Json), z.record(z.string(), Json)]),
)

const requestShape = {
  send: RequestLine,
  /** JSON with variables: `"{text}"` alone keeps the type of the value, within a longer text it is written into it. `[[ … ]]` is left out where its variable is absent. */
  body: z.optional(z.record(z.string(), Json)),
  /** How the body is sent; JSON by default. */
  bodyAs: z.optional(z.enum(['json', 'form'])),
}
export const PortalRequest = z.strictObject(requestShape)
export type PortalRequest = z.infer<typeof PortalRequest>

const List = {
  ...requestShape,
  /** Path of the list in the answer; the answer itself where absent. */
  rows: z.optional(Path),
}

const outcomesOfRequests = [
  'unauthenticated',
  'forbidden',
  'notFound',
  'tooLarge',
  'unsupportedType',
  'server',
  /** Somebody was faster. */
  'conflict',
  ...rejectionCodes,
] as const

export const PortalError = z.strictObject({
  /** The code in the envelope, or the HTTP status where the answer has no envelope. */
  code: z.optional(z.union([z.string(), z.number()])),
  /** Part of the portal's own message, where one code says many things. */
  message: z.optional(z.string().check(z.minLength(1))),
  means: z.enum(outcomesOfRequests),
  /** What the person is told; our own words for it where absent. */
  sentence: z.optional(Sentence),
})
export type PortalError = z.infer<typeof PortalError>

const rows = <T extends z.ZodMiniType, U extends z.ZodMiniType>(fixed: T, fields: U) =>
  z.union([
    z.array(fixed),
    z.strictObject({
      ...List,
      fields,
      /** Our fields that no row has. */
      defaults: z.optional(z.record(z.string(), z.unknown())),
      /** Only rows that have this value at this path. */
      only: z.optional(Only),
    }),
  ])

export const PortalCommand = z.strictObject({
  ...requestShape,
  /** Begins the body with the ticket's draft, each field where `ticket.fields` reads it; or with these fields of it. */
  record: z.optional(
    z.union([z.boolean(), z.array(z.enum(Object.keys(ticketFields) as [string, ...string[]]))]),
  ),
  /** Path of the new ticket's id in the answer. */
  id: z.optional(Path),
  /** Fields that people may fill in though the portal is never told; any other is refused where it has no place. */
  loses: z.optional(z.array(z.string())),
})
export type PortalCommand = z.infer<typeof PortalCommand>

const kindNames = Object.keys(kinds) as [keyof typeof kinds, ...(keyof typeof kinds)[]]

export const PortalDescription = z.strictObject({
  /** Shown in messages, e.g. 示例市12345平台. */
  name: z.string().check(z.minLength(1)),
  /** Where the portal's times are, as an offset from UTC; `+08:00` by default. */
  zone: z.optional(z.string().check(z.regex(/^[+-]\d{2}:\d{2}$/, { error: '如 +08:00 / e.g. +08:00' }))),

  /** How a request says who asks, in a header or in the address; token and secret themselves come from the page. */
  auth: z.optional(
    z.union([
      z.strictObject({ header: HeaderName, prefix: z.optional(HeaderText), sign: z.optional(Signature) }),
      z.strictObject({ query: z.string(), sign: z.optional(Signature) }),
    ]),
  ),

  /** What every answer is wrapped in; absent where the HTTP status says all. */
  envelope: z.optional(
    z.strictObject({
      code: Path,
      message: z.optional(Path),
      /** The codes of success. */
      success: z.array(NativeValue).check(z.minLength(1)),
      /** Where the code of a refusal lies, if `code` only says yes or no. */
      error: z.optional(Path),
    }),
  ),
  /** What the portal's refusals mean, the first that fits. What is not here keeps the portal's own words. */
  errors: z.optional(z.array(PortalError)),

  /** How a kind of value is written, wherever it stands. */
  values: z.optional(z.partialRecord(z.enum(kindNames), Conversion)),

  whoAmI: z.strictObject({ ...requestShape, record: z.optional(Path), fields: fieldsOf(personFields) }),

  city: z.strictObject({
    id: z.string(),
    name: Sentence,
    demo: z.optional(z.boolean()),
    listVersion: z.optional(z.string()),
    /** What the city has set; what is absent nobody has set, and the portal alone decides it. */
    policy: z.optional(z.partial(Policy)),
    units: rows(Unit, fieldsOf(unitFields)),
    matters: rows(Matter, fieldsOf(matterFields)),
  }),

  ticket: z.strictObject({
    ...requestShape,
    record: z.optional(Path),
    fields: fieldsOf(ticketFields),
    /** True where the portal's ids are UUIDs and a new ticket may have the one that the client made. */
    uuids: z.optional(z.boolean()),
    /** Extensions that were asked for, and units that assist. */
    extensions: z.optional(listWithin(extensionFields)),
    assists: z.optional(listWithin(assistFields)),
    /** Where `lng` and `lat` are metres on a plane there instead of degrees. */
    projection: z.optional(Projection),
  }),
  /** Native state names, ours on the left: `{ "codes": { "whistled": ["待派单", "待签收"] } }`. */
  states: Codes,

  list: z.strictObject({
    ...List,
    total: z.optional(Path),
    /** Path of the mark of the next page, sent as `{cursor}`; absent where pages are numbered. */
    next: z.optional(Path),
    /** The number of the first page; 1 by default. */
    firstPage: z.optional(z.int()),
    /** False where one answer has the whole list. */
    paged: z.optional(z.literal(false)),
    /** Most rows of one page; 200 by default. */
    maxRows: z.optional(z.int().check(z.positive())),
    /** Fields that lie elsewhere in a row than in the ticket's own record. */
    fields: z.optional(fieldsOf(ticketFields)),
  }),

  history: z.optional(
    z.strictObject({
      ...List,
      fields: fieldsOf(historyFields),
      /** How a row becomes a command with its fields. */
      commands: z.optional(HistoryCommands),
    }),
  ),

  upload: z.optional(
    z.strictObject({
      send: RequestLine,
      /** Name of the part of the multipart body; `file` by default. */
      part: z.optional(z.string()),
      /** Instead of a multipart body: `{base64}` in a body, beside `{name}`, `{mediaType}`, `{bytes}`. */
      body: z.optional(z.record(z.string(), Json)),
      bodyAs: z.optional(z.enum(['json', 'form'])),
      /** Path of the name by which a record mentions the photo. */
      photo: Path,
      /** Largest photo in bytes. */
      maxBytes: z.optional(z.int().check(z.positive())),
    }),
  ),
  /** How a photo is fetched, e.g. `GET {photo}` or `GET /file?name={photo}`; not at all where absent. */
  download: z.optional(
    z.string().check(
      z.regex(/^GET \S*\{photo\}\S*$/, {
        error: '"GET {photo}" 或 "GET /file?name={photo}" / "GET {photo}" or "GET /file?name={photo}"',
      }),
    ),
  ),

  /** What it can be told to do; what is absent nobody is offered. */
  commands: z.partialRecord(z.enum(commandTypes), PortalCommand),

  /** What it promises; what is absent it does not, but that it hides the tickets of others. */
  promises: z.optional(
    z.strictObject({
      /** A command with an old `{version}` is refused as a conflict. */
      conflicts: z.optional(z.boolean()),
      privateTickets: z.optional(z.boolean()),
    }),
  ),
})
/** A portal's description as it has been checked. */
export type PortalDescription = z.infer<typeof PortalDescription>

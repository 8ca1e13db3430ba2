import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from './openapi.ts'
import { routes } from './routes/routes.ts'

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1, with every reference resolved', async () => {
    const validator = new Validator({ strict: false })
    const result = await validator.validate(structuredClone(openApiDocument()))

    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
    expect(validator.version).toBe('3.1')
    expect(JSON.stringify(validator.resolveRefs())).not.toContain('"$ref"')
  })

  it('has no pattern that only one language can read', () => {
    const text = JSON.stringify(openApiDocument())
    expect(text.match(/"pattern":/g)?.length).toBeGreaterThan(3)
    expect(text).not.toMatch(/"pattern":"[^"]*\\\\p\{/)
    expect(text).toContain('in ECMA-262 with the flag u')
  })

  it('describes every route of the table, and no other', () => {
    const described = Object.entries(openApiDocument().paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )

    expect(described.toSorted()).toEqual(
      Object.values(routes)
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    )
  })

  it('says what a command is, what it needs and what may go wrong', () => {
    const { post } = JSON.parse(JSON.stringify(openApiDocument())).paths['/api/v1/tickets/{id}/commands']

    expect(post.parameters.map((it: { name: string; required: boolean }) => [it.name, it.required])).toEqual([
      ['id', true],
      ['Idempotency-Key', true],
      ['If-Match', true],
      ['Chuishao-Acting-Person', false],
      ['Chuishao-Version', false],
    ])
    expect(post.requestBody.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Command',
    })
    expect(Object.keys(post.responses)).toEqual(
      expect.arrayContaining([
        '200',
        '201',
        '400',
        '401',
        '403',
        '404',
        '409',
        '412',
        '413',
        '415',
        '422',
        '428',
      ]),
    )
  })

  it('says that a command and an erasure have no other names than theirs', () => {
    const { Command, Erasure } = JSON.parse(JSON.stringify(openApiDocument())).components.schemas
    for (const { properties, additionalProperties } of Command.oneOf) {
      expect(additionalProperties).toBe(false)
      if (properties.draft) expect(properties.draft.additionalProperties).toBe(false)
    }
    expect(Erasure.additionalProperties).toBe(false)
  })

  it('asks for a token everywhere but where the table says public', () => {
    const { paths, security } = openApiDocument()

    expect(security).toEqual([{ bearer: [] }])
    expect(paths['/healthz']?.['get']).toMatchObject({ security: [] })
    expect(paths['/api/v1/figures']?.['get']).not.toHaveProperty('security')
  })
})

/** What a route is: validation, the OpenAPI document and the handlers' types are all made from it. */
import * as z from 'zod/mini'
import type { FaceCode } from '../problems.ts'

export interface RouteSpec {
  method: 'GET' | 'POST'
  /** As in OpenAPI: `{name}` is a parameter. */
  path: string
  /** True where no token is asked for. */
  public?: boolean
  summary: string
  params: z.ZodMiniObject
  query: z.ZodMiniObject
  /** The problem of a path whose parameters name nothing; `invalidParameter` says what they may be. */
  missing?: FaceCode
  /** Request headers that matter, with their description. */
  headers?: Record<string, { required: boolean; description: string }>
  /** What may be sent: a schema for JSON, absent for raw bytes. */
  body?: { mediaTypes: readonly string[]; schema?: z.ZodMiniType }
  /** Successful answers by status. */
  responses: Record<number, ResponseSpec>
  /** Problems of its own, beside those that every route has. */
  problems: readonly FaceCode[]
  /** Whether a command's rejection is among its problems. */
  rejections?: boolean
}

export interface ResponseSpec {
  description: string
  mediaTypes?: readonly string[]
  schema?: z.ZodMiniType
  headers?: Record<string, string>
}

export const json = ['application/json'] as const

/** No parameters. */
export const none = z.object({})

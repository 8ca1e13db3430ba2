import { departmentFor, responsibleUnit } from '@chuishao/core/matters'
import { Policy } from '@chuishao/core/ticket'
import { describe, expect, it } from 'vitest'
import { seedCases } from '../seed/cases.ts'
import { loadDemoCity } from './city.ts'
import { identities } from './identities.ts'
import { regions } from './regions.ts'

const { data, index } = await loadDemoCity()
const communities = data.units.filter(({ type }) => type === 'community')

describe('the demo city', () => {
  it('says that it is a demo, and so does its profile', () => {
    expect(data.demo).toBe(true)
    expect(data.name).toEqual({ zh: '呼和浩特（演示）', en: 'Hohhot (demo)' })
    expect(Policy.parse(data.policy).profile.source.zh).toContain('演示')
  })

  it('lists at least 200 matters in 18 categories', () => {
    expect(data.matters.length).toBeGreaterThanOrEqual(200)
    expect(new Set(data.matters.map(({ category }) => category)).size).toBe(18)
    expect(new Set(data.matters.map(({ name }) => name)).size).toBe(data.matters.length)
    expect(new Set(data.matters.map(({ route }) => route))).toEqual(
      new Set(['selfGovernance', 'street', 'department']),
    )
  })

  it('gives every matter words that people use, limits, a procedure, and when it may be closed', () => {
    const incomplete = data.matters.filter(
      (it) =>
        it.synonyms.length === 0 ||
        !it.acceptLimit ||
        !it.handleLimit ||
        !it.closingConditions ||
        !it.procedure,
    )
    expect(incomplete).toEqual([])
  })

  it('claims a law by its name at most, never an article', () => {
    const articles = data.matters.filter(({ legalBasis = '' }) => /第.+条|[0-9]/.test(legalBasis))
    expect(articles).toEqual([])
  })

  it('asks for a photo with only a few whistles', () => {
    const asking = data.matters.filter(({ whistleEvidence }) => whistleEvidence === 'required')
    expect(asking.length).toBeLessThan(data.matters.length / 8)
    expect(asking.map(({ code }) => code)).toContain('JG-01')
  })

  it('has nine banners, each with streets and communities', () => {
    expect(regions).toHaveLength(9)
    const streets = data.units.filter(({ type }) => type === 'street')
    const fewStreets = regions.filter(
      ({ code }) => streets.filter(({ regionCode }) => regionCode === code).length < 2,
    )
    expect(fewStreets).toEqual([])
    const fewCommunities = streets.filter(
      ({ id, regionCode }) =>
        communities.filter((it) => it.parentId === id && it.regionCode === regionCode).length < 2,
    )
    expect(fewCommunities).toEqual([])
  })

  it('has about 40 units that answer', () => {
    const answering = data.units.filter(({ type }) => type !== 'street' && type !== 'community')
    expect(answering.length).toBeGreaterThanOrEqual(40)
    expect(answering.length).toBeLessThanOrEqual(60)
  })

  it('finds for every matter in every community who starts and which department answers in the end', () => {
    const unanswered = data.matters.flatMap((matter) =>
      communities
        .filter(({ id }) => {
          const department = departmentFor(matter, id, index)
          const isDepartment = /Department$|^outsideHandler$/.test(department?.type ?? '')
          return !isDepartment || !responsibleUnit({ matter, communityId: id, city: index })
        })
        .map(({ id }) => `${matter.code} in ${id}`),
    )
    expect(unanswered).toEqual([])
  })

  it('has a demo person for every role that people have, each for a unit of the city', () => {
    const acting = new Set(identities.flatMap(({ actor }) => actor.roles))
    expect([...acting].toSorted()).toEqual(
      [
        'analyst',
        'buildingHead',
        'citizen',
        'communitySecretary',
        'departmentHandler',
        'dispatcher',
        'gridWorker',
        'returnReviewer',
        'streetOfficer',
        'supervisor',
      ].toSorted(),
    )
    const homeless = identities.filter(({ actor }) =>
      actor.roles.includes('citizen')
        ? actor.unitId !== undefined
        : index.unit(actor.unitId ?? '') === undefined,
    )
    expect(homeless).toEqual([])
    expect(new Set(identities.map(({ id }) => id)).size).toBe(identities.length)
  })

  it('calls every unit in the switcher by the name that it has on a ticket', () => {
    const unnamed = identities.filter(({ actor, title }) => {
      const unit = index.unit(actor.unitId ?? '')
      if (!unit || unit.type === 'dispatchCentre') return false
      return (
        !title.zh.includes(unit.name.replace('（演示）', '')) ||
        !title.en.includes((unit.nameEn ?? '').replace(' (demo)', ''))
      )
    })
    expect(unnamed.map(({ title }) => title)).toEqual([])
  })

  it('has a matter and a place for every case that the demo tells', () => {
    const codes = seedCases.flatMap(({ steps }) =>
      steps.flatMap(({ command }) => ('draft' in command ? (command.draft?.matterCode ?? []) : [])),
    )
    expect(codes.length).toBeGreaterThanOrEqual(seedCases.length)
    expect(codes.filter((code) => index.matter(code) === undefined)).toEqual([])
  })
})

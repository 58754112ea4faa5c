import {
  announceImport,
  type ImportReading,
  keepFound,
  readAlertsNamed,
  readImports,
  readStanding,
} from '#libs/adapters-postgres';
import { ImportBody, type ImportList, type ImportView, SyncoError } from '#libs/contracts';
import type { Organisation } from '#libs/organisation';
import { importView, isOver } from '#libs/reporting';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce, unitNamed } from './known.js';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';

/** So many summaries stand on a unit's page, for so long. */
const newest = 5;
const days = 30;
const mostAlerts = 200;
const brokenOffAfter = 3_600_000;

@Controller('api')
export class ImportsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** What an import is called and, once it has been sent, how much it was. Said again it goes on. */
  @Post('imports')
  @HttpCode(200)
  async announce(@Body({ schema: ImportBody }) body: ImportBody, @Asks() asking: Asking): Promise<ImportView> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    allow(organisation, viewer, 'post', viewer.unit);
    const said = { unit: viewer.unit, by: viewer.name, now: this.parts.now() };
    if (!(await announceImport(this.parts.database, body, said)))
      throw new SyncoError('id-reused', `The id ${body.id} is another unit's import.`);
    return this.#one(organisation, viewer.unit, body.id);
  }

  /** The summary of an import, which is its unit's own. */
  @Get('imports/:id')
  async one(@Param('id') id: string, @Asks() asking: Asking): Promise<ImportView> {
    const organisation = await organisationInForce(this.parts);
    return this.#one(organisation, requireViewer(organisation, asking).unit, id);
  }

  @Get('units/:id/imports')
  async list(@Param('id') id: string, @Asks() asking: Asking): Promise<ImportList> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    const unit = unitNamed(organisation, viewer, id);
    allow(organisation, viewer, 'look', unit.id);
    if (viewer.unit !== unit.id) return { imports: [] };
    const since = new Date(Date.parse(this.parts.now()) - days * 86_400_000).toISOString();
    const found = await readImports(this.parts.database.pool, { unit: unit.id, since, limit: newest });
    return { imports: await Promise.all(found.map((one) => this.#view(organisation, one))) };
  }

  async #one(organisation: Organisation, unit: string, id: string): Promise<ImportView> {
    const [found] = z.uuid().safeParse(id).success ? await readImports(this.parts.database.pool, { id }) : [];
    if (found?.unit !== unit) throw new SyncoError('import-unknown', `"${unit}" has no import "${id}".`);
    return this.#view(organisation, found);
  }

  async #view(organisation: Organisation, stored: ImportReading): Promise<ImportView> {
    const { pool } = this.parts.database;
    const now = this.parts.now();
    const standing = await this.#standing(stored, now);
    const opened = stored.parts.flatMap(({ alerts }) => alerts).slice(0, mostAlerts);
    const alerts = opened.length === 0 ? [] : await readAlertsNamed(pool, opened);
    return importView(organisation, stored, { standing, alerts, now });
  }

  /** While figures are still coming nobody looks through all of them again and again; one that was broken off is looked at late. */
  async #standing(stored: ImportReading, now: string) {
    const { pool } = this.parts.database;
    if (stored.found !== null) return stored.found;
    const over = isOver(stored);
    if (!over && Date.parse(now) - Date.parse(stored.begunAt) < brokenOffAfter) return [];
    const standing = await readStanding(pool, stored.id);
    if (over) await keepFound(pool, stored.id, standing);
    return standing;
  }
}

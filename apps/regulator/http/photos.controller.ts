import { keepPhoto, readAlert, readPhotoOf } from '#libs/adapters-postgres';
import { type Alert, type PhotoKept, SyncoError } from '#libs/contracts';
import { maySeeAlert, type Viewer } from '#libs/organisation';
import { readPhoto } from '#libs/photos';
import { Body, Controller, Get, HttpCode, Inject, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PARTS, type Parts } from '../parts.js';
import { organisationInForce } from './known.js';
import { allow, type Asking, Asks, requireViewer } from '../access/asking.js';
import { shownOf } from '../access/looks.js';

/** So long after the cord was pulled its unit may add a photo. */
const withinMs = 3_600_000;

@Controller('api/alerts')
export class PhotosController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** Adds the photo of a cord: by its unit, once, as whatever it is; only the picture of it is kept. */
  @Put(':id/photo')
  @HttpCode(200)
  async add(@Param('id') id: string, @Body() body: unknown, @Asks() asking: Asking): Promise<PhotoKept> {
    const organisation = await organisationInForce(this.parts);
    const viewer = requireViewer(organisation, asking);
    allow(organisation, viewer, 'cord', viewer.unit);
    const alert = await this.#alert(id, viewer);
    const now = this.parts.now();
    if (alert.about.kind !== 'cord' || alert.path[0]?.unit !== viewer.unit)
      throw new SyncoError('not-allowed', 'Only the unit that has pulled a cord adds a photo to it.');
    if (Date.parse(now) - Date.parse(alert.openedAt) > withinMs)
      throw new SyncoError('not-allowed', 'A photo can be added within an hour after the cord was pulled.');
    const photo = readPhoto(Buffer.isBuffer(body) ? body : new Uint8Array());
    if ('code' in photo) throw new SyncoError(photo.code, photo.message);
    if (!(await keepPhoto(this.parts.database, alert, photo, now)))
      throw new SyncoError('photo-known', 'The cord has another photo already.');
    this.parts.committed.call();
    return { type: photo.type, bytes: photo.bytes.length };
  }

  @Get(':id/photo')
  async photo(@Param('id') id: string, @Asks() asking: Asking, @Res() reply: FastifyReply): Promise<void> {
    const viewer = requireViewer(await organisationInForce(this.parts), asking);
    const { path } = await this.#alert(id, viewer);
    const photo = await readPhotoOf(this.parts.database.pool, id);
    if (!photo) throw new SyncoError('not-found', 'No photo was added to this alert.');
    await shownOf(
      this.parts,
      viewer,
      path.slice(0, 1).map(({ unit }) => unit),
      `photo ${id}`,
    );
    await reply
      .headers({
        'content-type': photo.type,
        'content-disposition': 'inline',
      })
      .send(Buffer.from(photo.bytes));
  }

  async #alert(id: string, viewer: Viewer): Promise<Alert> {
    const found = await readAlert(this.parts.database.pool, id);
    if (!found || !maySeeAlert(viewer, found.alert))
      throw new SyncoError('alert-unknown', `No alert "${id}" has reached "${viewer.unit}".`);
    return found.alert;
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { FEED, type Feed } from './engine/feed.js';
import { HEALTH, type HealthCheck } from './health.js';
import { AgreementsController } from './http/agreements.controller.js';
import { AlertsController } from './http/alerts.controller.js';
import { ChannelsController } from './http/channels.controller.js';
import { OwnDataController } from './http/own-data.controller.js';
import { CordsController } from './http/cords.controller.js';
import { ElsewhereController } from './http/elsewhere.controller.js';
import { ImportsController } from './http/imports.controller.js';
import { IndicatorsController } from './http/indicators.controller.js';
import { MeController } from './http/me.controller.js';
import { NodesController } from './http/nodes.controller.js';
import { NoticesController } from './http/notices.controller.js';
import { PhotosController } from './http/photos.controller.js';
import { PeopleController } from './http/people.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { ObservationsController } from './http/observations.controller.js';
import { OrganisationController } from './http/organisation.controller.js';
import { RefusedController } from './http/refused.controller.js';
import { ReplaysController } from './http/replays.controller.js';
import { StreamController } from './http/stream.controller.js';
import { SystemController } from './http/system.controller.js';
import { UnitsController } from './http/units.controller.js';
import { PARTS, type Parts } from './parts.js';

/** The HTTP side of the regulator, over parts that are open already. */
@Module({
  controllers: [
    AgreementsController,
    AlertsController,
    ChannelsController,
    OwnDataController,
    CordsController,
    ElsewhereController,
    ImportsController,
    IndicatorsController,
    MeController,
    NodesController,
    NoticesController,
    PhotosController,
    PeopleController,
    ReportsController,
    ObservationsController,
    OrganisationController,
    RefusedController,
    ReplaysController,
    StreamController,
    SystemController,
    UnitsController,
  ],
})
export class AppModule {
  static over(parts: Parts, feed: Feed, health: HealthCheck): DynamicModule {
    return {
      module: AppModule,
      providers: [
        { provide: PARTS, useValue: parts },
        { provide: FEED, useValue: feed },
        { provide: HEALTH, useValue: health },
      ],
    };
  }
}

import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { AppModule } from '../../apps/regulator/app.module.js';

/** The routes that the controllers of the server declare, as "get /api/units/{id}". */
export function routesOfControllers(): string[] {
  const controllers = Reflect.getMetadata('controllers', AppModule) as { prototype: Record<string, unknown> }[];
  return controllers.flatMap((controller) => {
    const prefix = String(Reflect.getMetadata('path', controller));
    return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const handler = Object.getOwnPropertyDescriptor(controller.prototype, name)?.value as unknown;
      if (typeof handler !== 'function' || !Reflect.hasMetadata('method', handler)) return [];
      const method = RequestMethod[Number(Reflect.getMetadata('method', handler))]?.toLowerCase();
      const parts = [prefix, String(Reflect.getMetadata('path', handler))].flatMap((path) => path.split('/'));
      const path = parts.filter(Boolean).map((part) => part.replace(/^:(.+)$/, '{$1}'));
      return [`${method} /${path.join('/')}`];
    });
  });
}

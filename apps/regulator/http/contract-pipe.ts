import { type ErrorCode, SyncoError } from '#libs/contracts';
import { type ArgumentMetadata, type PipeTransform, StandardSchemaValidationPipe } from '@nestjs/common';

interface Issue {
  path?: readonly unknown[] | undefined;
  message: string;
}

/** Holds bodies and queries against their contracts, and says of which of the two it could not read. */
export class ContractPipe implements PipeTransform {
  readonly #body = new StandardSchemaValidationPipe({ exceptionFactory: malformed('body-malformed', 'The body') });
  readonly #query = new StandardSchemaValidationPipe({ exceptionFactory: malformed('query-malformed', 'The query') });

  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return (metadata.type === 'body' ? this.#body : this.#query).transform(value, metadata);
  }
}

function malformed(code: ErrorCode, whole: string): (issues: readonly Issue[]) => SyncoError {
  return (issues) => {
    const errors = issues.slice(0, 200).map(({ path, message }) => ({ path: pathText(path), message }));
    const [first] = errors;
    return new SyncoError(
      code,
      first ? `${first.path || whole}: ${first.message}` : `${whole} cannot be read.`,
      errors,
    );
  };
}

function pathText(path: Issue['path']): string {
  return (path ?? [])
    .map((part) => String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part))
    .join('.');
}

import { useEffect, useState } from 'preact/hooks';
import type { UnitNode } from '#libs/contracts';
import { addressOf } from '../addresses.js';
import { words } from '../words.js';

interface Props {
  node: UnitNode;
  depth: number;
  current: string | null;
  /** The units on the way to the current one: they are open. */
  way: ReadonlySet<string>;
}

const openAtFirst = 1;

/** A unit in the tree, with a button that shows what is inside it. */
export function Branch({ node, depth, current, way }: Props) {
  const onWay = way.has(node.id);
  const [open, setOpen] = useState(depth < openAtFirst || onWay);
  useEffect(() => {
    if (onWay) setOpen(true);
  }, [onWay]);
  const hasChildren = node.children.length > 0;
  return (
    <li>
      <div class="branch">
        {hasChildren ? (
          <button
            type="button"
            class="twist"
            aria-expanded={open}
            aria-label={words.tree.expand(node.name)}
            onClick={() => setOpen(!open)}
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <path d="M6 4l4 4-4 4" />
            </svg>
          </button>
        ) : (
          <span class="twist" />
        )}
        <a href={addressOf({ page: 'unit', id: node.id })} aria-current={node.id === current ? 'page' : undefined}>
          <span>{node.name}</span>
          {node.openAlerts > 0 && (
            <span class="count" title={words.tree.alerts(node.openAlerts)}>
              <span aria-hidden="true">{node.openAlerts}</span>
              <span class="unseen">{words.tree.alerts(node.openAlerts)}</span>
            </span>
          )}
        </a>
      </div>
      {hasChildren && open && (
        <ul>
          {node.children.map((child) => (
            <Branch key={child.id} node={child} depth={depth + 1} current={current} way={way} />
          ))}
        </ul>
      )}
    </li>
  );
}

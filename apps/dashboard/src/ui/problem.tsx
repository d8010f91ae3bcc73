import { explain, isMissing } from '../api/explain.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** Shows what went wrong and what to do about it. */
export function ProblemNotice(props: {
  readonly error: unknown;
  /** Paths of the fields that show their own messages. */
  readonly shownBeside?: readonly string[];
  readonly onRetry?: () => void;
}) {
  const { error, shownBeside = [], onRetry } = props;
  if (error === null || error === undefined) return null;
  const { title, detail, fields } = explain(error);
  const others = [...fields].filter(([path]) => !shownBeside.includes(path));
  return (
    <Notice tone="bad" title={title} announced>
      <div class="stack-small">
        {/* For field errors, the detail only repeats their messages in one line. */}
        {fields.size === 0 && <p>{detail}</p>}
        {fields.size > 0 && others.length === 0 && <p>Correct the marked fields.</p>}
        {others.length > 0 && (
          <ul>
            {others.map(([path, message]) => (
              <li key={path}>
                {path === '' ? (
                  message
                ) : (
                  <>
                    <code>{path}</code> {message}
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        {onRetry !== undefined && !isMissing(error) && (
          <div>
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          </div>
        )}
      </div>
    </Notice>
  );
}

import { nodeApp } from '../../tsdown.base.ts';

export default nodeApp({
  main: 'src/main.ts',
  // Its own file, as a thread is started by one.
  'projector-thread': 'src/pipeline/project/projector-thread.ts',
});

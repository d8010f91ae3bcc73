import { purePackage } from '../../tsdown.base.ts';

export default purePackage({
  index: 'src/index.ts',
  operations: 'src/api/index.ts',
  testing: 'src/testing/index.ts',
});

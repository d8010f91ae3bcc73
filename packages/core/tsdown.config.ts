import { purePackage } from '../../tsdown.base.ts';

export default purePackage({
  errors: 'src/errors/index.ts',
  events: 'src/events/index.ts',
  forms: 'src/forms/index.ts',
  http: 'src/http/index.ts',
  json: 'src/json/index.ts',
  models: 'src/models/index.ts',
  signature: 'src/signature/index.ts',
  source: 'src/source/index.ts',
  testing: 'src/testing/index.ts',
});
